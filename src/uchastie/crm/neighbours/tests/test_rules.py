"""What may stand on the board, how neighbours are called, and how coarse a place is."""

import pytest

from uchastie.crm.neighbours import rules
from uchastie.kernel.errors import Refusal


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Звоните 8 912 345-67-89", "revealing_phone"),
        ("Карта 4111 1111 1111 1111", "revealing_card"),
        ("смотри vk.com/dobro", "revealing_link"),
        ("anna@mail.ru", "revealing_email"),
        ("пишите @anna_kot", "revealing_handle"),
        ("заплачу 500 рублей", "money"),
        ("дам 300 ₽", "money"),
    ],
)
def test_phones_cards_links_and_money_are_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.require_open_words(text, field="title")
    assert refused.value.code == code
    assert refused.value.field == "title"
    assert refused.value.message


def test_ordinary_words_stay() -> None:
    assert rules.require_open_words(" Поднять 6 коробок на 4-й этаж к 18:30 ", field="title")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Зотова Галина Ивановна", "Галина З."), ("Фарид", "Фарид"), ("  ", "Сосед"), ("Ким Олег", "Олег К.")],
)
def test_a_neighbour_is_shown_by_name_and_a_letter(name: str, shown: str) -> None:
    assert rules.shown_name(name) == shown


def test_a_place_is_a_square_of_kilometres() -> None:
    here, near = (56.8951, 60.6032), (56.8959, 60.6101)
    assert rules.cell_of(here, "x") == rules.cell_of(near, "x")
    assert len(set(rules.cells_around(rules.cell_of(here, "x"), 1))) == 9
    assert len(set(rules.cells_around(rules.cell_of(here, "x"), 2))) == 25
    assert rules.cells_around(rules.cell_of((None, None), "uralmash"), 2) == ("=uralmash",)
    assert rules.coarse(here) == rules.coarse(near) or rules.coarse(here) != here
    assert rules.distance_text(0.4) == "меньше километра от вас"
    assert rules.distance_text(2.6) == "около 3 км от вас"
    assert rules.distance_text(None) == ""


def test_new_people_may_do_less_until_somebody_thanks() -> None:
    new, known = rules.limits_of(days_here=0, helped=0), rules.limits_of(days_here=0, helped=1)
    assert new.open_notices < known.open_notices
    assert new.answers_a_day < known.answers_a_day
    assert rules.limits_of(days_here=30, helped=0) == known
