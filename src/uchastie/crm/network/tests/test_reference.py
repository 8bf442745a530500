"""The regions, and the demonstration's centres."""

from zoneinfo import ZoneInfo

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import demo, reference
from uchastie.crm.network.models import Assignment, Region, Unit
from uchastie.crm.network.queries import get_centre, list_centres
from uchastie.crm.network.rules import UnitKind


def test_89_regions_in_eleven_zones(db: None) -> None:
    reference.load()
    assert Region.objects.count() == 89
    assert Unit.objects.filter(kind=UnitKind.REGION_HQ).count() == 89
    assert Unit.objects.get(path="/").kind == UnitKind.FEDERAL
    import datetime as dt

    at = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    offsets = {at.astimezone(ZoneInfo(region.tz)).utcoffset() for region in Region.objects.all()}
    assert offsets == {dt.timedelta(hours=hours) for hours in range(2, 13)}


def test_loading_twice_changes_nothing(db: None) -> None:
    before = list(Unit.objects.order_by("pk").values_list())
    reference.load()
    assert list(Unit.objects.order_by("pk").values_list()) == before


@pytest.mark.ledger("A58")
def test_the_card_of_a_centre_has_all_that_a_citizen_asks(db: None) -> None:
    demo.make()
    sretenka = get_centre("sretenka")
    assert sretenka.host_name == "ФГБОУ ВО МГППУ — Волонтёрский корпус"
    assert sretenka.address == "ул. Сретенка, 29"
    assert {(row.weekday, row.opens.hour, row.closes.hour) for row in sretenka.hours.all()} == {
        (day, 9, 18) for day in range(7)
    }
    for centre in list_centres():
        assert centre.town
        assert centre.address
        assert centre.host_name
        assert centre.phone
        assert centre.latitude is not None
        assert centre.longitude is not None
        assert centre.hours.exists()


def test_the_people_of_the_demonstration(db: None) -> None:
    demo.make()
    assert Unit.objects.filter(kind=UnitKind.CENTRE).count() == 6
    roles = set(Assignment.objects.values_list("user__name", "unit__slug", "role"))
    assert ("Анна Ковалёва", "uralmash", Role.CENTRE_EMPLOYEE) in roles
    assert ("Ирина Соколова", "r66", Role.REGION_COORDINATOR) in roles
    assert ("Олег Сухов", "russia", Role.ADMIN) in roles


@pytest.mark.parametrize(
    "text", ["уралмаш", "УРАЛМАШ", "екатеринб", "Культуры", "6673000005", "343 555-01-12", "дом молодежи"]
)
def test_a_centre_is_found_by_what_people_remember(db: None, text: str) -> None:
    demo.make()
    assert "uralmash" in list_centres(text=text).values_list("slug", flat=True)
