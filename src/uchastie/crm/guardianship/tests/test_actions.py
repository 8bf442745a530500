"""The way of a pair through the real database: who may do what, what is reserved, what others hear."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from tests.world import World, actor, make_request
from tests.world_opeka import make_case, make_guardian, make_pair, make_papers, make_transfer

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.families.models import Look, NeedRequest
from uchastie.crm.families.rules import LookReason
from uchastie.crm.guardianship import actions, events, queries
from uchastie.crm.guardianship.actions import Meeting, Words
from uchastie.crm.guardianship.models import Feedback, Guardianship
from uchastie.crm.guardianship.rules import DeclineReason, EndReason, PairState, Side
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db

ALL_PAPERS = ("guardian_hq", "data_protection", "transfer", "guardian_family")
CONTACT_PAPERS = ALL_PAPERS[:3]


@dataclass
class Place:
    world: World
    who: Actor
    heard: list[object]


@pytest.fixture
def place(world: World) -> Any:
    heard: list[object] = []
    kinds = (
        events.PairProposed,
        events.PairMatched,
        events.PairDeclined,
        events.PairIntroduced,
        events.HelpStarted,
        events.StartMoved,
        events.PairEnded,
    )
    for kind in kinds:
        bus.subscribe(kind, heard.append)
    yield Place(world, actor(world.user(Role.REGION_COORDINATOR)), heard)
    for kind in kinds:
        bus._handlers[kind].remove(heard.append)


def holder(of: Any, label: str = "Юдин Павел") -> Actor:
    return Actor(ActorKind.HOLDER, id=of.pk, label=label)


def ready(world: World, **values: Any) -> Any:
    guardian = make_guardian(world, **values)
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    return guardian


def papers(pair: Guardianship, *kinds: str) -> None:
    for kind in kinds:
        if kind == "transfer":
            make_transfer(pair.case, pair.guardian)
        else:
            case = pair.case if kind == "guardian_family" else None
            make_papers(kind, guardian=pair.guardian, case=case, unit=pair.unit)


def meeting(at: dt.datetime | None = None) -> Meeting:
    return Meeting(at or clock.now(), "в штабе", "Павел Юдин и соседка", hq_present=False)


def case_state(case: Any) -> str:
    case.refresh_from_db()
    return str(case.state)


@pytest.mark.ledger("B18", "B41")
def test_a_proposal_reserves_and_starts_no_clock(place: Place) -> None:
    case, guardian = make_case(place.world, needs=2), ready(place.world)
    needs = list(case.needs.order_by("pk"))
    pair = actions.propose(actor=place.who, case_id=case.pk, guardian_id=guardian.pk, need_ids=[needs[0].pk])
    assert (pair.state, pair.matched_at, pair.connect_due_at) == (PairState.PROPOSED, None, None)
    assert queries.places(guardian).reserved == 1
    assert [need.state for need in case.needs.order_by("pk")] == ["promised", "open"]
    assert case_state(case) == "waiting"
    assert place.heard == [events.PairProposed(pair.pk, case.pk, guardian.pk)]


@pytest.mark.ledger("B18", "B42")
@pytest.mark.parametrize("by_itself", [True, False])
def test_the_clock_starts_when_the_guardian_agrees(place: Place, by_itself: bool) -> None:
    pair = make_pair(place.world)
    who = holder(pair.guardian) if by_itself else place.who
    done = actions.accept(actor=who, guardianship_id=pair.pk)
    assert done.connect_due_at - done.matched_at == dt.timedelta(hours=72)
    assert case_state(pair.case) == "matched"
    assert events.PairMatched(pair.pk) in place.heard


def test_a_family_does_not_accept_for_the_guardian(place: Place) -> None:
    pair = make_pair(place.world)
    with pytest.raises(Denied):
        actions.accept(actor=holder(pair.case), guardianship_id=pair.pk)


@pytest.mark.ledger("B18")
@pytest.mark.parametrize("state", ["proposed", "matched"])
@pytest.mark.parametrize("side", ["guardian", "case"])
def test_either_side_declines_and_everything_is_free(place: Place, state: str, side: str) -> None:
    pair = make_pair(place.world, state=state)
    who = holder(getattr(pair, side))
    done = actions.decline(actor=who, guardianship_id=pair.pk, reason=DeclineReason.FAR)
    assert done.declined_by == (Side.GUARDIAN if side == "guardian" else Side.FAMILY)
    assert case_state(pair.case) == "waiting"
    assert {need.state for need in pair.case.needs.all()} == {"open"}
    assert queries.places(pair.guardian).free == 2
    assert events.PairDeclined(pair.pk, pair.case_id, pair.guardian_id) in place.heard


@pytest.mark.ledger("B14", "B30", "B44")
def test_the_introduction_stops_the_clock_without_the_headquarters_too(place: Place) -> None:
    pair = make_pair(place.world, state="matched")
    done = actions.introduce(actor=place.who, guardianship_id=pair.pk, meeting=meeting())
    assert done.state == PairState.INTRODUCED
    assert done.introduction.hq_present is False
    assert case_state(pair.case) == "connected"


def test_a_meeting_to_come_is_not_recorded(place: Place) -> None:
    pair = make_pair(place.world, state="matched")
    ahead = clock.now() + dt.timedelta(hours=3)
    with pytest.raises(Refusal) as refused:
        actions.introduce(actor=place.who, guardianship_id=pair.pk, meeting=meeting(ahead))
    assert refused.value.field == "at"


@pytest.mark.ledger("B41")
@pytest.mark.parametrize("missing", ALL_PAPERS)
def test_help_does_not_begin_without_every_paper(place: Place, missing: str) -> None:
    pair = make_pair(place.world, state="signed")
    papers(pair, *[kind for kind in ALL_PAPERS if kind != missing])
    with pytest.raises(Refusal) as refused:
        actions.activate(actor=place.who, guardianship_id=pair.pk)
    assert refused.value.code == "papers"


@pytest.mark.ledger("B41", "B46")
def test_help_begins_on_the_day_of_activation(place: Place) -> None:
    pair = make_pair(place.world, state="signed")
    papers(pair, *ALL_PAPERS)
    done = actions.activate(actor=place.who, guardianship_id=pair.pk)
    today = clock.today(pair.unit.zone)
    assert done.help_started_on == today
    assert case_state(pair.case) == "helped"
    assert events.HelpStarted(pair.pk, today) in place.heard
    assert queries.places(pair.guardian).taken == 1


@pytest.mark.ledger("B43")
def test_when_a_guardian_helps_requests_no_centre_has_begun_are_closed(place: Place) -> None:
    """Two needs went to a centre while nobody helped: one of them it has begun already."""
    pair = make_pair(place.world, case=make_case(place.world, needs=2, state="connected"), state="signed")
    papers(pair, *ALL_PAPERS)
    sent = {}
    for status, need in zip((Status.NEW, Status.CONTACTED), pair.case.needs.all(), strict=True):
        sent[status] = make_request(place.world.uralmash, status=status, beneficiary=pair.case.applicant)
        NeedRequest.objects.create(need=need, request=sent[status], made_at=clock.now())
    actions.activate(actor=place.who, guardianship_id=pair.pk)
    untouched, begun = (ServiceRequest.objects.get(pk=request.pk) for request in sent.values())
    assert (untouched.status, untouched.cancel_reason) == (Status.CANCELLED, "helped")
    assert begun.status == Status.CONTACTED
    assert NeedRequest.objects.filter(closed_at=None).get().request_id == begun.pk


@pytest.mark.ledger("B46")
def test_the_start_moves_until_the_first_call(place: Place) -> None:
    pair = make_pair(place.world, state="active")
    day = clock.today(pair.unit.zone)
    actions.set_start(actor=place.who, guardianship_id=pair.pk, started_on=day)
    assert events.StartMoved(pair.pk, day) in place.heard
    actions.fix_start(guardianship_id=pair.pk)
    with pytest.raises(Refusal) as refused:
        actions.set_start(actor=place.who, guardianship_id=pair.pk, started_on=day)
    assert refused.value.code == "start_fixed"


@pytest.mark.parametrize("days", [-30, 1])
def test_help_starts_neither_before_the_meeting_nor_tomorrow(place: Place, days: int) -> None:
    pair = make_pair(place.world, state="active")
    day = clock.today(pair.unit.zone) + dt.timedelta(days=days)
    with pytest.raises(Refusal):
        actions.set_start(actor=place.who, guardianship_id=pair.pk, started_on=day)


@pytest.mark.ledger("B45")
def test_the_family_is_assessed_on_the_spot(place: Place) -> None:
    pair = make_pair(place.world, state="introduced")
    actions.assess(actor=place.who, guardianship_id=pair.pk, text="Нужен ремонт крыльца")
    assert pair.assessments.get().text == "Нужен ремонт крыльца"
    with pytest.raises(Refusal):
        actions.assess(actor=place.who, guardianship_id=make_pair(place.world).pk, text="Рано")


@pytest.mark.ledger("B50", "B51")
@pytest.mark.parametrize("side", ["guardian", "case"])
@pytest.mark.parametrize("reason", EndReason)
def test_either_side_reports_and_the_headquarters_hears(place: Place, side: str, reason: EndReason) -> None:
    pair = make_pair(place.world, state="active")
    who = holder(getattr(pair, side))
    done = actions.report_end(actor=who, guardianship_id=pair.pk, reason=reason, note="Переезд")
    assert (done.state, done.end_reason) == (PairState.ENDING_REPORTED, reason)
    assert Message.objects.filter(event="pair_end_reported", recipient_id=place.who.id).exists()
    with pytest.raises(Denied):
        actions.confirm_end(actor=who, guardianship_id=pair.pk)


@pytest.mark.ledger("B51", "B52", "B26")
def test_confirmed_ending_frees_all_and_asks_the_family(place: Place) -> None:
    pair = make_pair(place.world, state="ending_reported")
    done = actions.confirm_end(actor=place.who, guardianship_id=pair.pk)
    assert done.state == PairState.ENDED
    assert case_state(pair.case) == "ended"
    assert {need.state for need in pair.case.needs.all()} == {"open"}
    assert queries.places(pair.guardian).free == 2
    told = Message.objects.get(event="pair_feedback", channel="cabinet")
    assert told.recipient_id == pair.case.applicant_id
    token = told.url.rstrip("/").rpartition("/")[2]
    reader, found = queries.feedback_of_token(token)
    said = actions.leave_feedback(actor=reader, guardianship_id=pair.pk, words=Words(5, 4, "no", "Спасибо"))
    assert (found.pk, said.helped, said.text) == (Feedback.objects.get().pk, 5, "Спасибо")
    assert events.PairEnded(pair.pk, pair.case_id, pair.guardian_id, "no_resources") in place.heard


def test_a_report_may_be_taken_back(place: Place) -> None:
    pair = make_pair(place.world, state="ending_reported")
    done = actions.keep(actor=place.who, guardianship_id=pair.pk)
    assert (done.state, done.end_reason) == (PairState.ACTIVE, "")


@pytest.mark.ledger("B41")
def test_a_second_guardian_keeps_the_family_helped(place: Place) -> None:
    case = make_case(place.world, needs=2, state="helped")
    first = make_pair(place.world, case=case, state="ending_reported")
    second = make_pair(place.world, state="active")
    Guardianship.objects.filter(pk=second.pk).update(case=case)
    actions.confirm_end(actor=place.who, guardianship_id=first.pk)
    assert case_state(case) == "helped"


@pytest.mark.parametrize("who", [Role.FEDERAL_MANAGER, Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE, Role.FEDERAL_ANALYST])
def test_others_see_no_pair(place: Place, who: Role) -> None:
    pair = make_pair(place.world)
    with pytest.raises(NotSeen):
        queries.get_guardianship(actor(place.world.user(who)), pair.pk)


def test_a_coordinator_of_another_region_sees_nothing(place: Place) -> None:
    pair = make_pair(place.world, case=make_case(place.world, unit=place.world.other_region))
    with pytest.raises(NotSeen):
        actions.accept(actor=place.who, guardianship_id=pair.pk)


def test_a_stranger_with_a_link_sees_nothing(place: Place) -> None:
    pair, other = make_pair(place.world), make_pair(place.world)
    with pytest.raises(NotSeen):
        actions.decline(actor=holder(other.guardian), guardianship_id=pair.pk, reason=DeclineReason.FAR)


def test_what_one_has_seen_is_what_one_changes(place: Place) -> None:
    pair = make_pair(place.world)
    with pytest.raises(Conflict):
        actions.accept(actor=place.who, guardianship_id=pair.pk, version=7)


@pytest.mark.parametrize("state", ["handed", "paused"])
def test_only_a_ready_guardian_is_asked(place: Place, state: str) -> None:
    case, guardian = make_case(place.world), make_guardian(place.world, state=state)
    with pytest.raises(Refusal) as refused:
        actions.propose(actor=place.who, case_id=case.pk, guardian_id=guardian.pk, need_ids=[case.needs.get().pk])
    assert refused.value.code == "not_ready"


@pytest.mark.parametrize("state", ["screening", "closed", "declined"])
def test_only_a_family_with_the_marker_is_proposed(place: Place, state: str) -> None:
    case, guardian = make_case(place.world, state=state), ready(place.world)
    with pytest.raises(Refusal):
        actions.propose(actor=place.who, case_id=case.pk, guardian_id=guardian.pk, need_ids=[case.needs.get().pk])


def test_a_need_is_promised_once_and_only_of_this_family(place: Place) -> None:
    case, other = make_case(place.world), make_case(place.world)
    need = case.needs.get()
    for wrong in ([], [other.needs.get().pk]):
        with pytest.raises(Refusal):
            actions.propose(actor=place.who, case_id=case.pk, guardian_id=ready(place.world).pk, need_ids=wrong)
    actions.propose(actor=place.who, case_id=case.pk, guardian_id=ready(place.world).pk, need_ids=[need.pk])
    with pytest.raises(Conflict):
        actions.propose(actor=place.who, case_id=case.pk, guardian_id=ready(place.world).pk, need_ids=[need.pk])


def test_no_more_families_than_places(place: Place) -> None:
    guardian = ready(place.world, capacity=1)
    first, second = make_case(place.world), make_case(place.world)
    actions.propose(actor=place.who, case_id=first.pk, guardian_id=guardian.pk, need_ids=[first.needs.get().pk])
    with pytest.raises(Refusal) as refused:
        actions.propose(actor=place.who, case_id=second.pk, guardian_id=guardian.pk, need_ids=[second.needs.get().pk])
    assert refused.value.code == "no_places"


@pytest.mark.ledger("B39", "B56")
@pytest.mark.parametrize("missing", ALL_PAPERS)
def test_access_ends_at_the_next_request_when_a_paper_lapses(place: Place, missing: str) -> None:
    from uchastie.crm.agreements.models import Agreement, TransferConsent

    pair = make_pair(place.world, state="active")
    papers(pair, *ALL_PAPERS)
    assert queries.opens_contacts(pair.guardian_id, pair.case_id)
    if missing == "transfer":
        TransferConsent.objects.update(withdrawn_at=clock.now())
    else:
        yesterday = clock.today(pair.unit.zone) - dt.timedelta(days=1)
        Agreement.objects.filter(kind=missing).update(valid_until=yesterday)
    assert not queries.opens_contacts(pair.guardian_id, pair.case_id)
    with pytest.raises(Denied):
        actions.look_at_contacts(actor=holder(pair.guardian), guardianship_id=pair.pk, reason=LookReason.CALL)


@pytest.mark.ledger("B39")
@pytest.mark.parametrize("state", [str(state) for state in PairState])
def test_contacts_open_only_between_the_introduction_and_the_end(place: Place, state: str) -> None:
    pair = make_pair(place.world, state=state)
    papers(pair, *ALL_PAPERS)
    opened = state in {"introduced", "signed", "active", "ending_reported"}
    assert queries.opens_contacts(pair.guardian_id, pair.case_id) is opened


@pytest.mark.ledger("B39")
def test_every_look_is_written_for_the_family(place: Place) -> None:
    pair = make_pair(place.world, state="active")
    papers(pair, *ALL_PAPERS)
    seen = actions.look_at_contacts(actor=holder(pair.guardian), guardianship_id=pair.pk, reason=LookReason.CALL)
    assert seen.name == "Рябинина Ольга"
    assert seen.phones
    look = Look.objects.get(case=pair.case)
    assert look.who == f"Юдин Павел, {pair.guardian.name}"
    assert Entry.objects.filter(verb="pair_contacts_looked", object_id=pair.pk).count() == 1
    with pytest.raises(Denied):
        actions.look_at_contacts(actor=holder(pair.case), guardianship_id=pair.pk, reason=LookReason.CALL)


def test_the_journal_keeps_no_words(place: Place) -> None:
    pair = make_pair(place.world, state="active")
    secret = "Соседка Зинаида сказала"
    actions.report_end(actor=holder(pair.case), guardianship_id=pair.pk, reason=EndReason.OTHER, note=secret)
    assert all(secret not in str(entry.details) for entry in Entry.objects.all())
