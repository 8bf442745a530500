"""Short questions and useful actions."""

import datetime as dt

import pytest
from tests.world import make_person
from tests.world import make_request as request_of
from tests.world_platform import make_mark, make_question

from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.queries import panel_opened_on
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Acquaintance, Beneficiary
from uchastie.crm.platform import actions, queries
from uchastie.crm.platform.models import Question, UsefulMark
from uchastie.crm.platform.rules import Action, Outcome, Topic
from uchastie.kernel import clock, measures
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

HOLDER = Actor(ActorKind.HOLDER)


@pytest.fixture
def employee(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def today(world):
    return clock.today(world.uralmash.zone)


def note(employee, unit, *, key="k", topic=Topic.MEDIA, **values):
    return actions.note_question(actor=employee, unit=unit, topic=topic, key=key, **values)


def total(code, unit, first, last):
    return sum(n for _, _, n in measures.get(f"platform.{code}").days([unit.pk], first, last))


def license(unit, today, *, ago, **values):
    return Licence.objects.create(
        unit=unit,
        number="ДЦ-66/900",
        state="active",
        region_id="66",
        active_at=clock.now() - dt.timedelta(days=ago),
        applied_at=clock.now(),
        signed_on=values.get("signed_on"),
    )


@pytest.mark.ledger("A100", "A101")
def test_one_tap_is_a_question_answered_and_twice_is_once(world, employee, today):
    unit = world.uralmash
    assert note(employee, unit).pk == note(employee, unit).pk
    note(employee, unit, key="group", count=12)
    note(employee, unit, key="later", topic=Topic.MOBILE, answered=False)
    asked = queries.count_asked(employee, unit, today, today)
    assert (asked.received, asked.answered, queries.count_waiting(employee, unit)) == (14, 13, 1)
    assert (total("received", unit, today, today), total("answered", unit, today, today)) == (14, 13)
    rows = measures.get("platform.received").rows(employee, unit.pk, today, today, 9)
    assert sum(row.amount for row in rows) == 14


@pytest.mark.ledger("A100")
def test_nothing_is_counted_twice_when_a_question_becomes_a_request(world, employee, today):
    unit = world.uralmash
    waiting = note(employee, unit, answered=False)
    request_of(unit, service="platform-help")
    actions.settle_question(actor=employee, question_id=waiting.pk, outcome=Outcome.REQUEST)
    assert total("received", unit, today, today) == total("answered", unit, today, today) == 0
    with pytest.raises(Refusal):
        actions.settle_question(actor=employee, question_id=waiting.pk, outcome=Outcome.ANSWERED)


def test_an_answer_counts_on_the_day_of_its_question_and_a_mistake_counts_nowhere(world, employee, today):
    unit, day = world.uralmash, today - dt.timedelta(days=3)
    late = note(employee, unit, day=day, answered=False)
    assert (total("received", unit, day, day), total("answered", unit, day, today)) == (1, 0)
    actions.settle_question(actor=employee, question_id=late.pk, outcome=Outcome.ANSWERED)
    assert (total("answered", unit, day, day), total("answered", unit, today, today)) == (1, 0)
    actions.settle_question(actor=employee, question_id=late.pk, outcome=Outcome.MISTAKE)
    assert total("received", unit, day, today) == 0
    with pytest.raises(Refusal):
        actions.settle_question(actor=employee, question_id=late.pk, outcome=Outcome.WAITING)


@pytest.mark.ledger("A100")
def test_questions_count_from_the_day_the_panel_was_opened(world, employee, today):
    unit = world.uralmash
    assert panel_opened_on(unit) is None
    license(unit, today, ago=5)
    opened = panel_opened_on(unit)
    assert opened == today - dt.timedelta(days=5)
    assert note(employee, unit, day=opened).day == opened
    with pytest.raises(Refusal) as refused:
        note(employee, unit, key="early", day=opened - dt.timedelta(days=1))
    assert refused.value.code == "before_panel"


def test_a_paper_from_before_this_system_opened_the_panel_when_it_was_signed(world, today):
    signed = today - dt.timedelta(days=400)
    license(world.uralmash, today, ago=1, signed_on=signed)
    assert panel_opened_on(world.uralmash) == signed


@pytest.mark.parametrize(
    "values", [{"count": 0}, {"count": 201}, {"day": dt.date(2100, 1, 1)}, {"day": dt.date(2001, 1, 1)}]
)
def test_wrong_questions_are_refused(world, employee, values):
    with pytest.raises(Refusal):
        note(employee, world.uralmash, **values)
    assert not Question.objects.exists()


def test_only_the_centre_notes_and_settles(world, actor_of):
    made = make_question(world.uralmash, outcome="waiting")
    for who, error in ((Role.REGION_COORDINATOR, Denied), (Role.FEDERAL_MANAGER, Denied), ("stranger", NotSeen)):
        with pytest.raises(error):
            note(actor_of(who), world.uralmash)
        with pytest.raises(error):
            actions.settle_question(actor=actor_of(who), question_id=made.pk, outcome=Outcome.ANSWERED)


@pytest.mark.ledger("A104")
def test_a_useful_action_of_a_day_is_marked_once_whoever_says_so(world, employee, today):
    unit, person = world.uralmash, make_person(world.uralmash)
    said = actions.declare_useful(holder=HOLDER, person_id=person.pk, unit=unit, kind=Action.BLOOD, day=today)
    noted = actions.note_useful(actor=employee, unit=unit, person_id=person.pk, kind=Action.BLOOD, day=today)
    assert (noted.pk, noted.source) == (said.pk, "self")
    actions.note_useful(actor=employee, unit=unit, person_id=person.pk, kind=Action.STUDY, day=today)
    assert queries.count_marked(unit, today, today) == 1
    actions.take_back_useful(actor=employee, mark_id=noted.pk)
    again = actions.note_useful(actor=employee, unit=unit, person_id=person.pk, kind=Action.BLOOD, day=today)
    assert again.pk != noted.pk
    assert len(queries.list_own_marks([person.pk])) == 2


@pytest.mark.ledger("A104")
def test_people_unsay_what_they_said_and_nothing_else(world, today):
    unit, person, other = world.uralmash, make_person(world.uralmash), make_person(world.uralmash, phone="+79125550001")
    own = make_mark(unit, person, source="self")
    noted = make_mark(unit, person, kind="news")
    actions.take_back_own(holder=HOLDER, person_ids=[person.pk], mark_id=own.pk)
    for mark, who in ((noted, person), (make_mark(unit, other, source="self"), person)):
        with pytest.raises(NotSeen):
            actions.take_back_own(holder=HOLDER, person_ids=[who.pk], mark_id=mark.pk)
    assert UsefulMark.objects.filter(cancelled_at=None).count() == 2


def test_marks_are_made_only_by_the_centre_that_knows_the_person(world, actor_of, employee, today):
    person, school = make_person(world.vtoroy), Beneficiary.objects.create(name="Школа", kind="organisation")
    Acquaintance.objects.create(beneficiary=school, unit=world.uralmash)
    values = {"unit": world.uralmash, "kind": Action.GIFT, "day": today}
    with pytest.raises(NotSeen):
        actions.note_useful(actor=employee, person_id=person.pk, **values)
    with pytest.raises(Refusal):
        actions.note_useful(actor=employee, person_id=school.pk, **values)
    with pytest.raises(Denied):
        actions.declare_useful(holder=employee, person_id=person.pk, **values)
    with pytest.raises(Denied):
        queries.list_marks(actor_of(Role.REGION_COORDINATOR), world.uralmash)


def test_marks_follow_a_merged_person_and_no_mark_is_doubled(world, actor_of, today):
    unit = world.uralmash
    kept, gone = make_person(unit), make_person(unit, name="Ларина В. П.")
    make_mark(unit, kept), make_mark(unit, gone), make_mark(unit, gone, kind="blood")
    people.merge_cards(
        actor_of(Role.CENTRE_HEAD),
        unit=unit,
        kept_id=kept.pk,
        merged_id=gone.pk,
        versions=(None, None),
        choices={},
        reason="Один человек",
    )
    assert sorted(mark.kind for mark in UsefulMark.objects.filter(person=kept)) == ["blood", "study"]
