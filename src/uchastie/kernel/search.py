"""Search by words, with the same results on both databases.

A searchable table has one text column filled by `make_text`: plain words in one normal form, separated by spaces.
Databases then have nothing to interpret: SQLite knows no Cyrillic case and no ё, PostgreSQL's parser has opinions
about numbers and addresses, so neither of them is asked. `AddSearchIndex` in a migration indexes the column
(FTS5 or GIN), and `search` finds the rows that have every word of the question: as the beginning of a word, or as
another form of the same word.
"""

# ruff: noqa: S608, S611 - names in the SQL come from models, what people type is always a parameter
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import snowballstemmer
from django.db import connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models.expressions import RawSQL

from uchastie.kernel.words import WORD, fold

# Digits with what people put between them: "+7 (912) 345-67-89", "66-2026-000123".
DIGITS = re.compile(r"(?<![^\W_])\d+(?:[\s().\-‐-―]{1,3}\d+)*(?![^\W_])")
PHONE = re.compile(r"[78]?([3489]\d{9})")
LONGEST_WORD = 60
MOST_WORDS = 12  # of a question; nobody means more
STEM_MARK = "0"  # "березкин0" is a stem: a word of the text cannot be taken for it, and it is one token everywhere


def make_text(*parts: str) -> str:
    """The content of a search column: the words of all parts, their stems, and phones in every form people type."""
    words: dict[str, None] = {}
    for part in parts:
        for word in _stored_words(fold(part)):
            words.setdefault(word[:LONGEST_WORD])
    return " ".join(words)


def mark_of(owner: UUID) -> str:
    """A word for the search text that says whose the row is: nobody types it."""
    return f"u{owner.hex}"


def search[M: models.Model](
    rows: "models.QuerySet[M]",
    text: str,
    field: str = "search_text",
    *,
    near: Mapping[str, tuple[str, ...]] | None = None,
    within: str = "",
) -> "models.QuerySet[M]":
    """The rows that have every word of the text. An empty text filters nothing; a text without a word finds nothing.

    `near` names, for a word, others it may be a slip of (`kernel.typos.near`); `within` is a word by itself that the
    rows must also have (`mark_of`), so that the index need not answer with the rows of others.

    The index answers first, in a query of its own: joined to an ORDER BY … LIMIT, a planner could prefer to walk
    the whole table in the order of the key.
    """
    if not text.strip():
        return rows
    groups = _question(text, near or {})
    if not groups:
        return rows.none()
    if within:
        groups.append(((within,),))
    table, key, column = _names(rows.model, field)
    if connections[rows.db].vendor == "sqlite":
        index = _index_name(table)
        sql = f'SELECT m."id" FROM "{index}" f JOIN "{index}_rows" m ON m."n" = f.rowid WHERE "{index}" MATCH %s'
        return rows.filter(pk__in=RawSQL(sql, [_fts5(groups)]))
    sql = f'SELECT "{key}" FROM "{table}" WHERE {_vector(column)} @@ %s::tsquery OFFSET 0'
    return rows.filter(pk__in=RawSQL(sql, [_tsquery(groups)]))


# --- words ---


def _stored_words(folded: str) -> Iterator[str]:
    for run in DIGITS.findall(folded):
        yield _joined(run)
        if phone := PHONE.fullmatch(_joined(run)):
            number = phone[1]
            yield from (number, "7" + number, "8" + number, number[3:], number[6:])
    for word in WORD.findall(folded):
        yield word
        if word.startswith("0") and word.strip("0"):
            yield word.lstrip("0")
        if stem := _stem(word):
            yield stem


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Remembered: the same first names and patronymics come all day. The stemmer keeps state, each call has its own."""
    if not "а" <= word[0] <= "я":
        return ""
    stem: str = snowballstemmer.stemmer("russian").stemWord(word)[: LONGEST_WORD - 1]
    return stem + STEM_MARK if len(stem) > 2 else ""


def _joined(run: str) -> str:
    return re.sub(r"\D", "", run)


# --- questions ---

# Every group must be found; a group is found by one of its ways; a way is words that must all be there.
type Way = tuple[str, ...]
type Group = tuple[Way, ...]


def _question(text: str, near: Mapping[str, tuple[str, ...]]) -> list[Group]:
    """Prefixes end with "*", whole words do not. Digits written apart are a phone or several numbers: both are tried."""
    folded = fold(text[:1000])
    groups: dict[Group, None] = {}
    for run in DIGITS.findall(folded):
        pieces = WORD.findall(run)
        if len(pieces) > 1:
            groups.setdefault(((_prefix(_joined(run)),), tuple(_prefix(piece) for piece in pieces)))
    for word in WORD.findall(DIGITS.sub(_only_single, folded)):
        stem = _stem(word)
        others = tuple((_prefix(other),) for other in near.get(word, ()))
        groups.setdefault(((_prefix(word),), (stem,), *others) if stem else ((_prefix(word),), *others))
    return list(groups)[:MOST_WORDS]


def _only_single(run: re.Match[str]) -> str:
    return run[0] if run[0].isdigit() else " "


def _prefix(word: str) -> str:
    return word[:LONGEST_WORD] + "*"


def _fts5(groups: list[Group]) -> str:
    """`("берез" * OR "берез0") AND …`: words have letters and digits only, so nothing in them needs escaping."""
    return " AND ".join(_either(group, " OR ", " AND ", _fts5_word) for group in groups)


def _fts5_word(word: str) -> str:
    return f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'


def _tsquery(groups: list[Group]) -> str:
    return " & ".join(_either(group, " | ", " & ", _tsquery_word) for group in groups)


def _tsquery_word(word: str) -> str:
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"


def _either(group: Group, either: str, both: str, write: Any) -> str:
    ways = (both.join(write(word) for word in way) for way in group)
    return "(" + either.join(f"({way})" for way in ways) + ")"


# --- the index ---


class AddSearchIndex(Operation):
    """Migration operation: index the search column of a model. `AddSearchIndex("beneficiary")` in a migration that
    depends on the one that makes the table; existing rows are indexed too.

    SQLite remakes a table to alter it and forgets its triggers: a later migration that alters a field of this model
    repeats the operation at its end (it replaces what is there). A test watches over this.
    """

    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name: str, field: str = "search_text") -> None:
        self.model_name = model_name
        self.field = field

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(app_label, schema_editor, to_state, add=True)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(app_label, schema_editor, from_state, add=False)

    def describe(self) -> str:
        return f"Index {self.field} of {self.model_name} for search"

    def _run(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any, *, add: bool) -> None:
        model = state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        table, key, column = _names(model, self.field)
        sqlite = schema_editor.connection.vendor == "sqlite"
        remove = _sqlite_remove(table) if sqlite else [f'DROP INDEX IF EXISTS "{_index_name(table)}"']
        make = _sqlite_make(table, key, column) if sqlite else [_postgresql_make(table, column)]
        for statement in remove + (make if add else []):
            schema_editor.execute(statement, params=None)


def _names(model: type[models.Model], field: str) -> tuple[str, str, str]:
    """Table, key column, search column."""
    columns = {f.name: str(f.column) for f in model._meta.concrete_fields}
    key = next(str(f.column) for f in model._meta.concrete_fields if f.primary_key)
    return model._meta.db_table, key, columns[field]


def _index_name(table: str) -> str:
    return f"{table}_search"


def _vector(column: str) -> str:
    """The words as they are, past the parser: `to_tsvector` would see numbers and addresses of its own."""
    return f"array_to_tsvector(array_remove(string_to_array(\"{column}\", ' '), ''))"


def _postgresql_make(table: str, column: str) -> str:
    return f'CREATE INDEX "{_index_name(table)}" ON "{table}" USING gin ({_vector(column)})'


def _sqlite_remove(table: str) -> list[str]:
    index = _index_name(table)
    triggers = [f'DROP TRIGGER IF EXISTS "{index}_{when}"' for when in ("insert", "update", "delete")]
    return [*triggers, f'DROP TABLE IF EXISTS "{index}"', f'DROP TABLE IF EXISTS "{index}_rows"']


def _sqlite_make(table: str, key: str, column: str) -> list[str]:
    """A contentless FTS5 table kept by triggers. Its row numbers come from a table of ours: the hidden numbers of a
    table with a UUID key may change when the database is compacted."""
    index = _index_name(table)
    number = f'(SELECT "n" FROM "{index}_rows" WHERE "id" = {{}}."{key}")'
    forget = f'INSERT INTO "{index}" ("{index}", rowid, "words") VALUES (\'delete\', {number.format("old")}, old."{column}");'
    learn = f'INSERT INTO "{index}" (rowid, "words") VALUES ({number.format("new")}, new."{column}");'
    count = f'INSERT INTO "{index}_rows" ("id") VALUES (new."{key}");'
    uncount = f'DELETE FROM "{index}_rows" WHERE "id" = old."{key}";'
    return [
        f'CREATE TABLE "{index}_rows" ("n" integer PRIMARY KEY, "id" NOT NULL UNIQUE)',
        f"CREATE VIRTUAL TABLE \"{index}\" USING fts5(\"words\", content='', prefix='2 3 4', "
        "tokenize='unicode61 remove_diacritics 0')",
        f'INSERT INTO "{index}_rows" ("id") SELECT "{key}" FROM "{table}"',
        f'INSERT INTO "{index}" (rowid, "words") SELECT m."n", t."{column}" '
        f'FROM "{table}" t JOIN "{index}_rows" m ON m."id" = t."{key}"',
        f'CREATE TRIGGER "{index}_insert" AFTER INSERT ON "{table}" BEGIN {count} {learn} END',
        f'CREATE TRIGGER "{index}_update" AFTER UPDATE OF "{column}" ON "{table}" '
        f'WHEN old."{column}" <> new."{column}" BEGIN {forget} {learn} END',
        f'CREATE TRIGGER "{index}_delete" AFTER DELETE ON "{table}" BEGIN {forget} {uncount} END',
    ]
