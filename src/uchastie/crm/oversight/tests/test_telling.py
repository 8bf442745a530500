"""Who of the headquarters is told, of what, how often; nothing personal goes with it."""

import datetime as dt

import pytest
from tests.world import actor as actor_of
from tests.world import make_user
from tests.world_opeka import make_pair, make_papers

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import actions as agreements
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.actions.talks import Talk
from uchastie.crm.followup.models import Call
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.followup.rules.schedule import Outcome, Party
from uchastie.crm.guardians import actions as guardians
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.network.models import Assignment
from uchastie.crm.notifications.models import Message
from uchastie.crm.oversight import actions
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind

NOON = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)  # noon in Yekaterinburg, a Monday
HOUR = dt.timedelta(hours=1)
ANSWERS = {"frequency": "weekly", "done": ["children"], "time": "yes", "changed": "no", "go_on": "yes"}


@pytest.fixture
def me(world):
    return world.user(Role.REGION_COORDINATOR)


@pytest.fixture
def pair(world):
    with clock.at(NOON - dt.timedelta(days=20)):
        made = make_pair(world, state="active", help_started_on=dt.date(2026, 11, 9))
        followup.plan_calls(guardianship_id=made.pk, started_on=dt.date(2026, 11, 9))
    return made


def holder(pk):
    return Actor(ActorKind.HOLDER, id=pk)


def told(event):
    """Who was told, one row a person; staff read no name of the family."""
    rows = list(Message.objects.filter(event=event, channel="cabinet"))
    staff = [row.subject + row.body for row in rows if row.audience == "staff"]
    assert not any("Рябинина" in text or "+7912" in text for text in staff)
    return [row.recipient_id for row in rows]


def log(pair):
    return followup.log_help(
        actor=holder(pair.guardian_id), guardianship_id=pair.pk, help=Help("children", dt.date(2026, 11, 20), "поездка")
    )


def test_answers_that_disagree_are_told_once(world, me, pair):
    call = Call.objects.get(guardianship=pair, number=0)
    with clock.at(NOON):
        for side, answers in ((Party.FAMILY, ANSWERS | {"frequency": "never"}), (Party.GUARDIAN, ANSWERS)):
            followup.note_talk(
                actor=actor_of(me), call_id=call.pk, side=side, version=None, talk=Talk(Outcome.TALKED, answers)
            )
    assert told("calls_disagree") == [me.pk]


@pytest.mark.ledger("B25")
def test_help_is_for_the_family_to_confirm_and_a_dispute_for_the_coordinator(world, me, pair):
    with clock.at(NOON):
        fact = log(pair)
        assert told("help_to_confirm") == [pair.case.applicant_id]
        assert told("help_disputed") == []
        for _ in range(2):
            followup.answer_help(
                actor=holder(pair.case_id), fact_id=fact.pk, verdict=Verdict.DISPUTED, note="Не приезжали"
            )
    assert told("help_disputed") == [me.pk]


def test_a_report_of_the_guardian_is_told(world, me, pair):
    with clock.at(NOON):
        followup.send_report(
            actor=holder(pair.guardian_id), guardianship_id=pair.pk, month=dt.date(2026, 11, 1), text="Возили в школу"
        )
    assert told("guardian_report") == [me.pk]


@pytest.mark.ledger("B42")
def test_seventy_two_hours_without_an_introduction_are_told_once_and_not_before(world, me):
    with clock.at(NOON):
        late = make_pair(world, state="matched", proposed_at=NOON)
    due = late.connect_due_at
    for moment in (due - HOUR, due):
        with clock.at(moment):
            actions.tell_of_time()
        assert told("connection_overdue") == []
    for moment in (due + HOUR, due + 5 * HOUR):
        with clock.at(moment):
            actions.tell_of_time()
    assert told("connection_overdue") == [me.pk]


@pytest.mark.ledger("B46")
def test_a_missed_call_is_told_when_its_day_is_over_where_the_headquarters_stands(world, me, pair):
    call = Call.objects.get(guardianship=pair, number=0)
    assert call.work_on == dt.date(2026, 11, 23)
    midnight = dt.datetime(2026, 11, 23, 19, tzinfo=dt.UTC)  # in Yekaterinburg
    with clock.at(midnight - HOUR):
        actions.tell_of_time()
    assert told("call_missed") == []
    for moment in (midnight + HOUR, midnight + 20 * HOUR):
        with clock.at(moment):
            actions.tell_of_time()
    assert told("call_missed") == [me.pk]


@pytest.mark.parametrize("state", ["proposed", "matched", "introduced"])
def test_a_pause_in_the_middle_of_an_introduction_is_told_and_loses_nothing(world, me, state):
    pair = make_pair(world, state=state)
    guardians.pause(actor=holder(pair.guardian_id), guardian_id=pair.guardian_id, reason="Ремонт машины")
    assert told("pause_in_connection") == [me.pk]
    pair.refresh_from_db()
    assert pair.state == state, "the family is not dropped: the coordinator decides"


def test_a_pause_of_a_guardian_that_helps_already_alarms_nobody(world, me, pair):
    guardians.pause(actor=holder(pair.guardian_id), guardian_id=pair.guardian_id, reason="Ремонт машины")
    assert told("pause_in_connection") == []


@pytest.mark.ledger("B42")
def test_after_a_pause_the_waiting_family_can_still_be_met_or_given_back(world, me):
    pair = make_pair(world, state="matched")
    guardians.pause(actor=holder(pair.guardian_id), guardian_id=pair.guardian_id, reason="Болезнь")
    from uchastie.crm.guardianship.rules import DeclineReason, Side

    guardianship.decline(
        actor=actor_of(me), guardianship_id=pair.pk, side=Side.GUARDIAN, reason=next(iter(DeclineReason)), note="Болеет"
    )
    assert FamilyCase.objects.get(pk=pair.case_id).state == "waiting"


def test_an_agreement_that_ran_out_is_told(world, me, pair):
    with clock.at(NOON):
        paper = make_papers("guardian_hq", guardian=pair.guardian, valid_until=dt.date(2026, 11, 30))[0]
    with clock.at(NOON + dt.timedelta(days=9)):
        agreements.turn_day()
        agreements.turn_day()
    paper.refresh_from_db()
    assert paper.state == "expired"
    assert told("agreement_lapsed") == [me.pk]


# ------------------------------------------------------------------------------------------------ whom


def test_whoever_leads_the_family_is_told_alone(world, me, pair):
    colleague = make_user("colleague", Role.REGION_COORDINATOR, world.region)
    FamilyCase.objects.filter(pk=pair.case_id).update(assignee=colleague)
    with clock.at(NOON):
        followup.send_report(
            actor=holder(pair.guardian_id), guardianship_id=pair.pk, month=dt.date(2026, 11, 1), text="Возили в школу"
        )
    assert told("guardian_report") == [colleague.pk]


def test_when_who_led_it_has_gone_the_others_are_told(world, me, pair):
    colleague = make_user("colleague", Role.REGION_COORDINATOR, world.region)
    FamilyCase.objects.filter(pk=pair.case_id).update(assignee=colleague)
    Assignment.objects.filter(user=colleague).update(ended_at=NOON)
    with clock.at(NOON):
        log(pair)
        actions.tell_of_pair(
            event="guardian_report", guardianship_id=pair.pk, about_id=pair.pk, url_name="guardianship:pair"
        )
    assert told("guardian_report") == [me.pk]


def test_in_a_region_without_a_coordinator_the_federal_team_is_told(world, me):
    with clock.at(NOON):
        make_pair(world, state="matched", proposed_at=NOON)
        Assignment.objects.filter(user=me).update(ended_at=NOON)
    with clock.at(NOON + 80 * HOUR):
        actions.tell_of_time()
    assert told("connection_overdue") == [world.user(Role.FEDERAL_MANAGER).pk]
