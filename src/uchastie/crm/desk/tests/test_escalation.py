"""A missed promise to call goes up: to the head at once, to the region after a working day; once, and in one message."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions
from uchastie.crm.desk.models import Escalation
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.models import Assignment
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock

DUE = dt.datetime.fromisoformat("2026-11-23T23:59:59+05:00")  # a Monday
TUESDAY, WEDNESDAY = "2026-11-24 09:30+05:00", "2026-11-25 09:30+05:00"


@pytest.fixture
def late(make_request):
    def make(number=1, phone="", **values):
        submitted = DUE - dt.timedelta(days=4)
        phones = [phone or f"+7912000{place:04}" for place in range(number)]
        common = {"contact_due_at": DUE, "attention_at": DUE, "submitted_at": submitted}
        return [make_request(phone=phone, **(common | values)) for phone in phones]

    return make


def told(user):
    return list(Message.objects.filter(recipient_id=user.pk, channel="cabinet"))


def at(moment):
    with time_machine.travel(moment, tick=False):
        return actions.escalate_deadlines()


@pytest.mark.ledger("A12", "A18")
def test_the_head_hears_on_the_next_morning_and_the_region_a_day_later(world, late):
    (request,) = late()
    head, region = world.user(Role.CENTRE_HEAD), world.user(Role.REGION_COORDINATOR)
    assert at("2026-11-23 17:00+05:00") == 0
    assert at("2026-11-24 06:00+05:00") == 0  # the centre is closed
    at(TUESDAY)
    assert (len(told(head)), len(told(region))) == (1, 0)
    assert request.number in told(head)[0].body
    assert "Ларина" not in told(head)[0].subject + told(head)[0].body
    at(WEDNESDAY)
    assert (len(told(head)), len(told(region))) == (1, 1)
    at("2026-11-26 09:30+05:00")
    assert (len(told(head)), len(told(region))) == (1, 1)


def test_after_a_pause_many_are_one_message(world, late):
    requests = late(30)
    at("2026-11-27 11:00+05:00")
    for who in (Role.CENTRE_HEAD, Role.REGION_COORDINATOR):
        (message,) = told(world.user(who))
        assert "30" in message.body + message.subject
        assert "и ещё 10" in message.body
    assert Escalation.objects.count() == 2 * len(requests)


def test_two_workers_tell_once(world, late, monkeypatch):
    """The second has read the list before the first has written."""
    from uchastie.crm.desk.actions import escalation

    late()
    kept = []

    def tell(unit, level, requests, real=escalation._tell_of):
        kept.append((unit, level, requests))
        return real(unit, level, requests)

    monkeypatch.setattr(escalation, "_tell_of", tell)
    at(TUESDAY)
    with time_machine.travel(TUESDAY, tick=False):
        assert [escalation._tell_of(*one) for one in list(kept)] == [0]
    assert len(told(world.user(Role.CENTRE_HEAD))) == 1


def test_a_talk_or_a_closed_request_alarms_nobody(world, late):
    late(contacted_at=DUE, status=Status.CONTACTED)
    late(phone="+79120000099", status=Status.CANCELLED, attention_at=None)
    assert at(WEDNESDAY) == 0


def test_a_centre_without_a_head_goes_to_the_region(world, late):
    Assignment.objects.filter(role=Role.CENTRE_HEAD).update(ended_at=clock.now())
    late()
    at(TUESDAY)
    assert len(told(world.user(Role.REGION_COORDINATOR))) == 1


def test_a_reopened_request_has_a_promise_of_its_own(world, late):
    (request,) = late()
    at(TUESDAY)
    again = dt.datetime.fromisoformat("2026-11-25T23:59:59+05:00")
    request.apply(contact_due_at=again, attention_at=again)
    at("2026-11-26 09:30+05:00")
    assert len(told(world.user(Role.CENTRE_HEAD))) == 2


@pytest.mark.parametrize("number", [1, 40])
def test_it_costs_the_same_for_any_number(world, late, number, django_assert_max_num_queries):
    late(number)
    with django_assert_max_num_queries(45):
        at(WEDNESDAY)
