"""Communities with readings, what is put up, and the figures of both."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from PIL import Image
from tests.world_platform import make_community, make_placement, make_reading

from uchastie.crm.accounts.rules import Role
from uchastie.crm.platform import actions, queries, rules
from uchastie.crm.platform.actions.communities import Count
from uchastie.crm.platform.actions.placements import Proof
from uchastie.crm.platform.models import Placement, Reading
from uchastie.crm.platform.queries import figures
from uchastie.kernel import bus, clock, measures
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal
from uchastie.kernel.measures import DaysChanged


@pytest.fixture
def employee(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def today(world):
    return clock.today(world.uralmash.zone)


@pytest.fixture
def told(monkeypatch):
    """What is announced, kept in the order of its telling."""
    heard = []
    bus.subscribe(DaysChanged, heard.append)
    yield heard
    bus._handlers[DaysChanged].remove(heard.append)


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "PNG")
    file.seek(0)
    file.name = "плакат.png"
    return file


def open_one(employee, unit, kind="local", days_ago=60, url="vk.com/sosedi"):
    return actions.open_community(
        actor=employee,
        unit=unit,
        kind=rules.Community(kind),
        name="  Соседи   Уралмаша ",
        url=url,
        opened_on=clock.today(unit.zone) - dt.timedelta(days=days_ago),
    )


def values_of(code, unit, first, last):
    return [(day, value) for _, day, value in measures.get(f"platform.{code}").days([unit.pk], first, last)]


@pytest.mark.ledger("A81")
def test_a_community_is_written_down_and_closed(world, employee, today, told):
    unit = world.uralmash
    made = open_one(employee, unit)
    assert (made.name, made.url) == ("Соседи Уралмаша", "https://vk.com/sosedi")
    opened, closed = made.opened_on, today - dt.timedelta(days=2)
    assert values_of("communities", unit, opened, today) == [(opened, 1)]
    with pytest.raises(Refusal):
        open_one(employee, unit)
    actions.close_community(actor=employee, community_id=made.pk, closed_on=closed)
    actions.close_community(actor=employee, community_id=made.pk, closed_on=today)
    assert values_of("communities", unit, today, today) == [(closed, 0)]
    assert [event.days for event in told] == [(opened,), (closed,)]
    assert open_one(employee, unit).pk != made.pk
    assert len(measures.get("platform.communities").rows(employee, unit.pk, opened, today, 9)) == 1


@pytest.mark.ledger("A82")
def test_numbers_that_fall_are_taken_and_the_plan_follows_the_subscribers(world, employee, today):
    unit = world.uralmash
    own, local = open_one(employee, unit, "centre", url="vk.com/centre"), open_one(employee, unit)
    before = today - dt.timedelta(days=30)
    for day, subscribers, active in ((before, 228, 41), (today, 201, 40)):
        counts = {own.pk: Count(subscribers=subscribers), local.pk: Count(active=active)}
        actions.take_readings(actor=employee, unit=unit, day=day, counts=counts)
    standing = queries.get_standing(employee, unit)
    assert (standing.subscribers, standing.active, standing.required) == (201, 40, 41)
    assert (standing.own.change, standing.local[0].change) == (-27, -1)
    assert values_of("subscribers", unit, today, today) == [(before, 228), (today, 201)]
    assert values_of("active", unit, before, today) == [(before, 41), (today, 40)]
    shown = measures.get("platform.active").rows(employee, unit.pk, before, today, 9)
    assert [(one.day, one.amount) for one in shown] == [(today, 40)]
    assert [one.code for one in standing.missing][:1] == ["active"]


def test_a_reading_of_the_same_day_is_corrected_and_the_old_one_kept(world, employee, today, told):
    unit = world.uralmash
    local = open_one(employee, unit)
    told.clear()
    for active in (41, 41, 14):
        actions.take_readings(actor=employee, unit=unit, day=today, counts={local.pk: Count(active=active)})
    rows = list(Reading.objects.order_by("made_at"))
    assert [(row.active, row.replaced_at is None) for row in rows] == [(41, False), (14, True)]
    assert [event.days for event in told] == [(today,), (today,)]
    assert len(queries.list_readings(employee, unit).items) == 2


def test_wrong_readings_are_refused(world, employee, today):
    unit = world.uralmash
    local = open_one(employee, unit, days_ago=5)
    for day, count in (
        (today + dt.timedelta(days=1), Count(active=4)),
        (today - dt.timedelta(days=6), Count(active=4)),
        (today, Count(active=4, subscribers=3)),
    ):
        with pytest.raises(Refusal):
            actions.take_readings(actor=employee, unit=unit, day=day, counts={local.pk: count})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_reading(local, 5, subscribers=4)


def test_readings_are_in_the_way_of_another_opening_and_of_an_early_closing(world, employee, today):
    local = open_one(employee, world.uralmash)
    actions.take_readings(actor=employee, unit=world.uralmash, day=today, counts={local.pk: Count(active=4)})
    values = {"actor": employee, "community_id": local.pk}
    with pytest.raises(Refusal):
        actions.close_community(closed_on=today, **values)
    with pytest.raises(Conflict):
        actions.change_community(name="А", url="vk.com/a", opened_on=today, version=7, **values)
    changed = actions.change_community(name="А", url="vk.com/a", opened_on=today, version=1, **values)
    assert (changed.name, changed.opened_on) == ("А", today)


def test_several_communities_are_added_up_and_a_closed_one_stops(world, employee, today):
    unit = world.uralmash
    first, second = make_community(unit), make_community(unit, closed_on=today - dt.timedelta(days=3))
    make_reading(first, 20, days_ago=10)
    make_reading(second, 7, days_ago=9)
    make_reading(first, 25, days_ago=1)
    days = [today - dt.timedelta(days=ago) for ago in (10, 9, 3, 1)]
    assert values_of("active", unit, days[0], today) == list(zip(days, (20, 27, 20, 25), strict=True))
    assert values_of("active", unit, today, today) == [(days[3], 25)]


@pytest.mark.ledger("A83", "A84", "A85")
@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("pinned", Proof(), Proof("vk.com/dobro")),
        ("pinned", Proof(), "picture"),
        ("networks", "picture", Proof("vk.com/wall-1_2")),
        ("screens", Proof("vk.com/x"), "picture"),
        ("poster", Proof("vk.com/x"), "picture"),
    ],
)
def test_what_is_put_up_is_proved_and_holds_until_it_is_gone(world, employee, today, kind, wrong, right):
    unit = world.uralmash
    since, until = today - dt.timedelta(days=9), today - dt.timedelta(days=2)
    common = {
        "actor": employee,
        "unit": unit,
        "kind": rules.Placement(kind),
        "since": since,
        "note": "холл",
        "key": "k",
    }
    with pytest.raises(Refusal) as refused:
        actions.put_up(proof=Proof(photo=picture()) if wrong == "picture" else wrong, **common)
    assert refused.value.code == "proof"
    proof = Proof(photo=picture()) if right == "picture" else right
    made = actions.put_up(proof=proof, **common)
    assert actions.put_up(proof=proof, **common).pk == made.pk
    assert values_of(kind, unit, today, today) == [(since, 1)]
    assert len(measures.get(f"platform.{kind}").rows(employee, unit.pk, since, today, 9)) == 1
    actions.end_placement(actor=employee, placement_id=made.pk, until=until)
    actions.end_placement(actor=employee, placement_id=made.pk, until=today)
    assert values_of(kind, unit, since, today) == [(since, 1), (until, 0)]
    assert measures.get(f"platform.{kind}").rows(employee, unit.pk, since, today, 9) == []


def test_a_mistake_of_the_same_day_never_was_there(world, employee, today):
    made = make_placement(world.uralmash, days_ago=3)
    make_placement(world.uralmash, days_ago=1)
    actions.end_placement(actor=employee, placement_id=made.pk, until=made.since)
    assert values_of("networks", world.uralmash, made.since, today) == [
        (made.since, 0),
        (today - dt.timedelta(days=1), 1),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        make_placement(world.uralmash, url="", photo=None)
    assert Placement.objects.count() == 2


def test_others_look_or_see_nothing(world, actor_of, today):
    community = make_community(world.uralmash)
    counts = {community.pk: Count(active=4)}
    for role, error in ((Role.REGION_COORDINATOR, Denied), (Role.FEDERAL_ANALYST, Denied), ("stranger", NotSeen)):
        with pytest.raises(error):
            actions.take_readings(actor=actor_of(role), unit=world.uralmash, day=today, counts=counts)
    assert queries.get_standing(actor_of(Role.FEDERAL_ANALYST), world.uralmash).local
    for code in ("communities", "subscribers", "pinned", "received", "hours", "users"):
        with pytest.raises(NotSeen):
            measures.get(f"platform.{code}").rows(actor_of("stranger"), world.uralmash.pk, today, today, 9)
    with pytest.raises(Denied):
        open_one(actor_of(Role.REGION_COORDINATOR), world.region)


def test_a_foreign_community_is_not_read_through_ones_own_centre(world, employee, today):
    foreign = make_community(world.vtoroy)
    made = actions.take_readings(actor=employee, unit=world.uralmash, day=today, counts={foreign.pk: Count(active=4)})
    assert made == []


def test_many_centres_cost_one_statement_each_measure(world, django_assert_num_queries, today):
    units = [world.uralmash, world.vtoroy, world.novosibirsk]
    for unit in units:
        make_reading(make_community(unit), 12, days_ago=3)
        make_placement(unit)
    since = today - dt.timedelta(days=2)
    for measure in figures.figures():
        with django_assert_num_queries(1):
            list(measure.days([unit.pk for unit in units], since, today))
    assert {unit for unit, _, _ in figures.active([unit.pk for unit in units], since, today)} == {u.pk for u in units}
