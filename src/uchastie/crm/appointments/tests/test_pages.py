"""Absences of a centre, and the calendars of others."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments import actions, queries
from uchastie.crm.appointments.models import Absence, Feed
from uchastie.crm.appointments.rules import AbsenceKind, Format, State
from uchastie.crm.appointments.rules.calendars import Meeting, write_feed, write_invitation
from uchastie.crm.network.rules import ZONES
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.ids import new_id

NOW = "2026-11-23 11:20+05:00"
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def absence(user: Any, **values: str) -> dict[str, str]:
    return {"user_id": str(user.pk), "kind": "vacation", "first_on": "2026-12-01", "last_on": "2026-12-14"} | values


class TestAbsences:
    def test_the_head_writes_for_his_people_and_takes_back(self, client_of, world):
        client = client_of(Role.CENTRE_HEAD)
        anna = world.user(Role.CENTRE_EMPLOYEE)
        assert client.post("/appointments/absences/", absence(anna)).status_code == 302
        page = client.get("/appointments/absences/").content.decode().replace("\u00a0", " ")
        assert "вт, 1 декабря — пн, 14 декабря. Отпуск" in page
        row = Absence.objects.get()
        assert client.post(f"/appointments/absences/{row.pk}/removal/").status_code == 302
        assert queries.absent_on(world.uralmash, dt.date(2026, 12, 2)) == set()
        assert Absence.objects.get().cancelled_at is not None

    def test_everybody_writes_for_himself_only(self, client_of, world):
        client = client_of(Role.CENTRE_EMPLOYEE)
        own = absence(world.user(Role.CENTRE_EMPLOYEE), kind="illness", last_on="")
        assert client.post("/appointments/absences/", own).status_code == 302
        assert client.post("/appointments/absences/", absence(world.user(Role.CENTRE_HEAD))).status_code == 422
        assert Absence.objects.get().last_on == dt.date(2026, 12, 1)

    def test_why_is_nobody_else_s_business(self, client_of, world, actor_of):
        head, anna = actor_of(Role.CENTRE_HEAD), world.user(Role.CENTRE_EMPLOYEE)
        days = {"first_on": MONDAY, "last_on": MONDAY}
        actions.add_absence(head, user_id=head.id, kind=AbsenceKind.ILLNESS, **days)
        page = client_of(anna).get("/appointments/absences/").content.decode()
        assert "понедельник" not in page
        assert "Все на месте" in page
        told = client_of(anna).get("/desk/calendar/?by=people").content.decode()
        assert "нет весь день" in told
        assert "Болезнь" not in told

    def test_an_absence_of_another_centre_is_not_there(self, world, actor_of):
        days = {"first_on": MONDAY, "last_on": MONDAY, "kind": AbsenceKind.VACATION}
        with pytest.raises(NotSeen):
            actions.add_absence(actor_of(Role.CENTRE_HEAD), user_id=world.stranger.pk, **days)
        row = actions.add_absence(actor_of("stranger"), user_id=world.stranger.pk, **days)
        with pytest.raises(NotSeen):
            actions.cancel_absence(actor_of(Role.CENTRE_HEAD), absence_id=row.pk)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"first_on": ""},
            {"first_on": "0226-12-01"},
            {"last_on": "2026-11-30"},
            {"last_on": "2028-11-01"},
            {"half": "morning"},
            {"kind": "party"},
            {"user_id": "00000000-0000-7000-8000-000000000000"},
            {"user_id": "x"},
        ],
    )
    def test_what_cannot_be(self, client_of, world, wrong):
        answer = client_of(Role.CENTRE_HEAD).post(
            "/appointments/absences/", absence(world.user(Role.CENTRE_EMPLOYEE)) | wrong
        )
        assert answer.status_code == 422
        assert not Absence.objects.exists()

    def test_the_same_days_twice_are_refused_and_the_two_halves_are_not(self, client_of, world):
        client, anna = client_of(Role.CENTRE_HEAD), world.user(Role.CENTRE_EMPLOYEE)
        one = {"first_on": "2026-12-01", "last_on": "2026-12-01"}
        assert client.post("/appointments/absences/", absence(anna, **one, half="morning")).status_code == 302
        assert client.post("/appointments/absences/", absence(anna, **one, half="afternoon")).status_code == 302
        assert client.post("/appointments/absences/", absence(anna, **one)).status_code == 422
        assert client.post("/appointments/absences/", absence(anna)).status_code == 422

    def test_meetings_of_those_days_are_named(self, client_of, world):
        anna = world.user(Role.CENTRE_EMPLOYEE)
        at = dt.datetime(2026, 12, 2, 10, 0, tzinfo=dt.UTC)
        book(world.uralmash, anna, at)
        client = client_of(Role.CENTRE_HEAD)
        answer = client.post("/appointments/absences/", absence(anna))
        page = client.get(answer["Location"]).content.decode().replace("\u00a0", " ")
        assert "На эти дни 1 встреча" in page


def book(unit: Any, employee: Any, at: dt.datetime, **values: Any) -> Any:
    defaults = {"title": "Консультация, заявка ДЦ-66-2026-000424", "minutes": 40, "format": Format.PHONE}
    about = {"about_id": new_id(), "employee_id": employee.pk}
    return actions.book(unit=unit, starts_at=at, **(defaults | about | values))


class TestFeed:
    @pytest.fixture
    def anna(self, world: Any) -> Any:
        return world.user(Role.CENTRE_EMPLOYEE)

    @pytest.fixture
    def address(self, actor_of: Any) -> str:
        return f"/appointments/feed/{actions.make_feed(actor_of(Role.CENTRE_EMPLOYEE))}.ics"

    def events(self, client: Any, address: str) -> dict[str, Any]:
        answer = client.get(address)
        assert answer.status_code == 200
        return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}

    def test_it_follows_every_change(self, client, address, anna, world):
        at = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
        one = book(world.uralmash, anna, at)
        event = self.events(client, address)[one.uid]
        assert (event.start, event["sequence"]) == (at, 0)
        assert event.start.utcoffset() == dt.timedelta(hours=5)
        book(world.uralmash, anna, at + dt.timedelta(days=1), about_id=one.about_id)
        event = self.events(client, address)[one.uid]
        assert (event.start, event["sequence"]) == (at + dt.timedelta(days=1), 1)
        actions.cancel(about_id=one.about_id)
        event = self.events(client, address)[one.uid]
        assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 2)

    def test_what_has_not_changed_is_not_sent_again(self, client, address, anna, world):
        first = client.get(address)
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
        with time_machine.travel("2026-11-23 11:30+05:00", tick=False):
            one = book(world.uralmash, anna, dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC))
        second = client.get(address, headers={"if-none-match": first["ETag"]})
        assert second.status_code == 200
        with time_machine.travel("2026-11-23 11:40+05:00", tick=False):
            actions.cancel(about_id=one.about_id)
        assert client.get(address, headers={"if-none-match": second["ETag"]}).status_code == 200

    def test_meetings_of_others_are_not_in_it(self, client, address, world):
        book(world.uralmash, world.user(Role.CENTRE_HEAD), dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC))
        assert self.events(client, address) == {}

    def test_a_new_address_ends_the_old_one_and_removal_ends_it_for_good(self, client, client_of, address):
        staff = client_of(Role.CENTRE_EMPLOYEE)
        page = staff.post("/appointments/subscription/new/").content.decode()
        new = page.partition('value="')[2] and page.split("/appointments/feed/")[1].partition('"')[0]
        assert client.get(address).status_code == 404
        assert client.get(f"/appointments/feed/{new}").status_code == 200
        assert new not in staff.get("/appointments/subscription/").content.decode()
        assert staff.post("/appointments/subscription/removal/").status_code == 302
        assert client.get(f"/appointments/feed/{new}").status_code == 404
        assert Feed.objects.filter(revoked_at=None).count() == 0

    def test_of_a_dismissed_employee_it_is_closed(self, client, address, anna):
        type(anna).objects.filter(pk=anna.pk).update(is_active=False)
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("token", ["x", "a" * 400, "%00", "null"])
    def test_a_guessed_address_is_nothing(self, client, db, token):
        assert client.get(f"/appointments/feed/{token}.ics").status_code == 404

    def test_the_cost_does_not_grow(self, client, address, anna, world, django_assert_num_queries):
        for place in range(30):
            book(world.uralmash, anna, dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC) + dt.timedelta(days=place))
        with django_assert_num_queries(3):
            client.get(address)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [dt.date(2026, 7, 7), dt.date(2026, 12, 31), dt.date(2027, 3, 28)])
def test_the_same_moment_in_every_zone(zone, day):
    """Eleven zones, summer, the end of the year and the night when others change their clocks."""
    local = dt.datetime.combine(day, dt.time(23, 30), tzinfo=ZoneInfo(zone))
    meeting = Meeting("1@uchastie", 3, "Консультация", local, local + dt.timedelta(minutes=40), zone, local)
    for body in (write_feed([meeting]), write_invitation(meeting)):
        calendar = Calendar.from_ical(body)
        event = calendar.walk("VEVENT")[0]
        assert event.start == local
        assert event.end == local + dt.timedelta(minutes=40)
        assert str(event["dtstart"].params["TZID"]) == zone
        described = calendar.walk("VTIMEZONE")
        assert [str(one["tzid"]) for one in described] == [zone]
        offset = described[0].walk("STANDARD")[-1]["tzoffsetto"].td
        assert offset == local.utcoffset()  # for a calendar that knows zones by their description only


def test_a_long_title_is_folded_and_read_back_whole():
    title = "Консультация, заявка ДЦ-66-2026-000424; " + "очень длинно, " * 20
    at = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
    body = write_feed([Meeting("1@uchastie", 0, title, at, at + dt.timedelta(hours=1), "Asia/Omsk", at)])
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert str(Calendar.from_ical(body).walk("VEVENT")[0]["summary"]) == title
    assert State.CANCELLED not in body.decode()
