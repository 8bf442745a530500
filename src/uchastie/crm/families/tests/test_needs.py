"""Needs and their history; the veil; the split into ordinary requests of a centre."""

import datetime as dt

import pytest
from tests.world import actor as as_actor
from tests.world import make_user
from tests.world_opeka import make_case, make_need

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk.events import RequestDelivered, RequestReopened, ReviewReceived
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Channel
from uchastie.crm.families import actions, queries
from uchastie.crm.families.actions import Part
from uchastie.crm.families.events import NeedChanged
from uchastie.crm.families.models import Look, NeedRequest
from uchastie.crm.families.rules import LookReason, NeedState, NeedValues
from uchastie.crm.families.tests.conftest import CLEAR, saying
from uchastie.kernel import bus, clock
from uchastie.kernel.errors import Conflict, NotSeen, Refusal


@pytest.fixture
def heard(monkeypatch):
    found: list[object] = []
    first = bus.announce
    monkeypatch.setattr(bus, "announce", lambda event: (found.append(event), first(event)))
    return found


@pytest.mark.ledger("B24")
def test_the_family_changes_its_needs_itself(world, speaker, heard):
    case = make_case(world)
    me, need = speaker(case), case.needs.get()
    added = actions.add_need(actor=me, case_id=case.pk, values=CLEAR)
    wanted = NeedValues("children", "Водить сына на плавание", "in_person", "weekly", "high")
    actions.change_need(actor=me, case_id=case.pk, need_id=need.pk, version=1, values=wanted)
    actions.withdraw_need(actor=me, case_id=case.pk, need_id=added.pk, version=None)
    assert [event for event in heard if isinstance(event, NeedChanged)] == [
        NeedChanged(case.pk, added.pk, by_family=True),
        NeedChanged(case.pk, need.pk, by_family=True),
        NeedChanged(case.pk, added.pk, by_family=True),
    ]
    changes = queries.list_changes(case)
    assert {one.who for one in changes} == {"семья"}
    changed = next(one.change for one in changes if one.change.need_id == need.pk)
    assert changed.before == {"description": "Забирать сына из школы, 1", "urgency": "normal"}
    assert changed.after == {"description": "Водить сына на плавание", "urgency": "high"}


def test_nothing_changed_is_nothing(world, coordinator, heard):
    case = make_case(world)
    need = case.needs.get()
    same = NeedValues("children", need.description, "in_person", "weekly", "normal")
    actions.change_need(actor=coordinator, case_id=case.pk, need_id=need.pk, version=1, values=same)
    assert heard == []
    assert not queries.list_changes(case)


def test_a_family_reaches_only_its_own_needs(world, speaker):
    mine, other = make_case(world), make_case(world)
    with pytest.raises(NotSeen):
        actions.add_need(actor=speaker(mine), case_id=other.pk, values=CLEAR)
    with pytest.raises(NotSeen):
        actions.withdraw_need(actor=speaker(mine), case_id=mine.pk, need_id=other.needs.get().pk, version=None)
    with pytest.raises(NotSeen):
        actions.set_marker(actor=speaker(mine), case_id=mine.pk)


def test_two_changes_at_once(world, coordinator):
    case = make_case(world)
    change = {"actor": coordinator, "case_id": case.pk, "need_id": case.needs.get().pk, "version": 1}
    actions.change_need(**change, values=CLEAR)
    with pytest.raises(Conflict):
        actions.change_need(**change, values=NeedValues("children", "Совсем другое"))


@pytest.mark.parametrize(
    "values",
    [
        NeedValues("no-such", "Водить на футбол"),
        NeedValues("children", "ы"),
        NeedValues("children", "ы" * 501),
        NeedValues("children", "Водить", "on_the_moon"),
        NeedValues("children", "Водить", "", "", "", "ы" * 101),
    ],
)
def test_a_wrong_need(world, coordinator, values):
    with pytest.raises(Refusal):
        actions.add_need(actor=coordinator, case_id=make_case(world).pk, values=values)


def test_a_withdrawn_need_stays_so(world, coordinator):
    case = make_case(world)
    need = case.needs.get()
    actions.withdraw_need(actor=coordinator, case_id=case.pk, need_id=need.pk, version=None)
    assert actions.set_need_state(actor=coordinator, need_id=need.pk, state=NeedState.PROMISED).state == "withdrawn"
    with saying("уже закрыта"):
        actions.change_need(actor=coordinator, case_id=case.pk, need_id=need.pk, version=None, values=CLEAR)


def test_a_promise_taken_back_is_told(world, coordinator, heard):
    case = make_case(world)
    need = case.needs.get()
    actions.set_need_state(actor=coordinator, need_id=need.pk, state=NeedState.PROMISED)
    assert not queries.list_open_needs(case)
    actions.set_need_state(actor=coordinator, need_id=need.pk, state=NeedState.OPEN)
    assert heard == [NeedChanged(case.pk, need.pk)]


# --- the veil ---


def test_the_veil_falls_after_half_an_hour(world, coordinator):
    case = make_case(world)
    with pytest.raises(NotSeen):
        queries.under_the_veil(coordinator, case)
    actions.open_veil(actor=coordinator, case_id=case.pk, reason=LookReason.CALL)
    assert queries.under_the_veil(coordinator, case).name == "Рябинина Ольга"
    Look.objects.update(until=clock.now() - dt.timedelta(seconds=1))
    assert not queries.is_open(coordinator, case)
    with pytest.raises(NotSeen):
        queries.under_the_veil(coordinator, case)


def test_a_look_is_for_one_user_and_one_family(world, coordinator):
    case, other = make_case(world), make_case(world)
    actions.open_veil(actor=coordinator, case_id=case.pk, reason=LookReason.MEETING)
    colleague = as_actor(make_user("second", Role.REGION_COORDINATOR, world.region))
    assert not queries.is_open(colleague, case)
    assert not queries.is_open(coordinator, other)
    assert [(look.reason, look.user_id) for look in queries.list_lookers(case)] == [("meeting", coordinator.id)]


def test_the_veil_is_not_opened_by_the_reason_of_a_refusal(world, coordinator):
    with saying("зачем"):
        actions.open_veil(actor=coordinator, case_id=make_case(world).pk, reason=LookReason.REFUSED)


def test_the_family_sees_itself(world, speaker):
    case = make_case(world)
    assert queries.under_the_veil(speaker(case), case).name == "Рябинина Ольга"
    assert not queries.list_lookers(case)


# --- the split ---


@pytest.fixture
def split(world, coordinator):
    def go(case, *needs, centre=None, agreed=True):
        parts = [Part(need.pk, "consulting") for need in needs]
        return actions.split_needs(
            actor=coordinator, case_id=case.pk, centre=centre or world.uralmash, parts=parts, agreed=agreed
        )

    return go


@pytest.mark.ledger("B43")
def test_each_need_becomes_an_ordinary_request_once(world, split):
    case = make_case(world, needs=2)
    first, second = case.needs.order_by("added_at")
    links = split(case, first, second)
    requests = [link.request for link in links]
    assert {(one.unit, one.channel, one.beneficiary_id, one.status) for one in requests} == {
        (world.uralmash, Channel.HQ, case.applicant_id, "new")
    }
    assert first.description in requests[0].need
    assert case.story not in requests[0].need or not case.story
    assert consents.consent_about(requests[0].pk).method == "oral"
    case.refresh_from_db()
    assert (case.state, case.marker_at is not None, case.split_at is not None) == ("waiting", True, True)
    assert list(queries.list_waiting(world.region)) == [case]  # the search goes on, the open ones are offered
    with pytest.raises(Conflict):
        split(case, first)
    assert ServiceRequest.objects.count() == 2


def test_all_or_none(world, split):
    case = make_case(world, needs=1)
    promised = make_need(case, state="promised")
    with saying("обещана"):
        split(case, case.needs.exclude(pk=promised.pk).get(), promised)
    assert not ServiceRequest.objects.exists()


def test_the_family_must_agree_and_the_centre_be_near(world, split):
    case = make_case(world)
    with saying("спросите семью"):
        split(case, case.needs.get(), agreed=False)
    with saying("своего региона"):
        split(case, case.needs.get(), centre=world.novosibirsk)
    with saying("хотя бы одну"):
        split(case)


@pytest.mark.ledger("B43")
def test_what_became_of_the_request_comes_back(world, split):
    case = make_case(world, needs=0)
    once, weekly = make_need(case, periodicity="once"), make_need(case, periodicity="weekly")
    for link in split(case, once, weekly):
        bus.announce(_delivered(link.request))
        bus.announce(_rated(link.request))
    once.refresh_from_db()
    weekly.refresh_from_db()
    assert (once.state, weekly.state) == ("met", "partly")
    link = NeedRequest.objects.get(need=once)
    assert (link.delivered, link.stars, link.closed_at is not None) == (True, 5, True)
    assert split(case, weekly)  # what is to come again may be sent again


def _delivered(request):
    return RequestDelivered(request.pk)


def _rated(request):
    return ReviewReceived(request.pk, 5)


def test_a_request_that_came_back_opens_the_need(world, split):
    case = make_case(world, needs=0)
    need = make_need(case, periodicity="once")
    (link,) = split(case, need)
    bus.announce(_delivered(link.request))
    bus.announce(RequestReopened(link.request_id))
    need.refresh_from_db()
    assert need.state == "open"
    with pytest.raises(Conflict):
        split(case, need)


def test_a_cancelled_request_sets_the_need_free(world, split, actor_of):
    case = make_case(world)
    need = case.needs.get()
    (link,) = split(case, need)
    worker = actor_of(Role.CENTRE_EMPLOYEE)
    desk.cancel_request(actor=worker, request_id=link.request_id, version=None, reason=CancelReason.DUPLICATE)
    assert len(split(case, need)) == 1


def test_centres_nearest_first(world):
    world.vtoroy.latitude, world.vtoroy.longitude = 56.0, 60.0
    world.vtoroy.save()
    found = queries.list_centres_near(make_case(world))
    assert [centre for centre, _ in found] == [world.uralmash, world.vtoroy]
    assert 0 < found[0][1] < 5 < found[1][1]
