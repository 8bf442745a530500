"""What gives a person away in a text others will read, with the tricks people use; and what must stay allowed."""

from itertools import pairwise

import pytest

from uchastie.kernel.revealing import Kind, found


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("Звоните +7 912 345-67-89 вечером", Kind.PHONE, "+7 912 345-67-89"),
        ("8(912)3456789", Kind.PHONE, "8(912)3456789"),
        ("89123456789 вечером", Kind.PHONE, "89123456789"),
        ("8 - 912 - 345 - 67 - 89", Kind.PHONE, "8 - 912 - 345 - 67 - 89"),
        ("8.912.345.67.89", Kind.PHONE, "8.912.345.67.89"),
        ("9 1 2 3 4 5 6 7 8 9", Kind.PHONE, "9 1 2 3 4 5 6 7 8 9"),
        ("8*912*345*67*89", Kind.PHONE, "8*912*345*67*89"),
        ("городской 245-67-89", Kind.PHONE, "245-67-89"),
        ("домашний 24-56-78", Kind.PHONE, "24-56-78"),
        ("на карту 4276 3800 1234 5678", Kind.PHONE, "4276 3800 1234 5678"),
        ("на карту 4111 1111 1111 1111", Kind.CARD, "4111 1111 1111 1111"),
        ("4111-1111-1111-1111", Kind.CARD, "4111-1111-1111-1111"),
        ("Почта anna.k@mail.ru", Kind.EMAIL, "anna.k@mail.ru"),
        ("anna собака mail точка ру", Kind.EMAIL, "anna собака mail точка ру"),
        ("смотрите https://evil.example/x?1", Kind.LINK, "https://evil.example/x?1"),
        ("наш сайт www.dobro.ru", Kind.LINK, "www.dobro.ru"),
        ("сайт pomosh-ryadom.ru", Kind.LINK, "pomosh-ryadom.ru"),
        ("сайт помощь точка ру", Kind.LINK, "помощь точка ру"),
        ("vk.com/id1", Kind.LINK, "vk.com/id1"),
        ("добро.рф", Kind.LINK, "добро.рф"),
        ("t.me/anna_k", Kind.LINK, "t.me/anna_k"),
        ("пишите @anna_kot", Kind.HANDLE, "@anna_kot"),
        ("тг: anna_kot", Kind.HANDLE, "тг: anna_kot"),
        ("телеграм anna_kot", Kind.HANDLE, "телеграм anna_kot"),
    ],
)
def test_what_gives_a_person_away_is_found_with_its_place_and_a_reason(text: str, kind: Kind, piece: str) -> None:
    findings = found(text)
    assert [(one.kind, one.text) for one in findings] == [(kind, piece)]
    assert text[findings[0].start : findings[0].end] == piece
    assert findings[0].why.endswith(".")
    assert findings[0].name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Помогите дойти до поликлиники 25.11.2026 к 9:40, дом рядом, 3-й этаж",
        "Нужно с 10:00-12:00 или с 14.00-16.00",
        "Мне 72 года. Отдам 2-3 банки, 1,5 литра, весит 12 кг",
        "Диван 200 x 140, в 1 000 000 раз лучше",
        "Сдам 1 000, 2 000 не возьму",
        "восемь девятьсот двенадцать",
        "Купить батон.Молоко тоже",
        "Дни 2, 3, 5, 7, 11, 12, 14 свободны",
        "Инстаграм не люблю, телеграм тоже не нужен",
        "25.11.2026, 26.11.2026",
        "в 2026 году пришло 14 семей",
        "Добро.Центр",
        "закон 210-ФЗ от 27.07.2010",
        "заявка 66-2026-000123",
        "ходят 12–15 человек.",
    ],
)
def test_ordinary_words_days_and_hours_stay(text: str) -> None:
    assert found(text) == ()


def test_all_of_them_in_the_order_of_the_text_and_each_place_once() -> None:
    text = "Пишите a@b.ru, на сайт b.ru или 8 912 345 67 89"
    assert [one.kind for one in found(text)] == [Kind.EMAIL, Kind.LINK, Kind.PHONE]
    assert all(left.end <= right.start for left, right in pairwise(found(text)))


def test_a_long_text_does_not_hang() -> None:
    assert found("1 " * 5000)
    assert found("a." * 5000) == ()
    assert found("-" * 5000) == ()
