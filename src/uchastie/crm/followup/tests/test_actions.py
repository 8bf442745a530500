"""Calls, talks, marks of help and reports through the database."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.world import actor as actor_of
from tests.world_opeka import make_case, make_category, make_pair

from uchastie.crm.accounts.rules import Role
from uchastie.crm.followup import actions, handlers, queries
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.actions.talks import Talk
from uchastie.crm.followup.models import Call, CallSide, HelpFact
from uchastie.crm.followup.queries import Tab
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.followup.rules.schedule import Outcome, Party
from uchastie.crm.followup.rules.script import Settling
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.guardianship.events import PairEnded
from uchastie.crm.journal.models import Entry
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor, ActorKind
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

START = dt.date(2026, 11, 9)
NOON = dt.datetime(2026, 11, 9, 7, tzinfo=dt.UTC)  # noon in Yekaterinburg
day = lambda number, month=11, year=2026: dt.datetime(year, month, number, 7, tzinfo=dt.UTC)  # noqa: E731
FULL = {"frequency": "weekly", "done": ["children"], "time": "yes", "changed": "no", "go_on": "yes"}


@pytest.fixture
def pair(world):
    with clock.at(NOON):
        made = make_pair(world, state="active", help_started_on=START)
        actions.plan_calls(guardianship_id=made.pk, started_on=START)
    return made


@pytest.fixture
def call(pair) -> Call:
    return Call.objects.get(guardianship=pair, number=0)


def holder(pk) -> Actor:
    return Actor(ActorKind.HOLDER, id=pk)


def note(
    actor: Actor, call: Call, side: Party, outcome: Outcome = Outcome.TALKED, at: dt.datetime | None = None, **values
):
    talk = Talk(outcome, values.pop("answers", FULL if outcome is Outcome.TALKED else {}), **values)
    with clock.at(at or day(23)):
        return actions.note_talk(actor=actor, call_id=call.pk, side=side, version=None, talk=talk)


def dates(pair) -> list[dt.date]:
    return list(Call.objects.filter(guardianship=pair).order_by("number").values_list("work_on", flat=True))


# ------------------------------------------------------------------------------------------------ the schedule


@pytest.mark.ledger("B46")
def test_the_help_begins_and_a_year_of_calls_is_there(pair):
    assert Call.objects.filter(guardianship=pair).count() == 13
    assert dates(pair)[:4] == [dt.date(2026, 11, 23), dt.date(2026, 12, 9), dt.date(2027, 1, 11), dt.date(2027, 2, 9)]
    assert CallSide.objects.filter(call__guardianship=pair).count() == 26


def test_planned_twice_is_planned_once(pair):
    with clock.at(NOON):
        assert actions.plan_calls(guardianship_id=pair.pk, started_on=START) == 0


@pytest.mark.ledger("B46")
def test_every_month_one_call_is_added(pair):
    with clock.at(day(10, 12)):
        assert actions.extend_calls() == 1
        assert actions.extend_calls() == 0
    assert dates(pair)[-1] == dt.date(2027, 12, 9)


def test_a_pair_that_has_ended_gets_no_more(pair):
    type(pair).objects.filter(pk=pair.pk).update(state="ended", end_side="hq", end_reason="other", ended_on=START)
    with clock.at(day(10, 12)):
        assert actions.extend_calls() == 0


@pytest.mark.ledger("B46")
def test_the_ending_cancels_what_is_to_come(pair, call, coordinator):
    note(coordinator, call, Party.FAMILY)
    note(coordinator, call, Party.GUARDIAN)
    handlers.end_calls(PairEnded(pair.pk, pair.case_id, pair.guardian_id, "other"))

    states = list(Call.objects.filter(guardianship=pair).order_by("number").values_list("state", flat=True))
    assert states == ["closed"] + ["cancelled"] * 12
    assert not Call.objects.filter(guardianship=pair, attention_on__isnull=False).exists()
    with pytest.raises(Refusal):
        note(coordinator, Call.objects.get(guardianship=pair, number=1), Party.FAMILY)


@pytest.mark.ledger("B46")
def test_a_late_call_shifts_nothing(pair, call, coordinator):
    before = dates(pair)
    note(coordinator, call, Party.FAMILY, at=day(8, 12))
    note(coordinator, call, Party.GUARDIAN, at=day(8, 12))

    assert dates(pair) == before


def test_a_moved_start_moves_only_calls_nobody_has_begun(pair, call, coordinator):
    note(coordinator, call, Party.FAMILY, Outcome.NO_ANSWER)
    with clock.at(day(23)):
        moved = actions.move_calls(guardianship_id=pair.pk, started_on=dt.date(2026, 11, 10))

    assert moved >= 10
    assert dates(pair)[:2] == [dt.date(2026, 11, 23), dt.date(2026, 12, 10)]


def test_the_first_talk_fixes_the_start(pair, call, coordinator):
    note(coordinator, call, Party.FAMILY)

    with pytest.raises(Refusal) as refused, clock.at(day(23)):
        guardianship.set_start(actor=coordinator, guardianship_id=pair.pk, started_on=dt.date(2026, 11, 8))
    assert refused.value.code == "start_fixed"


# ------------------------------------------------------------------------------------------------ talks


@pytest.mark.ledger("B46")
def test_nobody_answered_leaves_the_call_open_until_the_next_working_day(call, coordinator):
    noted = note(coordinator, call, Party.FAMILY, Outcome.NO_ANSWER, at=day(27))  # a Friday
    note(coordinator, call, Party.GUARDIAN, at=day(27))
    call.refresh_from_db()

    side = call.sides.get(side="family")
    assert (side.state, side.attempts, side.retry_on) == ("no_answer", 1, dt.date(2026, 11, 30))
    assert (noted.state, call.attention_on) == ("open", dt.date(2026, 11, 30))


def test_both_sides_close_the_call(call, coordinator):
    note(coordinator, call, Party.FAMILY)
    closed = note(coordinator, call, Party.GUARDIAN, Outcome.SKIPPED, skip_reason="away")

    assert (closed.state, closed.attention_on) == ("closed", None)


def test_later_is_the_day_they_named(call, coordinator):
    note(coordinator, call, Party.FAMILY, Outcome.LATER, later_on=dt.date(2026, 11, 28))

    assert call.sides.get(side="family").retry_on == dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": Outcome.TALKED, "answers": {}},
        {"outcome": Outcome.SKIPPED},
        {"outcome": Outcome.SKIPPED, "skip_reason": "other"},
        {"outcome": Outcome.LATER, "later_on": dt.date(2026, 11, 20)},
        {"outcome": Outcome.TALKED, "note": "а" * 1001},
    ],
)
def test_bad_input_writes_nothing(call, coordinator, values):
    with pytest.raises(Refusal):
        note(coordinator, call, Party.FAMILY, **values)
    assert call.sides.get(side="family").attempts == 0


def test_two_coordinators_do_not_overwrite_each_other(call, coordinator):
    note(coordinator, call, Party.FAMILY)
    with pytest.raises(Conflict):
        actions.note_talk(
            actor=coordinator, call_id=call.pk, side=Party.FAMILY, version=call.version, talk=Talk(Outcome.NO_ANSWER)
        )


@pytest.mark.ledger("B46")
def test_answers_that_disagree_are_seen_and_settled(pair, call, coordinator):
    note(coordinator, call, Party.FAMILY)
    noted = note(coordinator, call, Party.GUARDIAN, answers=FULL | {"frequency": "often"})
    assert noted.differs
    assert [alarm.kind for alarm in _alarms(pair, 23)] == ["disagree"]

    with clock.at(day(23)):
        settled = actions.settle_difference(
            actor=coordinator, call_id=call.pk, version=None, way=Settling.CALL_AGAIN, note="Уточнить, сколько раз"
        )
    assert (settled.state, settled.attention_on) == ("open", dt.date(2026, 11, 23))
    assert _alarms(pair, 23) == ()

    again = note(coordinator, call, Party.GUARDIAN)
    assert (again.differs, again.settled, again.state) == (False, "", "closed")


def test_answers_that_agree_need_no_settling(call, coordinator):
    with pytest.raises(Refusal):
        actions.settle_difference(actor=coordinator, call_id=call.pk, version=None, way=Settling.MEET)


def _alarms(pair, number: int, month: int = 11):
    with clock.at(day(number, month)):
        return queries.alarms_of_pair(pair)


@pytest.mark.parametrize("who", ["stranger", "guardian", "family", "nobody"])
def test_only_the_coordinator_of_the_region_calls(pair, call, stranger, who):
    other = {
        "stranger": stranger,
        "guardian": holder(pair.guardian_id),
        "family": holder(pair.case_id),
        "nobody": NOBODY,
    }
    with pytest.raises(NotSeen):
        note(other[who], call, Party.FAMILY)


def test_the_journal_knows_codes_and_no_words(call, coordinator):
    note(coordinator, call, Party.FAMILY, note="Ольга просит звонить вечером")

    entry = Entry.objects.get(verb="call_noted")
    assert "Ольга" not in str(entry.details)


# ------------------------------------------------------------------------------------------------ boards


def test_the_board_of_a_day(world, pair, coordinator):
    with clock.at(day(23)):
        today = queries.list_board(coordinator, world.region, Tab.TODAY)
        counts = queries.count_tabs(coordinator, world.region)
    assert [row.call.number for row in today.items] == [0]
    assert counts == {Tab.TODAY: 1, Tab.LATE: 0, Tab.COMING: 1}

    with clock.at(day(24)):
        late = queries.list_board(coordinator, world.region, Tab.LATE)
    assert [row.call.number for row in late.items] == [0]


def test_another_region_has_no_board_here(world, pair, stranger):
    for ask in (queries.list_gaps, queries.list_alarms, queries.count_tabs):
        with pytest.raises(NotSeen):
            ask(stranger, world.region)


def test_a_gap_of_contact_names_the_side(world, pair, call, coordinator):
    note(coordinator, call, Party.FAMILY)
    with clock.at(day(20, 12)):
        (gap,) = queries.list_gaps(coordinator, world.region)
    assert (gap.family, gap.guardian) == (0, 41)


@pytest.mark.ledger("B46")
def test_boards_ask_a_fixed_number_of_questions(world, pair, coordinator, django_assert_max_num_queries):
    with clock.at(NOON):
        for _ in range(4):
            more = make_pair(world, state="active", help_started_on=START)
            actions.plan_calls(guardianship_id=more.pk, started_on=START)
    with clock.at(day(20, 12)):
        for ask in (queries.list_gaps, queries.list_alarms):
            with django_assert_max_num_queries(8):
                assert len(ask(coordinator, world.region)) == 5
        with django_assert_max_num_queries(4):
            assert len(queries.list_board(coordinator, world.region, Tab.LATE).items) == 10


# ------------------------------------------------------------------------------------------------ help


def log(actor: Actor, pair, **values) -> HelpFact:
    values = {"category": "children", "on": dt.date(2026, 11, 20), "amount": "забирали из школы"} | values
    with clock.at(day(23)):
        return actions.log_help(actor=actor, guardianship_id=pair.pk, help=Help(**values))


@pytest.mark.ledger("B20")
@pytest.mark.ledger("B47")
def test_the_guardian_marks_help_and_the_family_confirms(pair):
    fact = log(holder(pair.guardian_id), pair, hours=Decimal("1.5"))
    assert (fact.author, fact.confirmed_at) == ("guardian", None)

    confirmed = actions.answer_help(actor=holder(pair.case_id), fact_id=fact.pk, verdict=Verdict.CONFIRMED)
    assert confirmed.confirmed_at is not None


@pytest.mark.ledger("B25")
def test_the_family_says_that_it_was_not_so(pair):
    fact = log(holder(pair.guardian_id), pair)
    actions.answer_help(actor=holder(pair.case_id), fact_id=fact.pk, verdict=Verdict.DISPUTED, note="Не приезжали")
    assert [alarm.kind for alarm in _alarms(pair, 23)] == ["disputed"]

    actions.answer_help(actor=holder(pair.case_id), fact_id=fact.pk, verdict=Verdict.CONFIRMED)
    fact.refresh_from_db()
    assert (fact.disputed_at, fact.dispute_note) == (None, "")
    assert _alarms(pair, 23) == ()


def test_nobody_confirms_for_the_family(pair, coordinator, stranger):
    fact = log(coordinator, pair)
    for who in (coordinator, holder(pair.guardian_id), stranger, NOBODY):
        with pytest.raises(NotSeen):
            actions.answer_help(actor=who, fact_id=fact.pk, verdict=Verdict.CONFIRMED)


def test_who_may_mark_help(world, pair, stranger):
    for who in (holder(pair.case_id), holder(make_case(world).pk), stranger, NOBODY):
        with pytest.raises(NotSeen):
            log(who, pair)


@pytest.mark.ledger("B20")
def test_help_is_what_the_guardian_has_promised_or_can(pair):
    make_category("repair", "Ремонт")
    with pytest.raises(Refusal) as refused:
        log(holder(pair.guardian_id), pair, category="repair")
    assert refused.value.field == "category"


@pytest.mark.parametrize(
    "values",
    [{"on": dt.date(2026, 11, 8)}, {"on": dt.date(2026, 11, 24)}, {"amount": ""}, {"hours": Decimal(30)}],
)
def test_wrong_marks_are_refused(pair, values):
    with pytest.raises(Refusal):
        log(holder(pair.guardian_id), pair, **values)


def test_a_need_of_another_family_is_not_named(world, pair):
    other = make_case(world).needs.get()
    with pytest.raises(NotSeen):
        log(holder(pair.guardian_id), pair, need_id=other.pk)


def test_a_mark_taken_off_is_not_counted(world, pair, coordinator):
    fact = log(holder(pair.guardian_id), pair)
    federal = actor_of(world.user(Role.FEDERAL_MANAGER))
    month = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    (line,) = queries.sum_help(federal, world.federal, *month)
    assert (line.region, line.families, line.marks) == ("Свердловская область", 1, 1)

    actions.withdraw_help(actor=coordinator, fact_id=fact.pk)
    assert queries.sum_help(federal, world.federal, *month) == []
    with pytest.raises(Refusal):
        actions.answer_help(actor=holder(pair.case_id), fact_id=fact.pk, verdict=Verdict.CONFIRMED)


def test_the_guardian_does_not_take_off_what_is_confirmed(pair):
    fact = log(holder(pair.guardian_id), pair)
    actions.answer_help(actor=holder(pair.case_id), fact_id=fact.pk, verdict=Verdict.CONFIRMED)
    with pytest.raises(Refusal):
        actions.withdraw_help(actor=holder(pair.guardian_id), fact_id=fact.pk)


@pytest.mark.ledger("B8")
def test_the_federal_team_sees_numbers_and_no_family(world, pair):
    log(holder(pair.guardian_id), pair)
    federal = actor_of(world.user(Role.FEDERAL_MANAGER))
    with pytest.raises(NotSeen):
        queries.list_help(federal, world.federal, START, dt.date(2026, 11, 30))


# ------------------------------------------------------------------------------------------------ reports


def report(actor: Actor, pair, **values):
    values = {"month": dt.date(2026, 11, 5), "text": "Каждую неделю забирали сына из школы"} | values
    with clock.at(day(30)):
        return actions.send_report(actor=actor, guardianship_id=pair.pk, **values)


@pytest.mark.ledger("B31")
def test_the_guardian_reports_a_month_and_the_coordinator_reads(pair, coordinator):
    sent = report(holder(pair.guardian_id), pair, wants_help=True)
    assert (sent.month, sent.read_at) == (dt.date(2026, 11, 1), None)
    assert actions.read_report(actor=coordinator, report_id=sent.pk).read_at is not None

    again = report(holder(pair.guardian_id), pair, text="Ещё купили ранец и тетради")
    assert (again.pk, again.read_at) == (sent.pk, None)


@pytest.mark.parametrize(
    "values", [{"text": "Ок"}, {"month": dt.date(2026, 12, 1)}, {"month": dt.date(2026, 10, 1)}, {"text": "а" * 4001}]
)
def test_a_report_is_of_a_month_of_help(pair, values):
    with pytest.raises(Refusal):
        report(holder(pair.guardian_id), pair, **values)


def test_nobody_reports_for_the_guardian(pair, coordinator, stranger):
    for who in (coordinator, holder(pair.case_id), stranger):
        with pytest.raises(NotSeen):
            report(who, pair)
    sent = report(holder(pair.guardian_id), pair)
    for who in (holder(pair.case_id), stranger):
        with pytest.raises(NotSeen):
            queries.get_report(who, sent.pk)
