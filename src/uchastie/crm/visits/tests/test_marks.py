"""Marking visits at the counter (A106)."""

import datetime as dt
import itertools

import pytest
import time_machine
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.people.models import Acquaintance
from uchastie.crm.visits import actions, queries
from uchastie.crm.visits.actions import Mark
from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.rules import CancelReason, Purpose, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Denied, NotSeen, Refusal

_keys = itertools.count()


@pytest.fixture
def mark(world, actor_of):
    """`mark("89123456789")`: a mark of «Уралмаш» by its employee."""

    def mark(text="", *, who=Role.CENTRE_EMPLOYEE, person_id=None, unit=None, **values):
        values.setdefault("key", f"{next(_keys):032x}")
        values.setdefault("purpose", Purpose.SERVICE)
        return actions.mark_visit(
            actor=actor_of(who), unit=unit or world.uralmash, mark=Mark(**values), text=text, person_id=person_id
        )

    return mark


@pytest.mark.ledger("A106")
def test_a_visit_is_known_by_phone_number_code_or_nobody(world, mark, make_request):
    request = make_request()
    person = request.beneficiary
    far = make_person(world.uralmash, name="Другой Человек", phone="+79990001122")
    third = make_person(world.uralmash, name="Третий Человек", phone="+79990001133")
    by_phone = mark("8 999 000-11-22")
    by_number = mark(request.number)
    by_code = mark(queries.personal_code(third.pk))
    nobody = mark("", extra=4, audience_code="P_RESIDENT")
    assert [(v.way, v.person_id) for v in (by_phone, by_number, by_code, nobody)] == [
        (Way.PHONE, far.pk),
        (Way.NUMBER, person.pk),
        (Way.CODE, third.pk),
        (Way.NOBODY, None),
    ]
    assert by_number.request_id == request.pk
    assert nobody.people == 5


@pytest.mark.ledger("A106")
def test_a_visit_is_no_request_and_is_counted_apart(world, mark):
    mark()
    mark(extra=2)
    assert ServiceRequest.objects.count() == 0
    today = clock.today(world.uralmash.zone)
    [count] = queries.count_by_day(SYSTEM, world.uralmash, today, today)
    assert (count.visits, count.people, count.known, count.joined) == (2, 4, 0, 0)
    assert queries.count_visits(SYSTEM, world.vtoroy, today, today).people == 0
    assert queries.count_visits(SYSTEM, world.region, today, today).people == 4
    assert queries.count_by_purpose(SYSTEM, world.uralmash, today, today) == {Purpose.SERVICE: 4}


def test_the_same_person_within_five_minutes_is_one_visit(world, mark):
    make_person(world.uralmash)
    start = clock.now()
    with time_machine.travel(start, tick=False):
        first = mark("+79123456789")
    with time_machine.travel(start + dt.timedelta(minutes=4), tick=False):
        assert mark("+79123456789").pk == first.pk
    with time_machine.travel(start + dt.timedelta(minutes=6), tick=False):
        assert mark("+79123456789").pk != first.pk


def test_the_same_key_is_one_visit_and_two_nobodies_are_two(mark):
    assert mark(key="a" * 32).pk == mark(key="a" * 32).pk
    mark()
    assert Visit.objects.count() == 2


def test_a_family_of_one_phone_is_asked_who(world, mark):
    for name in ("Ларина Вера", "Ларин Пётр", "Ларина Оля"):
        make_person(world.uralmash, name=name)
    with pytest.raises(Refusal, match="several"):
        mark("+79123456789")


@pytest.mark.parametrize("text", ["Ктоэто", "+79998887766", "ДЦ-66-2026-999999", "<script>", "A" * 32, "1" * 200])
def test_who_is_not_found_is_looked_for_not_guessed(mark, text):
    with pytest.raises(Refusal, match="not_found"):
        mark(text)


def test_a_code_makes_the_centre_acquainted_a_phone_of_a_stranger_does_not(world, mark):
    person = make_person(world.novosibirsk)
    with pytest.raises(Refusal, match="not_found"):
        mark("+79123456789")
    assert not Acquaintance.objects.filter(unit=world.uralmash).exists()
    mark(queries.personal_code(person.pk))
    assert Acquaintance.objects.filter(unit=world.uralmash, beneficiary=person).exists()


def test_a_request_of_another_centre_is_not_known_here(world, mark, make_request):
    there = make_request(unit=world.novosibirsk)
    with pytest.raises(Refusal, match="not_found"):
        mark(there.number)


def test_a_mark_kept_without_connection_keeps_its_day(world, mark):
    with time_machine.travel("2026-11-23 09:00+05:00", tick=False):
        visit = mark(at=dt.datetime(2026, 11, 22, 16, 30, tzinfo=world.uralmash.zone))
    assert visit.day == dt.date(2026, 11, 22)
    assert visit.sent_at > visit.at


def test_a_day_is_that_of_the_centre(world, mark):
    with time_machine.travel("2026-11-22 23:30+05:00", tick=False):
        assert mark().day == dt.date(2026, 11, 22)
    with time_machine.travel("2026-11-23 00:30+05:00", tick=False):
        assert mark().day == dt.date(2026, 11, 23)


def test_a_wrong_mark_is_cancelled_with_a_reason_and_not_counted(world, mark, actor_of):
    visit = mark()
    worker = actor_of(Role.CENTRE_EMPLOYEE)
    for _ in range(2):
        actions.cancel_visit(actor=worker, visit_id=visit.pk, reason=CancelReason.TWICE)
    visit.refresh_from_db()
    assert (visit.cancel_reason, visit.cancelled_by_id) == (CancelReason.TWICE, worker.id)
    today = clock.today(world.uralmash.zone)
    assert queries.count_visits(SYSTEM, world.uralmash, today, today).visits == 0


@pytest.mark.ledger("A106")
def test_a_visit_is_joined_with_an_open_request_of_the_same_person(world, mark, make_request, actor_of):
    meeting = clock.now() + dt.timedelta(hours=1)
    request = make_request(status=Status.SCHEDULED, agreed_at=meeting, attention_at=meeting)
    other = make_request(name="Другой Человек", phone="+79990001122")
    make_request(beneficiary=request.beneficiary)
    visit = mark(person_id=request.beneficiary_id)
    worker = actor_of(Role.CENTRE_EMPLOYEE)
    offered = queries.list_day(worker, world.uralmash, visit.day).offers
    assert offered[request.beneficiary_id].pk == request.pk  # the meeting of today comes first
    with pytest.raises(Refusal, match="not_joinable"):
        actions.join_request(actor=worker, visit_id=visit.pk, request_id=other.pk)
    actions.join_request(actor=worker, visit_id=visit.pk, request_id=request.pk)
    visit.refresh_from_db()
    assert visit.request_id == request.pk


def test_a_visit_without_a_name_is_joined_with_nothing(mark, make_request, actor_of):
    with pytest.raises(Denied):
        actions.join_request(actor=actor_of(Role.CENTRE_EMPLOYEE), visit_id=mark().pk, request_id=make_request().pk)


def test_only_those_who_work_in_the_centre_mark(world, mark):
    with pytest.raises(NotSeen):
        mark(who="stranger")
    with pytest.raises(Denied):
        mark(who=Role.REGION_COORDINATOR)
