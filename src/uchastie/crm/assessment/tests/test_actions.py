"""A profile goes its whole way; nobody sees answers before all are in; beneficiaries stay nobody; no plan without the
people; never a ranking."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from tests.world import World, actor
from tests.world_involved import (
    STATEMENT,
    answer_all,
    answer_plain,
    make_profile,
    people_of,
    start,
    write_basis,
)

from uchastie.crm.accounts.rules import Role
from uchastie.crm.assessment import actions, queries
from uchastie.crm.assessment.actions import Said
from uchastie.crm.assessment.models import Acceptance, Answer, Mark, Profile, Proof, Sheet
from uchastie.crm.assessment.rules.questions import PLAIN
from uchastie.crm.journal.models import Entry
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.usefixtures("world")


def head_of(world: World) -> Actor:
    return actor(world.user(Role.CENTRE_HEAD))


def employee_of(world: World) -> Actor:
    return actor(world.user(Role.CENTRE_EMPLOYEE))


@pytest.mark.ledger("C3", "C8", "C9", "C10")
def test_a_profile_goes_its_whole_way(world: World) -> None:
    profile = make_profile(world.uralmash, "reviewed")
    assert profile.state == "reviewed"
    assert (profile.organisation, profile.groups) == ("ngo", ["special"])
    assert profile.discussed_by == 7
    assert profile.approved_by == world.user(Role.CENTRE_HEAD)
    said = queries.texts_of(profile)
    assert said["statement"] == STATEMENT
    assert said["review"] == "Людей слышно"
    verbs = set(Entry.objects.filter(object_id=profile.pk).values_list("verb", flat=True))
    assert {"profile_started", "profile_collect", "profile_discuss", "profile_approve", "profile_review"} <= verbs


def test_one_profile_of_a_centre_in_a_year(world: World) -> None:
    assert start(world.uralmash) == start(world.uralmash)
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(
            unit=world.uralmash,
            year=clock.today(world.uralmash.zone).year,
            organisation="ngo",
            code="x",
            closes_on="2026-12-31",
            opened_at=clock.now(),
        )


def test_only_the_head_of_a_centre_begins(world: World) -> None:
    closes_on = clock.today(world.uralmash.zone) + dt.timedelta(days=10)
    asked: dict[str, Any] = {"organisation": "ngo", "groups": ["foster"], "closes_on": closes_on}
    with pytest.raises(Denied):
        actions.start_profile(actor=employee_of(world), unit=world.uralmash, **asked)
    with pytest.raises(Denied):
        actions.start_profile(actor=actor(world.user(Role.REGION_COORDINATOR)), unit=world.region, **asked)
    for wrong in ({"organisation": "best"}, {"groups": []}, {"groups": ["x"]}, {"closes_on": dt.date(2020, 1, 1)}):
        with pytest.raises(Refusal):
            actions.start_profile(actor=head_of(world), unit=world.uralmash, **(asked | wrong))


def test_nobody_sees_answers_before_all_are_in(world: World) -> None:
    profile = start(world.uralmash)
    answer_all(employee_of(world), profile, 1)
    answer_plain(profile, "one")
    assert queries.result_of(profile) is None
    assert queries.find_own_sheet(head_of(world), profile) is None
    own = queries.find_own_sheet(employee_of(world), profile)
    assert own is not None
    assert queries.count_own(own) == 25
    assert queries.find_own_sheet(actor(world.user(Role.FEDERAL_MANAGER)), profile) is None


def test_averages_of_three_sides_and_their_gap(world: World) -> None:
    result = queries.result_of(make_profile(world.uralmash, "self_assessed"))
    assert result is not None
    for line in result.lines:
        assert (line.management, line.staff, line.beneficiary) == (3, 2, 1)
        assert line.gap == "благополучатели видят хуже на 1,0: спросите, чего им не хватает"
        assert line.notable
    assert len(result.wishes) == 6
    assert result.accepted == 6


@pytest.mark.parametrize("people", [0, 1, 4])
def test_few_beneficiaries_are_shown_nowhere(world: World, people: int) -> None:
    result = queries.result_of(make_profile(world.uralmash, "self_assessed", beneficiaries=people))
    assert result is not None
    assert result.few
    assert result.answered == people
    assert all(line.beneficiary is None for line in result.lines)
    assert (result.plain, result.wishes, result.accepted) == ((), (), 0)


def test_a_beneficiary_is_nobody(world: World) -> None:
    """No person, no moment, no order, no journal; and the mark of who has answered leads to no answer."""
    profile = start(world.uralmash)
    before = Entry.objects.count()
    assert answer_plain(profile, "secret token", wish="Больше скамеек")
    assert Entry.objects.count() == before
    sheet = Sheet.objects.get(kind="beneficiary")
    assert sheet.user is None
    assert {sheet.pk.version, Mark.objects.get().pk.version} == {4}
    stored = (
        repr(list(Mark.objects.values())) + repr(list(Sheet.objects.values())) + repr(list(Answer.objects.values()))
    )
    assert "secret" not in stored
    columns = {field.name for model in (Sheet, Answer, Mark) for field in model._meta.get_fields()}
    assert not {name for name in columns if name.endswith(("_at", "_on", "address"))}
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(user=world.user(Role.BENEFICIARY))


def test_a_token_counts_once(world: World) -> None:
    profile = start(world.uralmash)
    assert answer_plain(profile, "one")
    assert not answer_plain(profile, "one", 3)
    scores: dict[str, int | None] = {question.code: 2 for question in PLAIN}
    again: dict[str, Any] = {"code": profile.code, "scores": scores, "accepts": None, "wish": ""}
    assert not actions.answer_as_beneficiary(tokens=("two", "one"), **again)
    assert actions.answer_as_beneficiary(tokens=("two",), **again)
    assert Sheet.objects.filter(kind="beneficiary").count() == 2


def test_bad_answers_of_a_beneficiary(world: World) -> None:
    profile = start(world.uralmash)
    good: dict[str, int | None] = {question.code: 2 for question in PLAIN}
    for scores, wish in (
        ({}, ""),
        (good | {"b1": 9}, ""),
        (dict.fromkeys(good), ""),
        (good, "я" * 601),
        (good, "звоните +7 912 345-67-89"),
    ):
        with pytest.raises(Refusal):
            actions.answer_as_beneficiary(
                code=profile.code,
                tokens=("x",),
                scores=scores,
                accepts=None,
                wish=wish,  # type: ignore[arg-type]
            )
    assert not Mark.objects.exists()
    with pytest.raises(NotSeen):
        actions.answer_as_beneficiary(code="nosuch", tokens=("x",), scores=good, accepts=None, wish="")
    done = make_profile(world.vtoroy, "self_assessed")
    with pytest.raises(actions.Late):
        actions.answer_as_beneficiary(code=done.code, tokens=("x",), scores=good, accepts=None, wish="")


def test_what_is_not_finished_does_not_count(world: World) -> None:
    profile = start(world.uralmash)
    head, employee = head_of(world), employee_of(world)
    with pytest.raises(Refusal, match="management"):
        actions.collect(actor=head, profile_id=profile.pk, version=None)
    answer_all(head, profile, 3)
    with pytest.raises(Refusal, match="staff"):
        actions.collect(actor=head, profile_id=profile.pk, version=None)
    answer_all(employee, profile, 0, close=False)
    with pytest.raises(Refusal, match="staff"):
        actions.collect(actor=head, profile_id=profile.pk, version=None)
    actions.close_sheet(actor=employee, profile_id=profile.pk)
    actions.reopen_sheet(actor=employee, profile_id=profile.pk)
    actions.close_sheet(actor=employee, profile_id=profile.pk)
    with pytest.raises(Denied):
        actions.collect(actor=employee, profile_id=profile.pk, version=None)
    actions.collect(actor=head, profile_id=profile.pk, version=None)
    with pytest.raises(Refusal, match="collected"):
        actions.answer_question(actor=employee, profile_id=profile.pk, question="p1", said=Said(3))


def test_a_sheet_is_closed_when_all_is_answered(world: World) -> None:
    profile = start(world.uralmash)
    actions.answer_question(actor=employee_of(world), profile_id=profile.pk, question="p1", said=Said(1))
    with pytest.raises(Refusal, match="missing"):
        actions.close_sheet(actor=employee_of(world), profile_id=profile.pk)
    with pytest.raises(NotSeen):
        actions.answer_question(actor=employee_of(world), profile_id=profile.pk, question="b1", said=Said(1))
    with pytest.raises(Refusal, match="score"):
        actions.answer_question(actor=employee_of(world), profile_id=profile.pk, question="p1", said=Said(7))
    with pytest.raises(Denied):
        actions.answer_question(
            actor=actor(world.user(Role.REGION_COORDINATOR)), profile_id=profile.pk, question="p1", said=Said(1)
        )


def test_records_may_speak_against(world: World) -> None:
    """Suggested, never scored by themselves; a person ticks."""
    profile = start(world.uralmash)
    [fact] = queries.facts_of(profile, "p1")
    assert fact.against
    said = Said(2, frozenset({fact.code, "nosuch"}))
    actions.answer_question(actor=employee_of(world), profile_id=profile.pk, question="p1", said=said)
    proof = Proof.objects.get()
    assert (proof.text, proof.against, proof.taken) == (fact.text, True, True)
    write_basis(head_of(world), profile)
    assert [fact.against for fact in queries.facts_of(profile, "a1")] == [False]


@pytest.mark.ledger("C5")
def test_everybody_accepts_the_principles(world: World) -> None:
    profile = start(world.uralmash)
    head, employee = head_of(world), employee_of(world)
    with pytest.raises(Refusal, match="no_statement"):
        actions.accept_principles(actor=employee, profile_id=profile.pk, digest="")
    write_basis(head, profile)
    digest = actions.digest_of(STATEMENT)
    for who in (employee, employee, head):
        actions.accept_principles(actor=who, profile_id=profile.pk, digest=digest)
    assert [one.user_id for one in queries.list_acceptances(profile)] == [employee.id, head.id]
    assert Acceptance.objects.filter(at__isnull=False).count() == 2
    with pytest.raises(Conflict):
        actions.accept_principles(actor=employee, profile_id=profile.pk, digest="0" * 64)
    with pytest.raises(Denied):
        actions.accept_principles(
            actor=actor(world.user(Role.REGION_COORDINATOR)), profile_id=profile.pk, digest=digest
        )


@pytest.mark.ledger("C6")
def test_no_plan_without_aim_limits_roles_and_the_people(world: World) -> None:
    profile = make_profile(world.uralmash, "self_assessed")
    own: dict[str, Any] = {"actor": head_of(world), "profile_id": profile.pk, "version": None}
    with pytest.raises(Refusal, match="illegal_move"):
        actions.approve_plan(**own)
    tomorrow = clock.today(world.uralmash.zone) + dt.timedelta(days=1)
    for wrong in ({"held_on": tomorrow}, {"people": 0}, {"words": "  "}):
        talk: dict[str, Any] = {"held_on": clock.today(world.uralmash.zone), "people": 3, "words": "Да"}
        with pytest.raises(Refusal):
            actions.note_discussion(**own, **(talk | wrong))
    actions.note_discussion(**own, held_on=clock.today(world.uralmash.zone), people=3, words="Да")
    with pytest.raises(Refusal, match="basis"):
        actions.approve_plan(**own)
    with pytest.raises(Refusal, match="roles"):
        actions.write_section(**own, section="purpose", typed={"aim": "a", "limits": "b", "roles": "просто родители"})
    write_basis(head_of(world), profile)
    with pytest.raises(Refusal, match="points"):
        actions.approve_plan(**own)


@pytest.mark.ledger("C18")
def test_growth_points_have_an_owner_and_a_day(world: World) -> None:
    profile = make_profile(world.uralmash, "self_assessed")
    head, employee = head_of(world), employee_of(world)
    today = clock.today(world.uralmash.zone)
    good: dict[str, Any] = {
        "title": "Совет родителей",
        "dimension": "presence",
        "level": "strategic",
        "owner_id": employee.id,
        "due_on": today + dt.timedelta(days=30),
    }
    for wrong in (
        {"title": " "},
        {"dimension": "x"},
        {"owner_id": world.stranger.pk},
        {"due_on": today},
        {"due_on": today + dt.timedelta(days=900)},
    ):
        with pytest.raises(Refusal):
            actions.add_point(actor=head, profile_id=profile.pk, **(good | wrong))
    point = actions.add_point(actor=head, profile_id=profile.pk, **good)
    assert actions.add_point(actor=head, profile_id=profile.pk, **good) == point
    with pytest.raises(Refusal, match="not_working"):
        actions.change_point(actor=employee, point_id=point.pk, version=None, state="doing", result="")


def test_the_first_step_begins_the_work_and_no_point_is_forgotten(world: World) -> None:
    profile = make_profile(world.uralmash, "in_progress")
    own: dict[str, Any] = {"actor": head_of(world), "profile_id": profile.pk, "version": None}
    with pytest.raises(Refusal, match="open_points"):
        actions.review_year(**own, words="Всё")
    point = queries.list_points(profile)[0]
    with pytest.raises(Refusal, match="result"):
        actions.change_point(actor=head_of(world), point_id=point.pk, version=None, state="dropped", result="")
    other = actor(world.stranger)
    with pytest.raises(NotSeen):
        actions.change_point(actor=other, point_id=point.pk, version=None, state="done", result="Да")


def test_the_next_year_compares_with_the_last(world: World) -> None:
    make_profile(world.uralmash, "reviewed")
    with time_machine.travel(clock.now() + dt.timedelta(days=366), tick=False):
        now = make_profile(world.uralmash, "self_assessed")
        result = queries.result_of(now)
        assert result is not None
        assert result.year_before == now.year - 1
        assert result.lines[0].before == "сотрудники: 2,0 → 2,0, благополучатели: 1,0 → 1,0"


@pytest.mark.ledger("C11")
def test_those_above_see_profiles_one_by_one(world: World) -> None:
    """In the order of the network, whatever the answers are."""
    make_profile(world.uralmash, "self_assessed")
    people_of(world.vtoroy)
    make_profile(world.vtoroy, "self_assessed", beneficiaries=0)
    year = clock.today(world.uralmash.zone).year
    region = actor(world.user(Role.REGION_COORDINATOR))
    seen = [one.unit.slug for one in queries.list_below(region, world.region, year).items]
    assert seen == ["uralmash", "vtoroy"]
    assert not queries.list_below(actor(world.stranger), world.uralmash, year).items
    profile = Profile.objects.get(unit=world.uralmash)
    advice = actions.give_advice(actor=region, profile_id=profile.pk, text="Позовите молодых родителей")
    assert [one.text for one in queries.list_advice(profile)] == [advice.text]
    with pytest.raises(Denied):
        actions.give_advice(actor=head_of(world), profile_id=profile.pk, text="Сам себе")
    with pytest.raises(NotSeen):
        queries.get_profile(actor(world.stranger), profile.pk)
