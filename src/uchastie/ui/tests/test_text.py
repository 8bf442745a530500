import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from uchastie.ui import text

N = text.NBSP
YEKATERINBURG = ZoneInfo("Asia/Yekaterinburg")
NOW = dt.datetime(2026, 11, 23, 6, 20, tzinfo=dt.UTC)  # 11:20 in Yekaterinburg
TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "заявок"),
        (1, "заявка"),
        (2, "заявки"),
        (4, "заявки"),
        (5, "заявок"),
        (11, "заявок"),
        (12, "заявок"),
        (14, "заявок"),
        (21, "заявка"),
        (22, "заявки"),
        (111, "заявок"),
        (112, "заявок"),
        (1001, "заявка"),
    ],
)
def test_a_noun_takes_the_form_its_number_asks_for(count: int, words: str) -> None:
    assert text.plural(count, "заявка", "заявки", "заявок") == f"{count}{N}{words}"


def test_no_space_of_a_counted_phrase_can_break() -> None:
    assert text.plural(6, "рабочий день", "рабочих дня", "рабочих дней") == f"6{N}рабочих{N}дней"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (7, 0, "7"),
        (1234, 0, "1234"),
        (12345, 0, f"12{N}345"),
        (-12345, 0, f"{text.MINUS}12{N}345"),
        (4.5, 1, "4,5"),
        (4, 1, "4,0"),
    ],
)
def test_numbers_are_russian(value: float, digits: int, shown: str) -> None:
    assert text.number(value, digits) == shown
    assert text.percent(value, digits) == f"{shown}{N}%"


def test_a_day_names_its_year_only_when_it_is_another() -> None:
    assert text.day(dt.date(2026, 11, 24), TODAY) == f"вт, 24{N}ноября"
    assert text.day(dt.date(2027, 2, 20), TODAY) == f"сб, 20{N}февраля{N}2027{N}года"
    assert text.full_day(dt.date(2026, 9, 1)) == f"1{N}сентября{N}2026{N}года"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (dt.datetime(2026, 11, 23, 4, 40, tzinfo=dt.UTC), "сегодня, 9:40"),
        (dt.datetime(2026, 11, 22, 19, 5, tzinfo=dt.UTC), "сегодня, 0:05"),  # still yesterday in UTC
        (dt.datetime(2026, 11, 22, 18, 55, tzinfo=dt.UTC), "вчера, 23:55"),
        (dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC), "завтра, 15:00"),
        (dt.datetime(2026, 11, 20, 11, 30, tzinfo=dt.UTC), f"пт, 20{N}ноября, 16:30"),
        (dt.datetime(2025, 11, 20, 11, 30, tzinfo=dt.UTC), f"чт, 20{N}ноября{N}2025{N}года, 16:30"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_reader(at: dt.datetime, shown: str) -> None:
    assert text.moment(at, YEKATERINBURG, NOW) == shown


def test_time_has_no_leading_zero() -> None:
    assert text.time(dt.time(9, 5)) == "9:05"


@pytest.mark.parametrize(
    ("zone", "word"), [("Europe/Moscow", "МСК"), ("Asia/Yekaterinburg", "МСК+2"), ("Europe/Kaliningrad", "МСК-1")]
)
def test_zones_are_named_from_moscow(zone: str, word: str) -> None:
    assert text.msk(ZoneInfo(zone), NOW) == word.replace("-", text.MINUS)


def test_phones_are_grouped_and_masked() -> None:
    assert text.phone("+79123456789") == "+7 912 345-67-89"
    assert text.mask_phone("+79123456789") == "+7 912 ···-··-89"
    assert text.phone("+375291234567") == "+375291234567"
    assert "1234" not in text.mask_phone("+375291234567")
    assert text.phone("") == text.mask_phone("") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Никитина Ольга Андреевна", "НО"), ("Анна Ковалёва", "АК"), ("АНО «Тёплый дом»", "АТ"), ("Искра", "И"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert text.initials(name) == letters


def test_first_letters() -> None:
    assert text.capital("сегодня, 9:40") == "Сегодня, 9:40"
    assert text.uncapital("Не хватает 2 цифр") == "не хватает 2 цифр"
    assert text.uncapital("ID не найден") == "ID не найден"
    assert text.capital("") == text.uncapital("") == ""


@pytest.mark.parametrize(
    ("plain", "glued"),
    [
        ("Свяжемся до среды и поговорим", f"Свяжемся до{N}среды и{N}поговорим"),
        ("в 3 шага", f"в{N}3{N}шага"),
        ("Срок — вторник", f"Срок{N}— вторник"),
        ("Школа № 98, ул. Культуры, 12", f"Школа №{N}98, ул.{N}Культуры, 12"),
        ("с «Искрой»", f"с{N}«Искрой»"),
        ("и не в срок", f"и{N}не{N}в{N}срок"),
    ],
)
def test_what_must_not_be_torn_is_glued(plain: str, glued: str) -> None:
    assert text.nbsp(plain) == glued


def test_a_range_of_days_is_not_torn():
    assert text.nbsp("пн–вс с 9:00") == "пн\u2060–\u2060вс\u00a0с\u00a09:00"


def test_a_phone_and_a_number_of_a_request_are_not_torn():
    assert text.whole("Пример: +7 912 345-67-89") == "Пример: +7\u00a0912\u00a0345\u2060-\u206067\u2060-\u206089"
    assert text.nbsp("ДЦ-66-2026-000424 и QR-код").startswith("ДЦ-66\u2060-\u20602026\u2060-\u2060000424")
