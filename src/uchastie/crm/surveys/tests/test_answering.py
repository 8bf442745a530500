"""One voice per person, no thread to the answers, honest counts with and without a flood."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.world import actor, make_person
from tests.world_councils import fill, make_council, make_permit, make_survey

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message
from uchastie.crm.surveys import actions, queries
from uchastie.crm.surveys.actions import Respondent, Result
from uchastie.crm.surveys.models import Answer, Permit, Sheet, Voice
from uchastie.crm.surveys.rules import Audience, Form, Given
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal


def closed(survey):
    return actions.close_survey(actor=SYSTEM, survey_id=survey.pk)


@pytest.mark.ledger("C17")
def test_one_person_answers_once_by_any_card_and_one_browser_once(world):
    survey = make_survey(world.uralmash)
    ids = (uuid4(), uuid4())
    fill(survey, who=Respondent("one", ids))
    for who in (Respondent("other", ids), Respondent("third", ids[::-1])):
        with pytest.raises(Refusal, match="answered"):
            fill(survey, who=who)
    fill(survey, who=Respondent("browser"))
    with pytest.raises(Refusal, match="answered"):
        fill(survey, who=Respondent("browser"))
    assert queries.count_answers(survey) == 2


@pytest.mark.ledger("C17", "C30")
def test_a_finished_sheet_has_no_thread_to_a_person(world):
    teen = make_survey(world.uralmash, Form.TEEN)
    permit = make_permit(teen)
    before = Entry.objects.count()
    fill(teen, who=Respondent("ticket", permit=permit.code), text="Хотели музыку")
    sheet = Sheet.objects.get()
    assert (sheet.ticket, sheet.permit, sheet.finished) == ("", None, True)
    assert (sheet.slot.minute % 10, sheet.slot.second) == (0, 0)
    assert {field.name for field in Voice._meta.get_fields() if field.concrete} == {"id", "survey", "digest"}
    assert permit.code not in Voice.objects.get().digest
    assert Entry.objects.count() == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(permit=permit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(ticket="known")


@pytest.mark.ledger("C30")
def test_a_teenager_needs_a_parent_and_the_own_word(world):
    survey = make_survey(world.uralmash, Form.TEEN)
    permit = make_permit(survey, given=False)
    who = Respondent("ticket", permit=permit.code)
    with pytest.raises(Refusal, match="permit"):
        actions.begin(survey=survey, who=who, agreed=True)
    given = actions.note_permit(actor=SYSTEM, survey_id=survey.pk, name="Ким Ольга")
    own = Respondent("own", permit=given.code)
    with pytest.raises(Refusal, match="own_agreement"):
        actions.begin(survey=survey, who=own)
    assert actions.begin(survey=survey, who=own, agreed=True).permit == given
    with pytest.raises(Refusal, match="permit"):
        actions.begin(survey=survey, who=Respondent("x", permit="NOSUCHXX"), agreed=True)
    assert given.consent.name == "Ким Ольга"
    assert not [field for field in Permit._meta.get_fields() if "name" in field.name]


@pytest.mark.ledger("C30")
def test_a_parent_who_changes_the_mind_stops_the_unfinished_sheet(world):
    survey = make_survey(world.uralmash, Form.TEEN)
    permit, done = make_permit(survey), make_permit(survey)
    fill(survey, who=Respondent("done", permit=done.code))
    who = Respondent("ticket", permit=permit.code)
    actions.begin(survey=survey, who=who, agreed=True)
    actions.answer(survey=survey, who=who, place=1, given=Given((1,)))
    for one in (permit, done):
        consents.withdraw(Actor(ActorKind.HOLDER, one.pk), consent_id=one.consent_id)
    assert [sheet.finished for sheet in Sheet.objects.all()] == [True]
    with pytest.raises(Refusal, match="permit"):
        actions.begin(survey=survey, who=who, agreed=True)


def test_leaving_erases_and_what_is_left_half_way_is_swept(world):
    survey = make_survey(world.uralmash, Form.QUESTIONNAIRE)
    who, other = Respondent("one"), Respondent("two")
    for one in (who, other):
        actions.begin(survey=survey, who=one)
        actions.answer(survey=survey, who=one, place=1, given=Given((0,)))
    actions.leave(survey=survey, who=who)
    assert Answer.objects.count() == 1
    with clock.at(clock.now() + dt.timedelta(days=3)):
        assert actions.forget_unfinished() > 0
    assert not Sheet.objects.exists()
    assert queries.count_answers(survey) == 0


def test_what_leads_to_a_person_is_refused_and_a_skipped_question_leaves_nothing(world):
    survey = make_survey(world.uralmash, Form.QUESTIONNAIRE)
    who = Respondent("one")
    actions.begin(survey=survey, who=who)
    with pytest.raises(Refusal, match="revealing") as refused:
        actions.answer(survey=survey, who=who, place=3, given=Given(text="Звоните 8 912 555-77-01"))
    assert "912 555-77-01" in refused.value.message
    actions.answer(survey=survey, who=who, place=3, given=Given())
    assert not Answer.objects.exists()


@pytest.mark.ledger("C17")
def test_results_wait_for_the_end_and_for_five_answers(world):
    survey = make_survey(world.uralmash, asked=40)
    for number in range(4):
        fill(survey, chosen=number % 2)
    assert not queries.results_of(survey, words=True).shown
    for number in range(12):
        fill(survey, chosen=number % 2, text="тише вечером")
    results = queries.results_of(closed(survey), words=False)
    assert (results.answers, results.asked, results.share) == (16, 40, 40)
    assert [line.count for line in results.blocks[0].lines] == [8, 8, None]
    assert results.blocks[0].texts == ()
    assert len(queries.results_of(survey, words=True).blocks[0].texts) == 12


@pytest.mark.ledger("C17")
def test_a_flood_is_shown_and_counted_with_and_without(world):
    survey = make_survey(world.uralmash)
    start = clock.now()
    for number in range(8):
        with clock.at(start + dt.timedelta(hours=number)):
            fill(survey, chosen=1)
    with clock.at(start + dt.timedelta(hours=20)):
        for _ in range(25):
            fill(survey, chosen=0)
        fill(survey, chosen=1, who=Respondent("known", (uuid4(),)))
    (flood,) = queries.floods_of(survey)
    assert flood.answers == 25
    results = queries.results_of(closed(survey), words=False)
    assert results.answers == 34
    assert results.blocks[0].lines[0].count == 25
    assert results.calm_answers == 9
    assert results.calm[0].lines[1].count == 9


def test_who_is_asked_by_name_is_told_and_others_may_not_answer(world):
    survey = make_survey(world.uralmash, audience=Audience.INVITED, opened=False)
    with pytest.raises(Refusal, match="nobody"):
        actions.open_survey(actor=SYSTEM, survey_id=survey.pk)
    person = make_person(world.uralmash, name="Ким Ольга")
    actions.invite(actor=SYSTEM, survey_id=survey.pk, person_id=person.pk)
    survey = actions.open_survey(actor=SYSTEM, survey_id=survey.pk)
    assert Message.objects.filter(event="survey_invited", recipient_id=person.pk).exists()
    assert [one.pk for one in queries.list_of_person([person.pk])] == [survey.pk]
    with pytest.raises(Refusal, match="not_invited"):
        fill(survey, who=Respondent("x", (uuid4(),)))
    fill(survey, who=Respondent("y", (person.pk,)))


@pytest.mark.ledger("C17")
def test_a_whole_council_may_be_asked_and_a_survey_may_lead_to_its_decision(world):
    from tests.world_councils import decide, hold

    council = make_council(world.uralmash, people=3)
    survey = make_survey(world.uralmash, audience=Audience.COUNCIL, body_id=str(council.pk))
    assert survey.invitations.count() == 3
    decision = decide(hold(council))
    result = Result("Решили на совете", f"decision:{decision.pk}")
    with pytest.raises(Refusal, match="open"):
        actions.tell_result(actor=SYSTEM, survey_id=survey.pk, version=None, result=result)
    told = actions.tell_result(actor=SYSTEM, survey_id=closed(survey).pk, version=None, result=result)
    assert told.outcome_id == decision.pk
    today = clock.today(world.uralmash.zone)
    held = queries.held(world.uralmash, (today, today))
    assert (held.surveys, held.told, held.asked, held.answers) == (1, 1, 3, 0)


def test_an_open_survey_does_not_change_and_ends_by_itself(world):
    survey = make_survey(world.uralmash)
    with pytest.raises(Refusal, match="opened"):
        actions.remove_question(actor=SYSTEM, survey_id=survey.pk, place=1)
    assert actions.close_past() == 0
    with clock.at(clock.now() + dt.timedelta(days=16)):
        assert actions.close_past() == 1
    survey.refresh_from_db()
    with pytest.raises(Refusal, match="closed"):
        fill(survey)


def test_only_those_who_ask_change_and_strangers_see_nothing(world):
    survey = make_survey(world.uralmash)
    with pytest.raises(Denied):
        actions.close_survey(actor=actor(world.user(Role.REGION_COORDINATOR)), survey_id=survey.pk)
    with pytest.raises(NotSeen):
        actions.close_survey(actor=actor(world.stranger), survey_id=survey.pk)
