"""The person moves the own meeting by the signed link, asks for another time, gives it up, takes it into a calendar."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from icalendar import Calendar
from tests.world import make_appointment

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments import actions as appointments
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.rules import AbsenceKind, Format, State
from uchastie.crm.desk import actions
from uchastie.crm.desk.models import Note
from uchastie.crm.desk.queries import status_token
from uchastie.crm.desk.rules import Status
from uchastie.crm.notifications.models import Message

NOW = "2026-11-23 11:20+05:00"  # a Monday in Yekaterinburg
WEDNESDAY_AT_THREE = dt.datetime(2026, 11, 25, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def request_(world: Any, make_request: Any, actor_of: Any) -> Any:
    """Agreed by its employee for Wednesday, 15:00, in the centre."""
    request = make_request(status=Status.CONTACTED)
    anna = actor_of(Role.CENTRE_EMPLOYEE)
    actions.agree(
        actor=anna, request_id=request.pk, version=None, agreed_at=WEDNESDAY_AT_THREE, agreed_format=Format.IN_PERSON
    )
    request.refresh_from_db()
    return request


@pytest.fixture
def address(request_: Any) -> str:
    return f"/s/{status_token(request_.pk)}/meeting/"


def move(client: Any, address: str, slot: str = "2026-11-26T15:00", format: str = "in_person") -> Any:
    return client.post(address, {"slot": slot, "format": format})


def told(event: str) -> list[str]:
    return list(Message.objects.filter(event=event, channel="cabinet").values_list("body", flat=True))


def test_the_page_shows_the_held_time_and_days_with_taken_ones(client, address, make_request, world):
    other = make_request(status=Status.SCHEDULED, phone="+79123450000")
    at = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)
    make_appointment(other, starts_at=at, employee=world.user(Role.CENTRE_EMPLOYEE))
    page = client.get(address).content.decode().replace("\u00a0", " ")
    assert "Сейчас: ср, 25 ноября, 15:00" in page
    assert 'value="2026-11-24T11:00" disabled' in page
    assert 'value="2026-11-24T12:00" required' in page
    assert 'value="2026-11-23T14:00"' not in page  # less than three hours away
    assert 'value="2026-11-25T15:00"' not in page  # its own time
    assert "Показать ещё дни" in page


def test_moving_takes_the_new_time_and_frees_the_old_one(client, address, request_, make_request, actor_of):
    answer = move(client, address, format="online")
    assert answer.status_code == 302
    request_.refresh_from_db()
    moved = Appointment.objects.get()
    assert request_.agreed_at == moved.starts_at == dt.datetime(2026, 11, 26, 10, 0, tzinfo=dt.UTC)
    assert (request_.agreed_format, moved.format, moved.sequence) == ("online", "online", 1)
    assert request_.status == Status.SCHEDULED
    assert len(told("appointment_moved")) == 1
    staff = told("appointment_changed")
    assert len(staff) == 1
    assert "Ларина" not in staff[0]
    other = make_request(status=Status.CONTACTED, phone="+79123450000")
    anna = actor_of(Role.CENTRE_EMPLOYEE)
    actions.agree(
        actor=anna, request_id=other.pk, version=None, agreed_at=WEDNESDAY_AT_THREE, agreed_format=Format.PHONE
    )


def test_a_time_somebody_has_just_taken_leaves_the_old_one(client, address, request_, make_request, world):
    other = make_request(status=Status.SCHEDULED, phone="+79123450000")
    at = dt.datetime(2026, 11, 26, 10, 0, tzinfo=dt.UTC)
    make_appointment(other, starts_at=at, employee=world.user(Role.CENTRE_EMPLOYEE))
    answer = move(client, address)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "ваше прежнее осталось за вами" in page
    assert "Ближайшее свободное" in page
    assert Appointment.objects.get(about_id=request_.pk).starts_at == WEDNESDAY_AT_THREE


@pytest.mark.parametrize(
    "slot",
    [
        "2026-11-22T15:00",  # the past
        "2026-11-23T13:00",  # too near
        "2026-11-26T22:00",  # at night
        "2026-11-28T12:00",  # a day off
        "2027-01-01T12:00",  # New Year
        "2026-11-26T15:17",  # no time of the page
        "2036-11-26T15:00",
        "0001-01-01T00:00",
        "own",
        "",
        "' OR 1=1 --",
    ],
)
def test_only_what_is_offered_can_be_taken(client, address, request_, slot):
    assert move(client, address, slot=slot).status_code in {409, 422}
    assert Appointment.objects.get().starts_at == WEDNESDAY_AT_THREE


@pytest.mark.parametrize("format", ["at_person", "teleport", ""])
def test_a_visit_is_not_ordered_alone(client, address, format):
    assert move(client, address, format=format).status_code == 422
    assert Appointment.objects.get().format == Format.IN_PERSON


def test_not_later_than_three_hours_before(client, address):
    with time_machine.travel("2026-11-25 12:01+05:00", tick=False):
        assert "Перенести здесь уже нельзя" in client.get(address).content.decode()
        assert move(client, address).status_code == 422
        assert Appointment.objects.get().starts_at == WEDNESDAY_AT_THREE
        assert client.post(f"{address}cancellation/").status_code == 302  # giving it up is possible
    assert Appointment.objects.get().state == State.CANCELLED


def test_what_has_begun_cannot_be_given_up(client, address):
    with time_machine.travel("2026-11-25 15:01+05:00", tick=False):
        assert client.post(f"{address}cancellation/").status_code == 422
    assert Appointment.objects.get().state == State.AGREED


def test_another_time_in_words_asks_for_attention_and_keeps_the_old_time(client, address, request_):
    assert client.post(f"{address}wish/", {"wish": "После 17 часов, пожалуйста"}).status_code == 302
    request_.refresh_from_db()
    assert request_.status == Status.CONTACTED
    assert request_.agreed_at == WEDNESDAY_AT_THREE
    assert Appointment.objects.get().state == State.AGREED
    assert "После 17 часов" in Note.objects.get().text
    assert "17 часов" not in told("appointment_changed")[0]
    page = client.get(address.removesuffix("meeting/")).content.decode().replace("\u00a0", " ")
    assert "Пока за вами остаётся прежнее время" in page
    assert move(client, address).status_code == 302  # and may still choose
    request_.refresh_from_db()
    assert request_.status == Status.SCHEDULED


def test_a_wish_needs_words(client, address):
    assert client.post(f"{address}wish/", {"wish": " "}).status_code == 422
    assert client.post(f"{address}wish/", {"wish": "x" * 301}).status_code == 422


def test_a_meeting_given_up_leaves_the_request(client, address, request_):
    assert client.post(f"{address}cancellation/").status_code == 302
    assert client.post(f"{address}cancellation/").status_code == 302  # the second press finds nothing to give up
    request_.refresh_from_db()
    assert (request_.status, request_.agreed_at) == (Status.CONTACTED, None)
    assert len(told("appointment_cancelled")) == 1
    assert "Встречи сейчас нет" in client.get(address).content.decode()
    assert move(client, address).status_code == 200
    assert Appointment.objects.get().state == State.CANCELLED


def test_staff_do_not_decide_for_the_person(client_of, address):
    client = client_of(Role.CENTRE_EMPLOYEE)
    for path, body in (
        ("", {"slot": "2026-11-26T15:00", "format": "phone"}),
        ("wish/", {"wish": "Да"}),
        ("cancellation/", {}),
    ):
        assert client.post(address + path, body).status_code == 422
    assert Appointment.objects.get().starts_at == WEDNESDAY_AT_THREE


def test_when_the_employee_is_away_nothing_of_his_is_offered(client, address, actor_of, world):
    days = {"first_on": dt.date(2026, 11, 23), "last_on": dt.date(2026, 12, 31)}
    anna = world.user(Role.CENTRE_EMPLOYEE)
    appointments.add_absence(actor_of(Role.CENTRE_HEAD), user_id=anna.pk, kind=AbsenceKind.VACATION, **days)
    page = client.get(address).content.decode()
    assert "Свободного времени в ближайшие дни нет" in page
    assert 'name="slot"' not in page
    assert 'name="wish"' in page


def test_later_days_and_days_that_are_none(client, address):
    assert 'value="2026-12-01T' in client.get(f"{address}?from=2026-12-01").content.decode()
    for day in ("9999-12-31", "2026-02-30", "0001-01-01", "<b>"):
        assert client.get(f"{address}?from={day}").status_code == 200


class TestInvitation:
    def read(self, client: Any, address: str) -> Any:
        answer = client.get(address.removesuffix("/") + ".ics")
        assert answer["Content-Type"].startswith("text/calendar")
        return Calendar.from_ical(answer.content)

    def test_it_follows_the_meeting_and_names_nobody(self, client, address, request_):
        first = self.read(client, address)
        event = first.walk("VEVENT")[0]
        assert event.start == WEDNESDAY_AT_THREE
        assert str(event["summary"]) == f"Консультация, заявка {request_.number}"
        assert (event["sequence"], str(event["status"])) == (0, "CONFIRMED")
        assert "Ларина" not in first.to_ical().decode()
        move(client, address)
        moved = self.read(client, address).walk("VEVENT")[0]
        assert (moved["uid"], moved["sequence"]) == (event["uid"], 1)
        client.post(f"{address}cancellation/")
        gone = self.read(client, address)
        assert str(gone["method"]) == "CANCEL"
        assert str(gone.walk("VEVENT")[0]["status"]) == "CANCELLED"
        assert gone.walk("VEVENT")[0]["uid"] == event["uid"]
        assert gone.walk("VEVENT")[0]["sequence"] == 2

    def test_there_is_none_before_a_meeting(self, client, make_request):
        request = make_request()
        assert client.get(f"/s/{status_token(request.pk)}/meeting.ics").status_code == 404
