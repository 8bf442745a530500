"""Hours as people write them, the card of a centre, who gives which role."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.network import rules
from uchastie.crm.network.rules import CentreCard, Interval, clean_card
from uchastie.kernel.errors import Refusal

CARD = CentreCard(name="Центр", town="Город", address="ул. Мира, 1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9–18", "9:00–18:00"),
        ("9:00-18:00", "9:00–18:00"),
        ("9.30 — 18.00", "9:30–18:00"),
        ("9:00–13:00, 14:00–18:00", "9:00–13:00, 14:00–18:00"),
        ("14–18; 9–13", "9:00–13:00, 14:00–18:00"),
        ("0–24", "0:00–24:00"),
        ("", ""),
        ("Выходной.", ""),
        ("—", ""),
    ],
)
def test_hours_as_people_write_them(text: str, said: str) -> None:
    assert rules.write_hours(rules.parse_hours(0, text)) == said


@pytest.mark.parametrize("text", ["завтра в 9", "9", "18–9", "9–9", "25–26", "9:70–10", "9–13, 12–18", "9–18–20", "😀"])
def test_hours_that_cannot_be(text: str) -> None:
    with pytest.raises(Refusal, match="bad_hours"):
        rules.parse_hours(0, text)


@given(st.lists(st.integers(0, 1438), min_size=2, max_size=8, unique=True))
def test_hours_survive_being_written_and_read(minutes: list[int]) -> None:
    minutes = sorted(minutes)[: len(minutes) // 2 * 2]
    times = [dt.time(m // 60, m % 60) for m in minutes]
    intervals = [Interval(3, opens, closes) for opens, closes in zip(times[::2], times[1::2], strict=True)]
    assert rules.parse_hours(3, rules.write_hours(intervals)) == intervals


def test_the_week_in_few_lines() -> None:
    week = [interval for day in range(5) for interval in rules.parse_hours(day, "9–18")]
    assert rules.summarise_hours(week) == [("пн–пт", "9:00–18:00"), ("сб, вс", "выходной")]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Добро.Центр «Уралмаш»", "uralmash"),
        ("Добро.Центр «Ёлка и Щука»", "elka-i-shchuka"),
        ("Центр № 5", "tsentr-5"),
        ("«»", "centre"),
        ("😀", "centre"),
    ],
)
def test_the_address_of_a_page_comes_from_the_name(name: str, slug: str) -> None:
    assert rules.make_slug(name) == slug


@pytest.mark.parametrize(
    ("inn", "kept"),
    [("6673000005", "6673000005"), ("66 7300-0005", "6673000005"), ("", ""), ("500100732259", "500100732259")],
)
def test_inn(inn: str, kept: str) -> None:
    assert clean_card(CentreCard("Ц", "Г", "А", host_inn=inn)).host_inn == kept


@pytest.mark.parametrize("inn", ["6673000006", "667300000", "ИНН", "500100732250", "٦٦٧٣٠٠٠٠٠٥"])
def test_a_wrong_inn_says_where(inn: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_card(CentreCard("Ц", "Г", "А", host_inn=inn))
    assert refused.value.field == "host_inn"


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (CentreCard(" ", "Г", "А"), "name"),
        (CentreCard("Ц", "", "А"), "town"),
        (CentreCard("Ц", "Г", " "), "address"),
        (CentreCard("Ц", "Г", "А", phone="123"), "phone"),
        (CentreCard("Ц", "Г", "А", tz="Mars/Olympus"), "tz"),
    ],
)
def test_a_card_without_what_is_needed(card: CentreCard, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_card(card)
    assert refused.value.field == field


@pytest.mark.parametrize("phone", ["8 (343) 555-01-12", "+7 343 555 01 12", "3435550112"])
def test_the_phone_is_kept_in_one_form(phone: str) -> None:
    assert clean_card(CentreCard("Ц", "Г", "А", phone=phone)).phone == "+73435550112"


@pytest.mark.parametrize("text", ["56.8951, 60.5946", "56.8951,60.5946", "56,8951 60,5946", "56,8951, 60,5946"])
def test_coordinates_as_maps_give_them(text: str) -> None:
    assert rules.parse_place(text) == (56.8951, 60.5946)


@pytest.mark.parametrize("text", ["60.59, 156.8", "56.8", "ул. Мира", "1, 2", "91.0, 60.0"])
def test_coordinates_that_cannot_be(text: str) -> None:
    if text == "60.59, 156.8":
        assert rules.parse_place(text) == (60.59, 156.8)
        return
    with pytest.raises(Refusal):
        rules.parse_place(text)


def test_territory_by_lines() -> None:
    parts = rules.parse_territory("65701000 город Екатеринбург\n\n65 \n".replace("65 \n", ""), "65")
    assert [(part.oktmo, part.name) for part in parts] == [("65701000", "город Екатеринбург")]


@pytest.mark.parametrize("text", ["Екатеринбург", "657 город", "50701000 Новосибирск"])
def test_territory_that_cannot_be(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.parse_territory(text, "65")
    assert refused.value.field == "territory"


RANK = [
    {Role.CENTRE_EMPLOYEE},
    {Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR},
    {Role.REGION_COORDINATOR},
    {Role.FEDERAL_ANALYST, Role.DPO, Role.FEDERAL_MANAGER},
    {Role.ADMIN},
]


def _rank(role: Role) -> int:
    return next(number for number, roles in enumerate(RANK) if role in roles)


@pytest.mark.parametrize("giver", sorted(STAFF))
def test_nobody_gives_a_role_above_his_own(giver: Role) -> None:
    given = rules.GIVES.get(giver, frozenset())
    assert all(_rank(role) <= _rank(giver) for role in given)
    assert given <= STAFF
