"""Taking and giving back time, on the real database."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments import actions, queries
from uchastie.crm.appointments.models import Appointment, Hold
from uchastie.crm.appointments.rules import AbsenceKind, Format, Half, State
from uchastie.crm.network.models import Premises
from uchastie.kernel.errors import Conflict, NotSeen, Refusal
from uchastie.kernel.ids import new_id

NOW = "2026-11-23 11:20+05:00"  # a Monday in Yekaterinburg
TUESDAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def anna(world: Any) -> Any:
    return world.user(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def rooms(world: Any) -> list[Premises]:
    names = ("Зал приёма", "Переговорная")
    return [Premises.objects.create(unit=world.uralmash, name=name, step_free=True) for name in names]


@pytest.fixture
def book(world: Any, anna: Any) -> Callable[..., Appointment]:
    def make(time: str = "10:00", day: dt.date = TUESDAY, **values: Any) -> Appointment:
        unit = values.pop("unit", world.uralmash)
        told = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=unit.zone)
        defaults = {
            "about_id": new_id(),
            "title": "Консультация, заявка ДЦ-66-2026-000424",
            "minutes": 40,
            "format": Format.PHONE,
            "employee_id": anna.pk,
        }
        return actions.book(unit=unit, starts_at=told, **(defaults | values))

    return make


def test_a_meeting_takes_its_time_and_only_its_time(book):
    first = book("10:00")
    assert (first.state, first.sequence) == (State.AGREED, 0)
    assert first.ends_at - first.starts_at == dt.timedelta(minutes=40)
    with pytest.raises(Conflict) as taken:
        book("10:20")
    assert taken.value.code == "slot_taken"
    assert "завтра, 11:00" in taken.value.message.replace("\u00a0", " ")
    assert book("10:40").state == State.AGREED
    assert book("9:20".zfill(5)).state == State.AGREED


@pytest.mark.ledger("A19")
def test_a_moved_meeting_keeps_its_name_and_frees_the_old_time(book):
    first = book("10:00")
    moved = book("15:00", about_id=first.about_id)
    assert (moved.pk, moved.uid, moved.sequence) == (first.pk, first.uid, 1)
    assert book("10:00").pk != first.pk
    assert Appointment.objects.count() == 2


def test_a_move_to_a_taken_time_leaves_the_old_one(book):
    first = book("10:00")
    book("15:00")
    with pytest.raises(Conflict):
        book("15:20", about_id=first.about_id)
    first.refresh_from_db()
    assert first.starts_at == dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)
    with pytest.raises(Conflict):
        book("10:00")  # still held


def test_the_same_again_is_not_a_change(book):
    first = book("10:00")
    assert book("10:00", about_id=first.about_id).sequence == 0
    assert Hold.objects.count() == 8


def test_rooms_are_given_out_one_by_one(book, world, rooms):
    other = world.user(Role.CENTRE_HEAD)
    first = book("10:00", format=Format.IN_PERSON)
    second = book("10:00", format=Format.IN_PERSON, employee_id=other.pk)
    assert {first.room_id, second.room_id} == {room.pk for room in rooms}
    with pytest.raises(Conflict):
        book("10:30", format=Format.IN_PERSON, employee_id=None)
    assert book("10:30", format=Format.IN_PERSON, employee_id=None, with_room=False).room_id is None
    with pytest.raises(Conflict):
        book("10:30", format=Format.IN_PERSON, employee_id=None, room_id=rooms[0].pk)


def test_by_phone_no_room_is_taken(book, rooms):
    assert book(format=Format.PHONE).room_id is None
    assert book("12:00", format=Format.PHONE, room_id=rooms[0].pk).room_id is None


def test_a_visit_takes_the_way_too(book):
    book("10:00", format=Format.AT_PERSON)
    with pytest.raises(Conflict):
        book("11:00")
    assert book("11:10").state == State.AGREED


def test_an_employee_of_two_centres_is_in_one_place(book, world, anna):
    from uchastie.crm.network.models import Assignment

    Assignment.objects.create(user=anna, unit=world.vtoroy, role=Role.CENTRE_EMPLOYEE)
    book("10:00")
    with pytest.raises(Conflict):
        book("10:00", unit=world.vtoroy)


def test_ids_of_another_centre_do_not_exist(book, world):
    foreign = Premises.objects.create(unit=world.vtoroy, name="Чужая")
    with pytest.raises(NotSeen):
        book(format=Format.IN_PERSON, room_id=foreign.pk)
    with pytest.raises(NotSeen):
        book(employee_id=world.stranger.pk)
    with pytest.raises(NotSeen):
        book(employee_id=world.user(Role.REGION_COORDINATOR).pk)
    assert not Appointment.objects.exists()


def test_the_past_and_a_meeting_without_end_are_refused(book):
    with pytest.raises(Refusal) as past:
        book("11:00", day=dt.date(2026, 11, 23))
    assert past.value.code == "past"
    for minutes in (0, 12 * 60 + 1):
        with pytest.raises(Refusal):
            book(minutes=minutes)


def test_cancelled_missed_and_done_meetings_free_the_time(book):
    for leave, state in ((actions.cancel, State.CANCELLED), (actions.finish, State.CANCELLED)):
        one = book("10:00")
        left = leave(about_id=one.about_id)
        assert (left.state, left.sequence) == (state, 1)
        assert leave(about_id=one.about_id) is None
    one = book("10:00")
    with pytest.raises(Refusal):
        actions.miss(about_id=one.about_id)
    with time_machine.travel("2026-11-24 10:20+05:00", tick=False):
        assert actions.miss(about_id=one.about_id).state == State.NO_SHOW
    assert not Hold.objects.exists()


def test_a_meeting_that_has_begun_is_done(book):
    one = book("10:00")
    with time_machine.travel("2026-11-24 10:20+05:00", tick=False):
        assert actions.finish(about_id=one.about_id).state == State.DONE


def test_absent_people_are_not_offered(world, actor_of, anna):
    head = actor_of(Role.CENTRE_HEAD)
    wanted = {"minutes": 60, "format": Format.PHONE, "from_day": TUESDAY, "days": 1, "employee_id": anna.pk}
    assert len(queries.list_free_slots(world.uralmash, **wanted)) == 17
    half = {"first_on": TUESDAY, "last_on": TUESDAY, "half": Half.MORNING}
    actions.add_absence(head, user_id=anna.pk, kind=AbsenceKind.OTHER, **half)
    assert len(queries.list_free_slots(world.uralmash, **wanted)) == 9
    assert queries.absent_on(world.uralmash, TUESDAY) == set()
    actions.add_absence(
        head, user_id=anna.pk, kind=AbsenceKind.ILLNESS, first_on=TUESDAY, last_on=TUESDAY, half=Half.AFTERNOON
    )
    assert queries.list_free_slots(world.uralmash, **wanted) == []
    day = TUESDAY + dt.timedelta(days=1)
    actions.add_absence(head, user_id=anna.pk, kind=AbsenceKind.VACATION, first_on=day, last_on=day)
    assert queries.absent_on(world.uralmash, day) == {anna.pk}
    assert queries.absent_on(world.vtoroy, day) == set()


@pytest.mark.parametrize("amount", [2, 60])
def test_free_time_costs_the_same_whatever_is_agreed(book, world, rooms, django_assert_num_queries, amount):
    for place in range(amount):
        book("9:00".zfill(5), day=TUESDAY + dt.timedelta(days=place * 7))
    unit = type(world.uralmash).objects.get(pk=world.uralmash.pk)
    with django_assert_num_queries(6):
        queries.list_free_slots(unit, minutes=30, format=Format.IN_PERSON, from_day=TUESDAY, days=14)


def test_the_database_itself_refuses_the_same_five_minutes(book):
    one = book()
    hold = one.holds.first()
    other = book("15:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(resource_id=hold.resource_id, at=hold.at, appointment=other)


def test_old_cells_are_dropped(book):
    book()
    with time_machine.travel("2026-11-26 12:00+05:00", tick=False):
        assert actions.drop_old_holds() == 8
    assert Appointment.objects.get().state == State.AGREED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["employee", "room"])
def test_of_many_at_once_one_gets_the_time(book, world, rooms, kind):
    """The others are offered the nearest free time; nobody meets an error."""
    gate = Barrier(5)
    where = {"format": Format.PHONE}
    if kind == "room":
        where = {"format": Format.IN_PERSON, "employee_id": None, "room_id": rooms[0].pk}

    def one(_: int) -> Any:
        try:
            gate.wait(timeout=10)
            return book("10:00", **where)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as people:
        answers = list(people.map(one, range(5)))
    assert len([one for one in answers if isinstance(one, Appointment)]) == 1
    late = [one for one in answers if not isinstance(one, Appointment)]
    assert {getattr(one, "code", repr(one)) for one in late} == {"slot_taken"}
    assert Appointment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_change_places_do_not_lock_each_other_out(book):
    first, second = book("10:00"), book("15:00")
    gate = Barrier(2)

    def move(task: tuple[Any, str]) -> Any:
        try:
            gate.wait(timeout=10)
            return book(task[1], about_id=task[0])
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(move, [(first.about_id, "15:00"), (second.about_id, "10:00")]))
    assert {getattr(one, "code", "moved") for one in answers} == {"slot_taken"}
