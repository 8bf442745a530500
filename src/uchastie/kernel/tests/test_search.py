"""The search gives the same rows on both databases, and nothing a person types can break it."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uchastie.kernel.ids import new_id
from uchastie.kernel.search import AddSearchIndex, make_text, search


@pytest.fixture(scope="module")
def card(django_db_setup, django_db_blocker):
    """A table of its own with the index on it, made by the migration operations themselves."""
    create = migrations.CreateModel(
        "SearchCard",
        [
            ("id", models.UUIDField(primary_key=True, default=new_id)),
            ("name", models.TextField(default="")),
            ("search_text", models.TextField(default="")),
        ],
    )
    before, between, after = ProjectState(), ProjectState(), ProjectState()
    create.state_forwards("delivery", between)
    create.state_forwards("delivery", after)
    index = AddSearchIndex("searchcard")
    model = after.apps.get_model("delivery", "SearchCard")
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            create.database_forwards("delivery", editor, before, between)
            old = model.objects.create(name="до индекса", search_text=make_text("До индекса"))
            index.database_forwards("delivery", editor, between, after)
            index.database_forwards("delivery", editor, between, after)  # repeating it is safe
        assert [row.pk for row in search(model.objects.all(), "индекс")] == [old.pk]
        old.delete()
        yield model
        with connection.schema_editor() as editor:
            index.database_backwards("delivery", editor, after, between)
            editor.delete_model(model)


def put(card, *names):
    for name in names:
        card.objects.create(name=name, search_text=make_text(name))


def found(card, text):
    return sorted(search(card.objects.all(), text).values_list("name", flat=True))


PEOPLE = (
    "Берёзкина Тамара Ильинична +79123456789",
    "БЕРЕЗОВ Игорь 8 (912) 765-43-21",
    "Маркина Ольга marina@пример.рф",
    "Мария Зайцева",
    "Anna Müller anna.m@mail.example",
    "ДЦ-66-2026-000123 консультация по проекту",
    "Цой Сергей",
)


@pytest.mark.parametrize(
    ("text", "first_words"),
    [
        ("берез", ["БЕРЕЗОВ", "Берёзкина"]),
        ("БЕРЁЗ", ["БЕРЕЗОВ", "Берёзкина"]),
        ("берёзкиной", ["Берёзкина"]),  # another form of the same word
        ("берёзкиной тамаре", ["Берёзкина"]),
        ("бере\u0308зкина", ["Берёзкина"]),  # the two dots typed apart
        ("тамара игорь", []),  # every word must be there
        ("мария", ["Мария"]),  # the stem «мар» does not bring Маркина
        ("мар", ["Мария", "Маркина"]),
        ("ЦОИ", []),  # и is not й
        ("цой", ["Цой"]),
        ("+7 912 345-67-89", ["Берёзкина"]),
        ("8(912)3456789", ["Берёзкина"]),
        ("9123456789", ["Берёзкина"]),
        ("345-67-89", ["Берёзкина"]),
        ("6789", ["Берёзкина"]),
        ("+7 (912)", ["БЕРЕЗОВ", "Берёзкина"]),
        ("912 765", ["БЕРЕЗОВ"]),
        ("muller", ["Anna"]),
        ("MÜLLER", ["Anna"]),
        ("anna.m@mail.example", ["Anna"]),
        ("дц-66-2026-000123", ["ДЦ-66-2026-000123"]),
        ("66-2026-000123", ["ДЦ-66-2026-000123"]),
        ("123", ["ДЦ-66-2026-000123"]),
        ("консультации", ["ДЦ-66-2026-000123"]),
        ("***", []),
        ("😀", []),
        ("\x00", []),
    ],
)
def test_what_people_type_is_found(db, card, text, first_words):
    put(card, *PEOPLE)
    assert [name.split()[0] for name in found(card, text)] == first_words


def test_an_empty_question_filters_nothing(db, card):
    put(card, *PEOPLE)
    assert len(found(card, "  ")) == len(PEOPLE)


@pytest.mark.parametrize(
    "text",
    [
        'берез"',
        "берез' OR 1=1 --",
        "берез*",
        "NOT берез",
        "-берез",
        "(берез",
        "берез:*",
        "search_text:берез",
        "^берез",
        "берез &",
        "берез | !",
        "берез\\",
        "берез\x00",
        "берез😀",
        "NEAR(берез)",
        "{берез}",
        "берез%_",
    ],
)
def test_signs_mean_nothing(db, card, text):
    """The language of the index never sees what was typed; words of it are words like all others."""
    put(card, *PEOPLE)
    assert set(found(card, text)) <= {name for name in PEOPLE if "ерез" in name.lower() or "ерёз" in name.lower()}


def test_ten_thousand_characters_are_a_question_like_another(db, card):
    put(card, *PEOPLE)
    assert found(card, "я" * 10_000) == []
    assert found(card, "тамара " * 1500) == [PEOPLE[0]]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_finds_itself_and_never_breaks(db, card, text):
    """Hypothesis looks for a text that breaks the query or that the index holds but cannot find."""
    card.objects.all().delete()
    stored = make_text(text)
    row = card.objects.create(name="", search_text=stored)
    hit = list(search(card.objects.all(), text))
    assert hit == ([row] if stored or not text.strip() else [])


def test_changes_and_deletions_reach_the_index(db, card):
    put(card, "Старое имя", "Другой человек")
    card.objects.filter(name="Старое имя").update(name="Новое имя", search_text=make_text("Новое имя"))
    assert found(card, "старое") == []
    assert found(card, "новое") == ["Новое имя"]
    card.objects.filter(name="Новое имя").delete()
    assert found(card, "новое") == []
    assert found(card, "человек") == ["Другой человек"]


def test_the_index_is_used(db, card):
    """Also under ORDER BY … LIMIT, where a planner likes to walk the key backward."""
    card.objects.bulk_create(card(name=str(n), search_text=make_text(f"человек {n}")) for n in range(3000))
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE; SET LOCAL enable_seqscan = off")  # the test's table is small
    plan = search(card.objects.order_by("-id"), "2718")[:20].explain()
    assert "VIRTUAL TABLE INDEX" in plan or "_search" in plan
    assert "Seq Scan" not in plan


def test_every_search_index_has_its_triggers(db):
    """SQLite forgets the triggers of a table that a migration remakes: then the migration must repeat the index."""
    if connection.vendor != "sqlite":
        return  # the index of PostgreSQL is an ordinary one and cannot be forgotten
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'")
        indexes = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = {name for (name,) in cursor.fetchall()}
    assert indexes
    assert {f"{index}_{when}" for index in indexes for when in ("insert", "update", "delete")} <= triggers
