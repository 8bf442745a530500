"""Phones, cards, addresses and links are found however they are typed; years, sums and numbers of papers are left alone."""


import pytest

from uchastie.kernel.revealing import Kind, found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("звоните +7 912 345-67-89", Kind.PHONE),
        ("8(912)3456789", Kind.PHONE),
        ("89123456789 вечером", Kind.PHONE),
        ("912 345 67 89", Kind.PHONE),
        ("карта 4111 1111 1111 1111?", Kind.CARD),
        ("пишите vera@example.org", Kind.EMAIL),
        ("смотрите https://vk.com/group", Kind.LINK),
        ("наш сайт www.dobro.ru", Kind.LINK),
        ("t.me/help", Kind.LINK),
        ("зайдите на помощь.рф", Kind.LINK),
    ],
)
def test_what_reveals_is_found(text: str, kind: Kind) -> None:
    assert {finding.kind for finding in found(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "в 2026 году пришло 14 семей",
        "Добро.Центр",
        "закон 210-ФЗ от 27.07.2010",
        "заявка 66-2026-000123",
        "ходят 12–15 человек.",
    ],
)
def test_what_does_not_is_left_alone(text: str) -> None:
    assert found(text) == ()


def test_a_number_that_is_no_card() -> None:
    assert all(finding.kind is not Kind.CARD for finding in found("1234 5678 9012 3456"))
    assert [finding.kind for finding in found("4111 1111 1111 1111")] == [Kind.CARD]
