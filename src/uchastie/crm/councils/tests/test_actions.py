"""Members by consent, meetings with a quorum, decisions to their end, evaluations nobody else reads."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.world import actor
from tests.world_councils import (
    decide,
    hold,
    holder,
    make_council,
    make_late,
    make_meeting,
    make_member,
    staff_of,
    term,
)

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.councils import actions, queries
from uchastie.crm.councils.models import Decision, Mark, Meeting, Member, Point
from uchastie.crm.councils.rules import FateMove, MemberState, PointKind, Votes
from uchastie.crm.journal import queries as journal
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal


def texts():
    return current_text(Purpose.COUNCIL).pk


@pytest.mark.ledger("C7", "C17")
def test_a_beneficiary_sits_there_only_by_consent_and_leaves_without_a_reason(world):
    council = make_council(world.uralmash, people=0)
    member = make_member(council, accepted=False)
    assert queries.makeup_of(council).active == 0
    assert Message.objects.filter(event="council_invited", recipient_id=member.person_id).exists()
    actions.accept(actor=holder(member), member=member, text_id=texts())
    member.refresh_from_db()
    assert member.consent.subject_id == member.person_id
    assert queries.makeup_of(council).active == 1
    actions.leave(actor=holder(member), member=member)
    assert queries.makeup_of(council).active == 0
    assert queries.list_own([member.person_id]) == []


@pytest.mark.ledger("C30")
def test_a_teenager_sits_there_by_both_consents(world):
    council = make_council(world.uralmash, people=0)
    member = make_member(council, name="Ким Тимур", minor=True)
    assert member.state == MemberState.OFFERED
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(state=MemberState.ACTIVE)
    actions.note_consent(actor=SYSTEM, member_id=member.pk, parent_name="Ким Ольга")
    member.refresh_from_db()
    assert (member.state, member.parent_consent.name) == (MemberState.ACTIVE, "Ким Ольга")
    assert queries.compositions(world.uralmash)[0].minors == 1


def test_a_consent_taken_back_ends_the_membership_and_unfinished_marks(world):
    council = make_council(world.uralmash, people=2)
    member = make_member(council)
    evaluation = actions.begin_evaluation(actor=SYSTEM, council_id=council.pk, subject="Чай", criteria=["Вкусно?"])
    actions.give_marks(actor=holder(member), member=member, evaluation_id=evaluation.pk, marks={0: 3})
    consents.withdraw(holder(member), consent_id=member.consent_id)
    member.refresh_from_db()
    assert member.state == MemberState.ENDED
    assert not Mark.objects.filter(member=member).exists()


def test_one_person_is_not_invited_twice_and_terms_end_by_themselves(world):
    council = make_council(world.uralmash, people=0)
    member = make_member(council)
    with pytest.raises(Refusal, match="twice"):
        actions.invite(
            actor=SYSTEM, council_id=council.pk, label="житель", term=term(council), person_id=member.person_id
        )
    with clock.at(clock.now() + dt.timedelta(days=400)):
        assert queries.makeup_of(council).members == ()
        assert queries.list_own([member.person_id]) == []
    with clock.at(clock.now() + dt.timedelta(days=350)):
        actions.renew(actor=SYSTEM, member_id=member.pk, term=term(council))
    with clock.at(clock.now() + dt.timedelta(days=400)):
        assert queries.makeup_of(council).active == 1


def test_one_beneficiary_among_staff_is_warned_about(world):
    council = make_council(world.uralmash, people=1)
    employee = staff_of(world.uralmash)
    actions.invite(actor=SYSTEM, council_id=council.pk, label="сотрудник", term=term(council), user_id=employee.pk)
    assert queries.makeup_of(council).only_one
    make_member(council)
    assert not queries.makeup_of(council).only_one


@pytest.mark.ledger("C17")
def test_a_decision_needs_a_quorum_votes_and_somebody_who_answers(world):
    council = make_council(world.uralmash, people=5)
    few = hold(council, came=2)
    with pytest.raises(Refusal, match="quorum"):
        decide(few)
    full = hold(council, came=4)
    given = {"actor": SYSTEM, "meeting_id": full.pk, "text": "До 20:00", "key": "k" * 32}
    given |= {"due_on": clock.today(council.zone), "owner_id": staff_of(world.uralmash).pk}
    with pytest.raises(Refusal, match="votes"):
        actions.decide(**given, votes=Votes(5, 0, 0))
    with pytest.raises(Refusal, match="outvoted"):
        actions.decide(**given, votes=Votes(2, 2, 0))
    with pytest.raises(Refusal, match="owner"):
        actions.decide(**given | {"owner_id": world.stranger.pk}, votes=Votes(3, 1, 0))
    made = actions.decide(**given, votes=Votes(3, 1, 0))
    assert actions.decide(**given, votes=Votes(3, 1, 0)) == made


@pytest.mark.ledger("C17")
def test_an_overdue_decision_stands_first_in_the_next_agenda_by_itself(world):
    council = make_council(world.uralmash, people=2)
    late = make_late(council)
    meeting = make_meeting(council)
    actions.add_point(actor=SYSTEM, meeting_id=meeting.pk, kind=PointKind.DECIDE, title="Часы", minutes=20, key="1")
    assert [item.title for item in queries.agenda_of(meeting, names=True)] == [late.text, "Часы"]
    with clock.at(meeting.starts_at + dt.timedelta(hours=1)):
        came = [one.pk for one in queries.makeup_of(council).in_force]
        held = actions.hold_meeting(actor=SYSTEM, meeting_id=meeting.pk, came=came, minutes="")
    words = "Переписали вместе с подростками"
    actions.change_fate(actor=SYSTEM, decision_id=late.pk, move=FateMove.FINISH, version=None, words=words)
    assert [item.title for item in queries.agenda_of(held, names=True)] == [late.text, "Часы"]
    assert queries.agenda_of(make_meeting(council), names=True) == []


@pytest.mark.ledger("C17")
def test_a_decision_nobody_carried_out_is_told_to_its_owner_and_seen_from_above(world):
    council = make_council(world.uralmash, people=2)
    late = make_late(council)
    assert actions.remind_of_late() == 1
    assert actions.remind_of_late() == 0
    assert Message.objects.get(event="council_late", channel="cabinet").about_id == late.pk
    coordinator = actor(world.user(Role.REGION_COORDINATOR))
    seen = queries.list_councils(coordinator, world.region).items
    assert queries.late_of(seen) == {council.pk: 1}
    assert queries.compositions(world.uralmash)[0].overdue == 1


def test_members_are_told_what_became_of_a_decision_and_a_refusal_has_a_reason(world):
    council = make_council(world.uralmash, people=2)
    decision = decide(hold(council))
    move = {"actor": SYSTEM, "decision_id": decision.pk, "version": 1}
    with pytest.raises(Refusal, match="reason"):
        actions.change_fate(**move, move=FateMove.REFUSE)
    actions.change_fate(**move, move=FateMove.REFUSE, words="Правила охраны здания")
    assert Message.objects.filter(event="council_fate", channel="cabinet").count() == 2
    with pytest.raises(Conflict):
        actions.change_fate(**move, move=FateMove.REOPEN, words="Нашли дежурного")


def test_a_proposal_is_taken_or_answered_and_comes_back_from_a_cancelled_meeting(world):
    council = make_council(world.uralmash, people=0)
    member = make_member(council)
    point = actions.propose(actor=holder(member), member=member, title="Музыка", key="one")
    assert actions.propose(actor=holder(member), member=member, title="Музыка", key="one") == point
    with pytest.raises(Refusal, match="no_meeting"):
        actions.take_point(actor=SYSTEM, point_id=point.pk)
    meeting = make_meeting(council)
    actions.take_point(actor=SYSTEM, point_id=point.pk)
    actions.cancel_meeting(actor=SYSTEM, meeting_id=meeting.pk)
    assert [one.pk for one in queries.list_proposals(council)] == [point.pk]
    actions.decline_point(actor=SYSTEM, point_id=point.pk, reason="Решает регион")
    assert Point.objects.get().answer == "Решает регион"


def test_only_those_who_lead_change_and_strangers_see_nothing(world):
    council = make_council(world.uralmash, people=2)
    above, stranger = actor(world.user(Role.REGION_COORDINATOR)), actor(world.stranger)
    given = {"council_id": council.pk, "reason": "Нет людей"}
    with pytest.raises(Denied):
        actions.close_council(actor=above, **given)
    with pytest.raises(NotSeen):
        actions.close_council(actor=stranger, **given)
    assert actions.close_council(actor=actor(world.user(Role.CENTRE_HEAD)), **given).closed_at
    with pytest.raises(Refusal, match="closed"):
        make_meeting(council)


@pytest.mark.ledger("C17")
def test_marks_of_a_panel_are_read_by_their_member_alone(world):
    council = make_council(world.uralmash, people=3)
    evaluation = actions.begin_evaluation(actor=SYSTEM, council_id=council.pk, subject="Чай", criteria=["А?", "Б?"])
    members = list(Member.objects.filter(council=council))
    for member in members:
        actions.give_marks(actor=holder(member), member=member, evaluation_id=evaluation.pk, marks={0: 2, 1: None})
    judged = queries.judged(evaluation)
    assert (judged.members, judged.averages[0].value, judged.averages[1].value) == (3, 2.0, None)
    assert queries.own_marks(evaluation, members[0]) == {0: 2}
    done = actions.conclude(actor=SYSTEM, evaluation_id=evaluation.pk, version=None, conclusion="Нужен чайник")
    assert done.answer_due_on == clock.today(council.zone) + dt.timedelta(days=14)
    with pytest.raises(Refusal, match="concluded"):
        actions.give_marks(actor=holder(members[0]), member=members[0], evaluation_id=evaluation.pk, marks={0: 0})
    actions.answer_evaluation(actor=SYSTEM, evaluation_id=evaluation.pk, version=None, answer="Купим")
    entries = journal.list_entries(council.pk)
    assert not any("mark" in entry.verb for entry in entries)


def test_a_meeting_counts_itself_once_and_compositions_cost_the_same(world, django_assert_num_queries):
    council = make_council(world.uralmash, people=2)
    decide(hold(council))
    with django_assert_num_queries(4):
        (found,) = queries.compositions(world.uralmash)
    assert (found.members, found.beneficiaries, found.meetings, found.decided, found.overdue) == (2, 2, 1, 1, 0)
    for _ in range(5):
        make_council(world.uralmash, people=1)
    with django_assert_num_queries(4):
        assert len(queries.compositions(world.uralmash)) == 6
    assert Meeting.objects.count() == 1
    assert Decision.objects.count() == 1
