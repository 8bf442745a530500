"""Meetings of requests by staff: agree with a booking, no-show, calendar, and what follows other steps."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import make_appointment

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments import jobs
from uchastie.crm.appointments.models import Appointment, Hold, Reminder
from uchastie.crm.appointments.rules import State
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done, Place
from uchastie.crm.desk.models import Note
from uchastie.crm.desk.rules import CancelReason, Format, Status
from uchastie.crm.network.models import Premises
from uchastie.crm.notifications.models import Message
from uchastie.kernel.errors import Conflict, Refusal

NOW = "2026-11-23 11:20+05:00"  # a Monday in Yekaterinburg
TUESDAY_AT_TEN = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
CHANNEL_OF_PERSON = {"channel": "cabinet"}


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def anna(actor_of: Any) -> Any:
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def agree(anna: Any) -> Any:
    def do(request: Any, at: dt.datetime = TUESDAY_AT_TEN, **values: Any) -> Any:
        defaults = {"agreed_format": Format.PHONE}
        return actions.agree(actor=anna, request_id=request.pk, version=None, agreed_at=at, **(defaults | values))

    return do


def post(client: Any, request: Any, **values: str) -> Any:
    body = {"version": str(request.version), "format": "in_person"} | values
    return client.post(f"/desk/requests/{request.pk}/agreement/", body)


def told(event: str) -> int:
    return Message.objects.filter(event=event, channel="cabinet").count()


@pytest.mark.ledger("A19", "A38")
def test_an_agreement_books_the_employee_for_the_usual_minutes(agree, anna, make_request):
    request = make_request(status=Status.CONTACTED)
    agree(request, note="Возьмите паспорт")
    booked = Appointment.objects.get(about_id=request.pk)
    assert (booked.employee_id, booked.format, booked.state) == (anna.id, Format.PHONE, State.AGREED)
    assert booked.ends_at - booked.starts_at == dt.timedelta(minutes=request.service.minutes)
    assert booked.title == f"Консультация, заявка {request.number}"
    assert told("appointment_agreed") == 1
    agree(request, TUESDAY_AT_TEN + dt.timedelta(hours=3))
    booked.refresh_from_db()
    assert booked.sequence == 1
    assert told("appointment_moved") == 1


def test_the_one_who_leads_the_request_receives(agree, world, make_request):
    head = world.user(Role.CENTRE_HEAD)
    request = make_request(status=Status.CONTACTED, assignee=head)
    agree(request)
    assert Appointment.objects.get().employee_id == head.pk


@pytest.mark.ledger("A38")
def test_the_second_gets_the_nearest_time_and_keeps_what_was_typed(agree, client_of, make_request):
    agree(make_request(status=Status.CONTACTED))
    late = make_request(status=Status.CONTACTED, phone="+79123450000")
    answer = post(client_of(Role.CENTRE_EMPLOYEE), late, day="2026-11-24", time="10:10", note="Возьмите паспорт")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Это время уже занято. Ближайшее свободное" in page
    assert "Возьмите паспорт" in page
    assert 'value="10:10"' in page
    late.refresh_from_db()
    assert late.status == Status.CONTACTED


def test_a_free_time_is_agreed_by_one_press(client_of, make_request):
    request = make_request(status=Status.CONTACTED)
    client = client_of(Role.CENTRE_EMPLOYEE)
    assert "/free-times/" in client.get(f"/desk/requests/{request.pk}/").content.decode()
    asked = f"/desk/requests/{request.pk}/free-times/"
    part = client.get(asked, headers={"hx-request": "true"}).content.decode()
    assert 'name="slot" value="2026-11-23T11:30"' in part
    assert 'value="2026-11-23T11:30"' in client.get(asked, follow=True).content.decode()  # without scripts
    assert post(client, request, slot="2026-11-23T11:30", day="", time="").status_code == 302
    assert Appointment.objects.get().starts_at == dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("slot", ["9999-99-99T10:00", "<script>", "2036-11-24T10:00", ""])
def test_a_slot_that_is_no_time_is_no_booking(client_of, make_request, slot):
    request = make_request(status=Status.CONTACTED)
    assert post(client_of(Role.CENTRE_EMPLOYEE), request, slot=slot).status_code == 422
    assert not Appointment.objects.exists()


def test_any_hour_may_be_agreed_with_a_word_of_caution(client_of, make_request):
    request = make_request(status=Status.CONTACTED)
    client = client_of(Role.CENTRE_EMPLOYEE)
    answer = post(client, request, slot="own", day="2026-11-28", time="20:00")
    page = client.get(answer["Location"]).content.decode()
    assert "В это время центр закрыт" in page
    assert Appointment.objects.get().state == State.AGREED


def test_a_room_or_an_employee_of_another_centre_is_not_there(client_of, world, make_request):
    request = make_request(status=Status.CONTACTED)
    client = client_of(Role.CENTRE_EMPLOYEE)
    foreign = Premises.objects.create(unit=world.vtoroy, name="Чужая")
    own = {"day": "2026-11-24", "time": "10:00"}
    assert post(client, request, **own, room=str(foreign.pk)).status_code == 422
    assert post(client, request, **own, employee=str(world.stranger.pk)).status_code == 422
    assert not Appointment.objects.exists()


def test_what_ends_a_request_frees_the_time(agree, anna, make_request):
    closed, served = make_request(status=Status.CONTACTED), make_request(status=Status.CONTACTED, phone="+79123450000")
    agree(closed)
    agree(served, TUESDAY_AT_TEN + dt.timedelta(hours=2))
    actions.cancel_request(actor=anna, request_id=closed.pk, version=None, reason=CancelReason.TEST)
    with time_machine.travel("2026-11-24 12:20+05:00", tick=False):
        done = Done(format=Format.PHONE, all_steps=True, topic_code=_topic(served))
        actions.deliver(actor=anna, request_id=served.pk, version=None, done=done)
    assert {row.about_id: row.state for row in Appointment.objects.all()} == {
        closed.pk: State.CANCELLED,
        served.pk: State.DONE,
    }
    assert not Hold.objects.exists()


def _topic(request: Any) -> str:
    topic = request.service.topics.first()
    return topic.code if topic else ""


def test_an_agreement_that_is_taken_back_frees_the_time(agree, anna, make_request):
    request = make_request(status=Status.CONTACTED)
    agree(request)
    actions.undo_step(actor=anna, request_id=request.pk)
    assert Appointment.objects.get().state == State.CANCELLED
    agree(make_request(status=Status.CONTACTED, phone="+79123450000"))


def test_a_closing_that_is_taken_back_takes_the_time_again_if_it_is_free(agree, anna, make_request):
    request = make_request(status=Status.CONTACTED)
    agree(request)
    actions.cancel_request(actor=anna, request_id=request.pk, version=None, reason=CancelReason.TEST)
    other = make_request(status=Status.CONTACTED, phone="+79123450000")
    agree(other)
    with pytest.raises(Conflict):
        actions.undo_step(actor=anna, request_id=request.pk)
    actions.cancel_request(actor=anna, request_id=other.pk, version=None, reason=CancelReason.TEST)
    actions.undo_step(actor=anna, request_id=request.pk)
    assert Appointment.objects.filter(about_id=request.pk, state=State.AGREED).count() == 1


class TestNoShow:
    @pytest.fixture
    def missed(self, anna: Any) -> Any:
        def do(request: Any) -> Any:
            return actions.mark_no_show(actor=anna, request_id=request.pk, version=None)

        return do

    def test_not_before_it_begins(self, agree, missed, make_request):
        request = make_request(status=Status.CONTACTED)
        agree(request)
        with pytest.raises(Refusal) as early:
            missed(request)
        assert early.value.code == "early"

    def test_the_request_waits_for_a_new_day_and_the_second_time_leaves_a_note(self, agree, missed, make_request):
        request = make_request(status=Status.CONTACTED)
        for times, day in enumerate((24, 25), start=1):
            agree(request, dt.datetime(2026, 11, day, 5, 0, tzinfo=dt.UTC))
            with time_machine.travel(f"2026-11-{day} 10:30+05:00", tick=False):
                missed(request)
                with pytest.raises(Refusal):  # the second press
                    missed(request)
            request.refresh_from_db()
            assert (request.status, request.agreed_at) == (Status.CONTACTED, None)
            assert Appointment.objects.filter(state=State.NO_SHOW).count() == times
            assert Note.objects.count() == times - 1

    def test_it_is_marked_on_the_card(self, agree, client_of, make_request):
        request = make_request(status=Status.CONTACTED)
        agree(request)
        client = client_of(Role.CENTRE_EMPLOYEE)
        assert "Человек не пришёл" not in client.get(f"/desk/requests/{request.pk}/").content.decode()
        with time_machine.travel("2026-11-24 10:30+05:00", tick=False):
            client = client_of(Role.CENTRE_EMPLOYEE)
            assert "Человек не пришёл" in client.get(f"/desk/requests/{request.pk}/").content.decode()
            request.refresh_from_db()
            answer = client.post(f"/desk/requests/{request.pk}/no-show/", {"version": request.version})
        assert answer.status_code == 302
        assert Appointment.objects.get().state == State.NO_SHOW


class TestReminders:
    def remind_at(self, *times: str) -> list[str]:
        """The kinds that are given at each time; the job looks twice."""
        given: list[str] = []
        for time in times:
            with time_machine.travel(f"2026-11-{time}+05:00", tick=False):
                jobs.remind_of_meetings.func()
                jobs.remind_of_meetings.func()
        given += Reminder.objects.order_by("at").values_list("kind", flat=True)
        return given

    def test_a_day_and_two_hours_before_once_each(self, agree, make_request):
        agree(make_request(status=Status.CONTACTED), dt.datetime(2026, 11, 25, 5, 0, tzinfo=dt.UTC))
        assert self.remind_at("24 09:00", "24 10:01", "24 10:06", "25 07:59", "25 08:01", "25 08:06") == [
            "day",
            "hours",
        ]
        assert told("appointment_reminder") == 2

    def test_a_moved_meeting_is_reminded_of_anew(self, agree, make_request):
        request = make_request(status=Status.CONTACTED)
        agree(request, dt.datetime(2026, 11, 25, 5, 0, tzinfo=dt.UTC))
        assert self.remind_at("24 10:01") == ["day"]
        agree(request, dt.datetime(2026, 11, 27, 5, 0, tzinfo=dt.UTC))
        assert self.remind_at("25 08:01", "26 10:01", "27 08:01") == ["day", "day", "hours"]

    def test_who_has_agreed_a_moment_ago_is_not_reminded(self, agree, make_request):
        agree(make_request(status=Status.CONTACTED), dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC))  # at 14:00 today
        assert self.remind_at("23 11:30", "23 12:01") == ["hours"]

    def test_nobody_is_reminded_of_what_is_off_or_over(self, agree, anna, make_request):
        request = make_request(status=Status.CONTACTED)
        agree(request)
        actions.cancel_request(actor=anna, request_id=request.pk, version=None, reason=CancelReason.TEST)
        assert self.remind_at("23 11:30", "24 08:01", "24 10:30") == []

    def test_after_a_night_of_downtime_nobody_is_told_too_late(self, agree, make_request):
        agree(make_request(status=Status.CONTACTED), dt.datetime(2026, 11, 25, 5, 0, tzinfo=dt.UTC))
        assert self.remind_at("25 07:30") == []
        assert self.remind_at("25 10:05") == []


class TestCalendar:
    @pytest.fixture
    def page(self, client_of: Any) -> Any:
        def get(query: str = "", who: Any = Role.CENTRE_EMPLOYEE) -> str:
            return client_of(who).get(f"/desk/calendar/{query}").content.decode()

        return get

    def test_a_week_by_rooms_and_by_people(self, page, agree, world, make_request):
        Premises.objects.create(unit=world.uralmash, name="Зал приёма")
        request = make_request(status=Status.CONTACTED, name="Никитина Ольга Андреевна")
        agree(request, agreed_format=Format.IN_PERSON)
        for query in ("", "?by=people", "?span=day&day=2026-11-24"):
            told = page(query)
            assert "Никитина О. А." in told
            assert f"/desk/requests/{request.pk}/" in told
        assert "23–29" in page()
        assert "Никитина" not in page("?day=2026-12-02")

    def test_meetings_of_another_centre_are_not_shown(self, page, agree, make_request):
        agree(make_request(status=Status.CONTACTED, name="Никитина Ольга Андреевна"))
        assert "Никитина" not in page(who="stranger")

    @pytest.mark.parametrize("query", ["?day=9999-12-31", "?day=0001-01-01", "?day=завтра", "?by=x&span=y", "?day="])
    def test_what_cannot_be_read_is_this_week(self, page, query):
        assert "23–29" in page(query)

    def test_the_turn_of_the_year_and_holidays(self, page):
        told = page("?day=2026-12-31")
        assert "28 декабря — 3 января 2027" in told.replace("\u00a0", " ")
        assert told.count("закрыто") == 4  # New Year, Saturday, Sunday, and the day off that was moved to 31 December

    def test_a_free_time_leads_to_a_new_meeting(self, page, client_of, make_request):
        request = make_request(status=Status.CONTACTED, name="Никитина Ольга Андреевна")
        assert "Записать на вторник, свободно 9:00–18:00" in page()
        client = client_of(Role.CENTRE_EMPLOYEE)
        told = client.get("/desk/calendar/new/?day=2026-11-24&time=9:00").content.decode()
        assert 'value="2026-11-24"' in told
        assert "Никитина Ольга Андреевна" in told
        body = {"request": str(request.pk), "day": "2026-11-24", "time": "9:00", "format": "phone"}
        assert client.post("/desk/calendar/new/", body).status_code == 302
        assert Appointment.objects.get().about_id == request.pk

    def test_somebody_has_to_be_chosen(self, client_of, make_request):
        make_request(status=Status.CONTACTED)
        body = {"day": "2026-11-24", "time": "9:00", "format": "phone"}
        answer = client_of(Role.CENTRE_EMPLOYEE).post("/desk/calendar/new/", body)
        assert answer.status_code == 422
        assert "Выберите заявку" in answer.content.decode()

    @pytest.mark.parametrize("named", ["not-an-id", "00000000-0000-7000-8000-000000000000"])
    def test_a_request_that_is_not_there(self, client_of, named):
        assert client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/calendar/new/?request={named}").status_code == 404

    def test_a_request_of_another_centre_is_not_there(self, client_of, world, make_request):
        foreign = make_request(unit=world.vtoroy, status=Status.CONTACTED)
        client = client_of(Role.CENTRE_EMPLOYEE)
        body = {"request": str(foreign.pk), "day": "2026-11-24", "time": "9:00", "format": "phone"}
        assert client.post("/desk/calendar/new/", body).status_code == 404

    @pytest.mark.parametrize("query", ["", "?by=people"])
    def test_it_costs_the_same_for_ten_and_a_hundred(self, client_of, world, make_request, query):
        Premises.objects.create(unit=world.uralmash, name="Зал приёма")
        client = client_of(Role.CENTRE_EMPLOYEE)
        at = dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)
        costs = []
        for amount in (10, 100):
            for place in range(amount):
                request = make_request(status=Status.SCHEDULED, phone=f"+7912345{amount + place:04d}")
                make_appointment(
                    request, starts_at=at + dt.timedelta(minutes=place), employee=world.user(Role.CENTRE_EMPLOYEE)
                )
            client.get("/desk/calendar/")
            with CaptureQueriesContext(connection) as asked:
                client.get(f"/desk/calendar/{query}")
            costs.append(len(asked))
        assert costs[0] == costs[1]


def test_an_agreement_without_a_room(agree, world, make_request):
    Premises.objects.create(unit=world.uralmash, name="Зал приёма")
    agree(make_request(status=Status.CONTACTED), agreed_format=Format.IN_PERSON, place=Place(with_room=False))
    assert Appointment.objects.get().room_id is None
