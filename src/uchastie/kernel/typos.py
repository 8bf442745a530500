"""Search that forgives a slip: «Кавалев» finds «Ковалёв».

A vocabulary stands beside the searched table: for every word that has ever been indexed, the word as it is heard and
the same with each letter left out (`kernel.words.grams`). A mistyped word shares one of these with the right one, so
the candidates are found by equality in one index, at the same cost for a thousand people and for a hundred thousand;
which of them are good is decided here, in Python, the same for both databases. The words belong to nobody: the table
does not say whose they are."""

from typing import Any

from django.db import models, transaction

from uchastie.kernel.words import WORD, fold, grams, is_slip_of, slips

SHORTEST, LONGEST = 4, 40
MOST_CANDIDATES = 400
MOST_WORDS = 4  # of a question that are corrected
MOST_FIXES = 6  # for one word
REMEMBERED = 50_000  # words a process knows to be in the vocabulary

_learnt: dict[type[models.Model], set[str]] = {}


class WordGram(models.Model):
    """Abstract: a capability with a searchable table has one of its own."""

    gram = models.CharField(max_length=LONGEST)
    word = models.CharField(max_length=LONGEST)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["gram", "word"], name="%(app_label)s_%(class)s_once")]


def learn(vocabulary: type[WordGram], *texts: str) -> None:
    """Add the words of the texts; words this process has added before cost nothing."""
    known = _learnt.setdefault(vocabulary, set())
    new = sorted({word for text in texts for word in _words(text)} - known)
    if not new:
        return
    rows = [vocabulary(gram=gram, word=word) for word in new for gram in sorted(grams(word))]
    vocabulary._base_manager.bulk_create(rows, ignore_conflicts=True)
    transaction.on_commit(lambda: _remember(known, new))


def forget() -> None:
    """For those who change databases under a running process: the tests."""
    _learnt.clear()


def _remember(known: set[str], words: list[str]) -> None:
    if len(known) > REMEMBERED:
        known.clear()
    known.update(words)


def near(vocabulary: type[WordGram], text: str) -> dict[str, tuple[str, ...]]:
    """For each word of the question the words it may be a slip of, the nearest first. One statement."""
    asked = _words(text[:200])[:MOST_WORDS]
    keys = {gram for word in asked for gram in grams(word)}
    if not keys:
        return {}
    rows: Any = vocabulary._base_manager.filter(gram__in=keys).values_list("word", flat=True).distinct()
    candidates = list(rows[:MOST_CANDIDATES])
    return {word: found for word in asked if (found := _nearest(word, candidates))}


def _nearest(typed: str, candidates: list[str]) -> tuple[str, ...]:
    good = [word for word in candidates if word != typed and is_slip_of(typed, word)]
    return tuple(sorted(good, key=lambda word: (slips(typed, word), word))[:MOST_FIXES])


def _words(text: str) -> list[str]:
    found = WORD.findall(fold(text))
    return list(dict.fromkeys(word for word in found if SHORTEST <= len(word) <= LONGEST and word.isalpha()))
