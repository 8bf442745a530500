"""Finding a centre and its page, as everyone sees them."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from uchastie.crm.network.models import OpeningHours, Premises, TerritoryPart, Unit
from uchastie.crm.network.rules import Interval, UnitKind, UnitStatus, describe_opening

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.ledger("A58")
@time_machine.travel("2026-11-23 11:20+05:00", tick=False)
def test_the_page_of_a_centre_says_where_when_and_who(world: Any, client: Client) -> None:
    centre = world.uralmash
    Premises.objects.create(unit=centre, name="Приёмная", note="первый этаж", step_free=True)
    TerritoryPart.objects.create(unit=centre, oktmo="65701000", name="Екатеринбург")
    page = text_of(client.get("/centres/uralmash/"))
    for part in (
        "Добро.Центр рядом с вами",
        "Показать на карте",
        "Сейчас открыто</b>, до 18:00. Пн–пт с 9:00 до 18:00; сб, вс — выходной",
        "Работает при организации: Дом молодёжи",
        "tel:+73433000000",
        "вход без ступеней",
        "Екатеринбург, ул. Победы, 5",
    ):
        assert part in page, part
    assert page.count("Екатеринбург, ул. Победы, 5") == 1, "the town is not written twice"


def test_the_only_outside_address_is_a_link_to_a_map(world: Any, client: Client) -> None:
    page = text_of(client.get("/centres/uralmash/"))
    outside = [part.split('"')[0] for part in page.split('="http')[1:]]
    assert len(outside) == 1
    assert outside[0].startswith("s://yandex.ru/maps/?text=")
    assert 'target="_blank" rel="noopener noreferrer"' in page


@pytest.mark.ledger("A59")
def test_services_are_listed_with_details_and_a_way_to_apply(world: Any, client: Client) -> None:
    page = text_of(client.get("/centres/uralmash/"))
    assert "Подробнее" in page
    assert "apply/?service=consulting" in page


@pytest.mark.parametrize("slug", ["nowhere", "66", "federal", "ekaterinburg"])
def test_only_centres_have_a_public_page(world: Any, client: Client, slug: str) -> None:
    assert client.get(f"/centres/{slug}/").status_code == 404


@pytest.mark.parametrize("status", [UnitStatus.SUSPENDED, UnitStatus.CLOSED])
def test_a_centre_that_does_not_work_is_not_shown(world: Any, client: Client, status: UnitStatus) -> None:
    Unit.objects.filter(pk=world.uralmash.pk).update(status=status)
    assert client.get("/centres/uralmash/").status_code == 404
    assert "Уралмаш" not in text_of(client.get("/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Уралмаш", "Второй", "Обской"}),
        ("?region=66", {"Уралмаш", "Второй"}),
        ("?text=уралм", {"Уралмаш"}),
        ("?text=новосибирск", {"Обской"}),
        ("?region=54&text=екатеринбург", set()),
        ("?region=99", {"Уралмаш", "Второй", "Обской"}),
        ("?region=%00", {"Уралмаш", "Второй", "Обской"}),
        ("?text=" + "ы" * 500, set()),
        ("?text=%00%27--", set()),
        ("?text=<script>", set()),
    ],
)
def test_centres_are_found_by_region_and_words(world: Any, client: Client, query: str, found: set[str]) -> None:
    for unit in (world.uralmash, world.vtoroy, world.novosibirsk):
        _index(unit)
    page = text_of(client.get(f"/centres/{query}"))
    assert {name for name in ("Уралмаш", "Второй", "Обской") if f"«{name}»" in page} == found
    assert ("Здесь центров не нашли" in page) == (not found)
    assert "<script>" not in page.split("<main")[1]


def test_an_empty_network_says_so(db: None, client: Client) -> None:
    assert "Центров пока нет" in text_of(client.get("/"))


@pytest.mark.ledger("A58")
def test_distance_is_for_the_device_to_count(world: Any, client: Client) -> None:
    page = text_of(client.get("/"))
    assert page.count('data-lat="56.9" data-lon="60.6"') == 3
    assert 'class="distance' in page


@pytest.mark.parametrize("after", ["нет", "e30", "WyJhIiwiYiIsImMiXQ", "WyJcdTAwMDAiLCJiIix7InUiOiJ4In1d"])
def test_a_broken_cursor_is_no_server_error(world: Any, client: Client, after: str) -> None:
    assert client.get("/centres/", {"after": after}).status_code == 422


@pytest.mark.parametrize("centres", [10, 150])
def test_a_list_costs_the_same_for_few_and_many(
    world: Any, client: Client, centres: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(centres):
        slug = f"c{number}"
        unit = Unit.objects.create(
            parent=world.region,
            path=f"{world.region.path}{slug}/",
            slug=slug,
            kind=UnitKind.CENTRE,
            region=world.region.region,
            name=f"Добро.Центр № {number}",
            town=f"Город {number % 7}",
        )
        OpeningHours.objects.create(unit=unit, weekday=0, opens=dt.time(9), closes=dt.time(18))
    with django_assert_max_num_queries(6):
        page = text_of(client.get("/centres/"))
    seen = page.count('<li class="svc"')
    while 'rel="next"' in page:
        page = text_of(client.get("/centres/" + page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")))
        seen += page.count('<li class="svc"')
    assert seen == centres + 3, "every centre once, whatever the number of pages"


@pytest.mark.ledger("A11")
@pytest.mark.parametrize("address", ["/privacy/", "/accessibility/"])
def test_promises_are_written_down(db: None, client: Client, address: str) -> None:
    page = text_of(client.get(address))
    assert page.count("<h1") == 1
    assert ("WCAG 2.2" in page) == (address == "/accessibility/")


def _index(unit: Unit) -> None:
    """The world of the tests is made by rows; the action would have filled the search text."""
    if hasattr(unit, "search_text"):
        from uchastie.kernel.search import make_text

        Unit.objects.filter(pk=unit.pk).update(search_text=make_text(unit.name, unit.town, unit.address))


WEEK = [Interval(day, dt.time(9), dt.time(13)) for day in range(5)] + [
    Interval(day, dt.time(14), dt.time(18)) for day in range(5)
]


@pytest.mark.ledger("A58")
@pytest.mark.parametrize(
    ("local", "says"),
    [
        ("2026-11-23 09:00", "Сейчас открыто, до 13:00"),
        ("2026-11-23 13:00", "Сейчас закрыто, откроется в 14:00"),
        ("2026-11-23 08:59", "Сейчас закрыто, откроется в 9:00"),
        ("2026-11-23 18:00", "Сейчас закрыто, откроется завтра в 9:00"),
        ("2026-11-27 18:00", "Сейчас закрыто, откроется в понедельник в 9:00"),
        ("2026-11-29 12:00", "Сейчас закрыто, откроется завтра в 9:00"),
    ],
)
def test_open_now_with_a_break_and_days_off(local: str, says: str) -> None:
    opening = describe_opening(WEEK, dt.datetime.fromisoformat(local))
    assert f"{opening.state}, {opening.until}" == says
    assert opening.week == "пн–пт с 9:00 до 18:00, перерыв с 13:00 до 14:00; сб, вс — выходной"


def test_rare_hours_have_words_too() -> None:
    now = dt.datetime(2026, 11, 23, 23, 59, 30)  # noqa: DTZ001 - the local time of the centre
    always = [Interval(day, dt.time(0), dt.time(23, 59)) for day in range(7)]
    assert describe_opening(always, now).state == "Открыто круглосуточно"
    assert describe_opening([], now).state == "Часы работы уточните по телефону"
    tuesday = [Interval(1, dt.time(10), dt.time(12))]
    later = describe_opening(tuesday, dt.datetime(2026, 11, 24, 12))  # noqa: DTZ001
    assert later.until == "откроется во вторник в 10:00"
