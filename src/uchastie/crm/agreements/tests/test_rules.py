"""Kinds and sides, terms, texts, differences, codes: without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.agreements import rules
from uchastie.crm.agreements.rules import Kind, Move, Side, State
from uchastie.kernel.errors import Refusal

TODAY = dt.date(2026, 11, 23)
LONG = "Стороны договорились о добровольной и бесплатной помощи семье, как сказано в этом тексте по пунктам ниже.\n"


@pytest.mark.ledger("B13")
@pytest.mark.parametrize(
    ("kind", "sides"),
    [
        (Kind.GUARDIAN_HQ, (Side.HQ, Side.GUARDIAN)),
        (Kind.DATA_PROTECTION, (Side.HQ, Side.GUARDIAN)),
        (Kind.GUARDIAN_FAMILY, (Side.GUARDIAN, Side.FAMILY)),
        (Kind.ADHESION, (Side.GUARDIAN,)),
    ],
)
def test_each_kind_has_its_sides(kind: Kind, sides: tuple[Side, ...]) -> None:
    assert rules.sides_of(kind) == sides
    assert rules.missing(kind, sides) == ()
    assert rules.missing(kind, []) == sides


def test_a_family_joins_the_adhesion_alone() -> None:
    assert rules.sides_of(Kind.ADHESION, of_family=True) == (Side.FAMILY,)


def test_every_state_with_every_move() -> None:
    allowed = {
        (State.DRAFT, Move.OFFER),
        (State.WAITING, Move.CONCLUDE),
        (State.IN_FORCE, Move.EXPIRE),
        (State.WAITING, Move.EXPIRE),
        (State.IN_FORCE, Move.REPLACE),
        (State.DRAFT, Move.END),
        (State.WAITING, Move.END),
        (State.IN_FORCE, Move.END),
    }
    assert {(state, move) for state in State for move in Move if rules.MOVES.allows(state, move)} == allowed


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (TODAY, TODAY - dt.timedelta(days=1), "term"),
        (TODAY - dt.timedelta(days=9), TODAY - dt.timedelta(days=1), "term_over"),
        (TODAY, TODAY + dt.timedelta(days=366 * 3 + 1), "term_long"),
    ],
)
def test_a_term_that_cannot_be(since: dt.date, until: dt.date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.require_term(since, until, TODAY)
    assert refused.value.code == code


@given(st.dates(dt.date(2021, 1, 1), dt.date(2090, 1, 1)))
def test_a_usual_term_is_a_year_to_the_day_before(since: dt.date) -> None:
    first, last = rules.usual_term(since)
    assert first == since
    assert 364 <= (last - first).days <= 365
    rules.require_term(first, last, since)


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (0, True), (40, True), (41, False)])
def test_renewal_is_due_forty_days_before_the_last_day(days: int, soon: bool) -> None:
    assert rules.renew_soon(TODAY + dt.timedelta(days=days), TODAY) is soon


def test_places_are_filled_once() -> None:
    filled = rules.fill("{опекун} и {семья}, № {номер}", {"опекун": "«{номер}»", "номер": "66-0018"})
    assert filled == "«{номер}» и {семья}, № 66-0018"


def test_an_unknown_place_is_named() -> None:
    with pytest.raises(Refusal, match="place") as refused:
        rules.require_body(Kind.GUARDIAN_HQ, LONG + "1. Семья {семья}.")
    assert "{семья}" in refused.value.message


def test_a_body_is_cleaned_and_bounded() -> None:
    assert rules.require_body(Kind.ADHESION, f"  {LONG}\r\n\r\n1.   Первый  пункт. ") == LONG + "1. Первый пункт."
    for bad in ("", "коротко", "слово " * 5000):
        with pytest.raises(Refusal):
            rules.require_body(Kind.ADHESION, bad)


def test_numbers_of_points_are_found() -> None:
    parts = rules.paragraphs("Вступление\n1. Первый\n2.1. Второй один")
    assert [(part.mark, part.text) for part in parts] == [
        ("", "Вступление"),
        ("1.", "Первый"),
        ("2.1.", "Второй один"),
    ]


@given(st.lists(st.text("абв ", max_size=9), max_size=6), st.lists(st.text("абв ", max_size=9), max_size=6))
def test_a_difference_holds_both_texts(old: list[str], new: list[str]) -> None:
    before = "\n".join(" ".join(line.split()) for line in old)
    after = "\n".join(" ".join(line.split()) for line in new)
    rows = rules.difference(before, after)
    gone = " ".join(piece.text for row in rows for piece in row if piece.kind != "in").split()
    come = " ".join(piece.text for row in rows for piece in row if piece.kind != "out").split()
    assert gone == before.split()
    assert come == after.split()
    assert rules.is_changed(rows) == (before != after)


def test_a_changed_word_stands_alone() -> None:
    rows = rules.difference("Срок один год.", "Срок два года.")
    assert [(piece.kind, piece.text) for piece in rows[0]] == [
        ("same", "Срок"),
        ("out", "один год."),
        ("in", "два года."),
    ]


@given(st.text(), st.text())
def test_a_fingerprint_tells_texts_apart(one: str, other: str) -> None:
    one, other = (text.encode("utf-8", "ignore").decode() for text in (one, other))
    assert (rules.fingerprint(one) == rules.fingerprint(other)) == (one == other)


@pytest.mark.parametrize(("typed", "digits"), [("123456", "123456"), (" 123 456 ", "123456"), ("123-456", "123456")])
def test_a_code_as_people_type_it(typed: str, digits: str) -> None:
    assert rules.digits_of(typed) == digits


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "абвгде", "١٢٣٤٥٦"])
def test_what_is_no_code(typed: str) -> None:
    with pytest.raises(Refusal, match="code"):
        rules.digits_of(typed)
