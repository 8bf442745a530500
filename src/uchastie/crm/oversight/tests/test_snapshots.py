"""Snapshots by the clock, corrections by versions, pages for those who may see them."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.world import sign_in
from tests.world_opeka import make_case, make_pair

from uchastie.crm.accounts.rules import Role
from uchastie.crm.followup.models import Call, CallSide, HelpFact
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.network import queries as network
from uchastie.crm.oversight import actions, queries, rules
from uchastie.crm.oversight.models import Snapshot
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

DAY = dt.date(2026, 11, 18)  # a Wednesday
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def six(world):
    return rules.moment_of(DAY, world.region.zone)


@pytest.fixture
def coordinator(world):
    return network.actor_of(world.user(Role.REGION_COORDINATOR))


@pytest.fixture
def helped(world, six):
    """A pair whose help began five days before the snapshot."""
    with clock.at(six - dt.timedelta(days=9)):
        pair = make_pair(world, state="active")
    pair.apply(help_started_on=DAY - dt.timedelta(days=5), activated_at=six - dt.timedelta(days=5))
    return pair


def help_with(pair, *, on=DAY, at, category="children"):
    return HelpFact.objects.create(
        guardianship=pair,
        unit=pair.unit,
        category_id=category,
        on=on,
        amount="Отвезли",
        author="guardian",
        logged_at=at,
    )


@pytest.mark.ledger("B15", "B48")
def test_a_snapshot_counts_the_region_and_nothing_else(world, six, helped):
    with clock.at(six - HOUR):
        make_case(world)
        make_case(world, unit=world.other_region)
        make_pair(world, state="matched", proposed_at=six - dt.timedelta(days=4))
    help_with(helped, at=six - HOUR)
    help_with(helped, at=six - 2 * HOUR)
    help_with(helped, on=DAY - dt.timedelta(days=3), at=six - 72 * HOUR)
    help_with(helped, at=six + HOUR)  # after six: tomorrow's
    figures = queries.count_figures(world.region, DAY)
    assert (figures.helped, figures.waiting, figures.begun, figures.overdue) == (1, 2, 0, 1)
    assert (figures.facts, figures.aided) == (2, 1)
    assert [(line.code, line.day, line.total) for line in figures.categories] == [("children", 1, 1)]


def test_a_family_is_new_on_the_day_its_help_begins_and_gone_on_the_day_it_ends(world, six, helped):
    begun = queries.count_figures(world.region, DAY - dt.timedelta(days=5))
    assert (begun.helped, begun.begun, begun.ended) == (1, 1, 0)
    helped.apply(ended_on=DAY, ended_at=six - HOUR)
    ended = queries.count_figures(world.region, DAY)
    assert (ended.helped, ended.begun, ended.ended) == (0, 0, 1)


def test_a_call_is_missed_from_the_end_of_its_day_until_both_have_talked(world, six, helped):
    call = Call.objects.create(
        guardianship=helped, unit=helped.unit, number=0, due_on=DAY, work_on=DAY - HOUR * 48, attention_on=DAY
    )
    assert queries.count_figures(world.region, DAY - dt.timedelta(days=2)).missed == 0
    assert queries.count_figures(world.region, DAY).missed == 1
    for side in ("family", "guardian"):
        CallSide.objects.create(call=call, side=side, state="done", at=six - HOUR, done_at=six - HOUR)
    call.apply(state="closed", attention_on=None)
    assert queries.count_figures(world.region, DAY).missed == 0
    assert queries.count_figures(world.region, DAY - dt.timedelta(days=1)).missed == 1


@pytest.mark.ledger("B48")
def test_each_region_is_taken_once_when_its_six_has_come(world, six):
    siberia = rules.moment_of(DAY, world.other_region.zone)
    assert siberia < six
    with clock.at(siberia):
        taken = actions.take_due()
        assert actions.take_due() == 0
    ours = Snapshot.objects.filter(unit__in=[world.region, world.other_region])
    before = DAY - dt.timedelta(days=1)
    assert set(ours.values_list("unit", "day")) == {(world.other_region.pk, DAY), (world.region.pk, before)}
    assert taken == queries.list_headquarters(SYSTEM).count(), "every region, each its own newest day"
    with clock.at(six):
        actions.take_due()
        assert actions.take_due() == 0
    assert ours.filter(unit=world.region, day=DAY).exists()
    assert not ours.filter(day=DAY, late=True).exists()


def test_a_region_that_cannot_be_counted_keeps_back_none_of_the_others(world, six, helped):
    last = dt.date.max  # the day after it does not exist: counting the region fails
    call = Call.objects.create(
        guardianship=helped, unit=helped.unit, number=0, due_on=last, work_on=last, attention_on=last
    )
    with clock.at(six), pytest.raises(ExceptionGroup) as told:
        actions.take_due()
    assert len(told.value.exceptions) == 1
    taken = set(Snapshot.objects.values_list("unit", flat=True))
    assert taken == {unit.pk for unit in queries.list_headquarters(SYSTEM)} - {world.region.pk}
    call.delete()
    with clock.at(six):
        assert actions.take_due() == 1, "counted at the next turn, when the records are mended"


def test_after_a_standstill_missing_days_are_made_and_said_to_be_late(world, six):
    with clock.at(six):
        actions.take_due()
    with clock.at(six + dt.timedelta(days=3, hours=1)):
        actions.take_due()
    found = Snapshot.objects.filter(unit=world.region).order_by("day").values_list("day", "late")
    assert list(found) == [(DAY, False), *((DAY + dt.timedelta(days=step), True) for step in (1, 2, 3))]


def test_a_correction_is_one_more_version_with_its_reason(world, six, coordinator, helped):
    with clock.at(six):
        actions.take_due()
    make_pair(world, state="active", help_started_on=DAY, activated_at=six + dt.timedelta(days=1))
    asked = {"actor": coordinator, "unit_id": world.region.pk, "day": DAY, "version": 1}
    with clock.at(six + dt.timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            actions.correct_snapshot(**asked, reason="  ")
        assert refused.value.field == "reason"
        made = actions.correct_snapshot(**asked, reason="Внесли позже")
        with pytest.raises(Conflict):
            actions.correct_snapshot(**asked, reason="Ещё раз")
        with pytest.raises(Refusal) as refused:
            actions.correct_snapshot(**(asked | {"version": 2}), reason="Ещё раз")
        assert refused.value.code == "nothing_changed"
    old, new = queries.list_versions(coordinator, world.region, DAY)[::-1]
    assert (old.figures["helped"], new.figures["helped"], new.figures["begun"]) == (1, 2, 1)
    assert (made.version, made.reason, made.by_id) == (2, "Внесли позже", coordinator.id)


def test_nobody_asks_for_a_day_that_is_not_over(world, six, coordinator):
    with clock.at(six - HOUR), pytest.raises(Refusal) as refused:
        actions.correct_snapshot(actor=coordinator, unit_id=world.region.pk, day=DAY, version=1, reason="Так")
    assert refused.value.code == "day_not_over"


def test_a_snapshot_cannot_be_changed_by_anybody(world, six):
    with clock.at(six):
        actions.take_due()
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.update(late=True)


def test_a_region_reads_its_own_and_only_a_coordinator_corrects(world, six, coordinator):
    with clock.at(six):
        actions.take_due()
    with pytest.raises(NotSeen):
        queries.get_snapshot(coordinator, world.other_region, DAY)
    manager = network.actor_of(world.user(Role.FEDERAL_MANAGER))
    assert queries.get_snapshot(manager, world.other_region, DAY)
    with clock.at(six + HOUR), pytest.raises(NotSeen):
        actions.correct_snapshot(actor=manager, unit_id=world.region.pk, day=DAY, version=1, reason="Так")
    with pytest.raises(NotSeen):
        queries.get_region(coordinator, world.uralmash.pk)
    with pytest.raises(NotSeen):
        queries.get_region(coordinator, uuid4())


def test_the_page_shows_versions_and_takes_a_correction(world, six, helped):
    with clock.at(six):
        actions.take_due()
    make_pair(world, state="active", help_started_on=DAY, activated_at=six + dt.timedelta(days=1))
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    there = reverse("oversight:correction") + f"?day={DAY.isoformat()}"
    refused = client.post(there, {"version": "1", "reason": ""})
    assert refused.status_code == 422
    assert "почему цифра другая" in refused.content.decode()
    done = client.post(there, {"version": "1", "reason": "Внесли позже"}, follow=True)
    text = done.content.decode()
    assert "Внесли позже" in text
    assert "Версия 2" in text
    assert client.get(reverse("oversight:report_export")).status_code == 200


@pytest.mark.ledger("B9", "B15")
def test_the_federal_board_counts_what_is_overdue_and_hides_few_families(world, helped):
    now = clock.now()
    make_pair(world, state="matched", proposed_at=now - dt.timedelta(days=5))
    Call.objects.create(
        guardianship=helped,
        unit=helped.unit,
        number=1,
        due_on=now.date() - dt.timedelta(days=4),
        work_on=now.date() - dt.timedelta(days=4),
        attention_on=now.date(),
    )
    actions.take_due()
    lines = queries.list_regions(network.actor_of(world.user(Role.FEDERAL_ANALYST)))
    ural = next(line for line in lines if line.unit == world.region)
    assert lines[0] == ural
    assert (ural.control.overdue, ural.control.missed, ural.control.report) == (1, 1, True)
    siberia = next(line for line in lines if line.unit == world.other_region)
    assert not siberia.control.coordinated
    page = sign_in(world.user(Role.FEDERAL_ANALYST)).get(reverse("oversight:control") + "?view=table")
    assert "меньше 5" in page.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("pairs", [2, 20])
def test_the_board_costs_the_same(world, pairs, django_assert_max_num_queries):
    for _ in range(pairs):
        make_pair(world, state="matched", proposed_at=clock.now() - dt.timedelta(days=5))
    with django_assert_max_num_queries(7):
        queries.list_regions(network.actor_of(world.user(Role.FEDERAL_MANAGER)))
    assert Guardianship.objects.count() == pairs


@pytest.mark.parametrize("body", [{}, {"version": "1", "reason": "Внесли позже"}])
def test_a_day_without_a_snapshot_has_nothing_to_correct(world, body):
    client = sign_in(world.user(Role.REGION_COORDINATOR))
    assert client.get(reverse("oversight:report")).status_code == 200
    refused = client.post(reverse("oversight:correction"), body)
    assert refused.status_code == 422
    assert ("исправлять нечего" if body else "Проверьте") in refused.content.decode().replace("\xa0", " ")


@pytest.mark.ledger("B9")
def test_a_region_without_a_coordinator_stands_first_and_the_federal_team_may_name_one(world):
    make_case(world, unit=world.other_region)
    lines = queries.list_regions(network.actor_of(world.user(Role.FEDERAL_ANALYST)))
    assert lines[0].unit == world.other_region
    assert lines[0].control.words == "нет координатора, а семьи есть"
    url = reverse("oversight:control") + f"?unit={world.other_region.pk}"
    page = sign_in(world.user(Role.FEDERAL_MANAGER)).get(url).content.decode()
    assert "Назначить координатора" in page
    assert reverse("network:unit", args=[world.other_region.slug]) in page
    assert "Назначить координатора" not in sign_in(world.user(Role.FEDERAL_ANALYST)).get(url).content.decode()
