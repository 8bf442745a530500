"""Half a year of «Добро.Взаимно» and of questions about the platform, told by the same actions. All of it invented."""

import datetime as dt
import random
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import queries as desk
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import actions, rules
from uchastie.crm.platform.actions.communities import Count
from uchastie.crm.platform.actions.months import Ground
from uchastie.crm.platform.actions.placements import Proof
from uchastie.crm.platform.rules import Action, MonthValues, Outcome, Placement, Topic
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.ids import new_id

SEED = 82
WEEKS = 26
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
ASKED = (Topic.DOBRO, Topic.DOBRO, Topic.UNIVERSITY, Topic.VZAIMNO, Topic.MOBILE, Topic.CONTESTS, Topic.NAVIGATOR)
# How many subscribers the centre has at last, and which part of them is active among neighbours; the third centre has
# written nothing down yet, the fourth has lost people.
FIRST = "uralmash"
SIZES = ((228, 0.18), (412, 0.23), None, (141, 0.2), (96, 0.14), (530, 0.21))


def make() -> None:
    chance = random.Random(SEED)
    others = enumerate(network.list_centres().exclude(slug=FIRST).order_by("path"), start=1)
    for place, unit in (*((0, unit) for unit in network.list_centres().filter(slug=FIRST)), *others):
        head = _head(unit)
        size = SIZES[place % len(SIZES)]
        with transaction.atomic():  # a hundred entries: one wait for the disk
            if size:
                _communities(head, unit, *size, falls=place % len(SIZES) == 3)
                _months(head, unit, size[0], chance)
            _questions(head, unit, chance)
            _useful(head, unit, chance)
        if size:
            _put_up(head, unit, all_of_it=place % 2 == 1)


def _head(unit: Unit) -> Actor:
    """Where nobody is invited yet, the records came with the centre."""
    rows = [row for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_HEAD]
    return network.actor_of(rows[0].user) if rows else SYSTEM


def _communities(head: Actor, unit: Unit, size: int, share: float, *, falls: bool) -> None:
    today = clock.today(unit.zone)
    town = unit.town or unit.name
    common: dict[str, Any] = {"actor": head, "unit": unit, "opened_on": today - 30 * WEEK}
    own = actions.open_community(
        kind=rules.Community.CENTRE, name=f"{unit.name} ВКонтакте", url=f"vk.com/dobro.{unit.slug}", **common
    )
    local = actions.open_community(
        kind=rules.Community.LOCAL, name=f"Соседи рядом, {town}", url=f"vk.com/sosedi.{unit.slug}", **common
    )
    for month in range(WEEKS // 4, -1, -1):
        grown = 1 + (0.03 if falls else -0.06) * month
        counts = {
            own.pk: Count(subscribers=round(size * grown)),
            local.pk: Count(active=round(size * share * grown), subscribers=round(size * share * grown * 1.6)),
        }
        day = today - 4 * month * WEEK
        with clock.at(clock.now() - 4 * month * WEEK):
            actions.take_readings(actor=head, unit=unit, day=day, counts=counts)


def _put_up(head: Actor, unit: Unit, *, all_of_it: bool) -> None:
    """Links stand everywhere; the pictures of screens and posters are taken by people, so nothing is made up here."""
    today = clock.today(unit.zone)
    links = {Placement.PINNED: f"vk.com/dobro.{unit.slug}", Placement.NETWORKS: f"vk.com/wall-{len(unit.name)}_1140"}
    for ago, (kind, link) in enumerate(links.items(), start=9):
        if all_of_it or kind is Placement.PINNED:
            with clock.at(clock.now() - ago * WEEK):
                since = today - ago * WEEK
                actions.put_up(
                    actor=head, unit=unit, kind=kind, since=since, proof=Proof(link), note="", key=new_id().hex
                )


def _questions(head: Actor, unit: Unit, chance: random.Random) -> None:
    """A week as one entry while it is long ago, each question by itself in the last days; one still waits."""
    now, today = clock.now(), clock.today(unit.zone)
    told = [(ago * 7, chance.randint(2, 8)) for ago in range(WEEKS, 2, -1)]
    told += [(ago, chance.randint(1, 3)) for ago in range(14, 0, -1) if (today - ago * DAY).weekday() < 5]
    opened = licensing.panel_opened_on(unit) or today - 2 * WEEKS * WEEK
    for ago, count in told:
        if today - ago * DAY < opened:
            continue
        with clock.at(now - ago * DAY):
            topic, key = chance.choice(ASKED), new_id().hex
            late = ago % 7 == 0 and chance.random() < 0.3
            made = actions.note_question(
                actor=head, unit=unit, topic=topic, key=key, count=1 if late else count, answered=not late
            )
        if late and ago > 7:
            with clock.at(now - (ago - 1) * DAY):
                outcome = Outcome.ANSWERED if chance.random() < 0.6 else Outcome.REQUEST
                actions.settle_question(actor=head, question_id=made.pk, outcome=outcome)
    actions.note_question(actor=head, unit=unit, topic=Topic.MEDIA, key=new_id().hex, answered=False)


def _months(head: Actor, unit: Unit, size: int, chance: random.Random) -> None:
    """Six full months; the one before the last was corrected."""
    for place, month in enumerate(rules.months_to_choose(clock.today(unit.zone), 7)[:0:-1]):
        users = round(size * (1.2 + 0.05 * place))
        useful = round(users * chance.uniform(0.12, 0.22))
        values = MonthValues(users, users * chance.randint(3, 5), round(users * 0.3), useful)
        ground = Ground(f"https://dobro.ru/statistics/{unit.slug}/{month:%Y-%m}")
        with clock.at(clock.now() - (5 - place) * 30 * DAY):
            if place == 4:
                early = MonthValues(users - 12, values.hours, None, None)
                actions.write_month(actor=head, unit=unit, month=month, values=early, ground=ground)
            actions.write_month(actor=head, unit=unit, month=month, values=values, ground=ground)


def _useful(head: Actor, unit: Unit, chance: random.Random) -> None:
    today = clock.today(unit.zone)
    for person_id in _people(unit):
        for _ in range(chance.choice((1, 1, 2))):
            day = today - chance.randint(1, 170) * DAY
            kind = chance.choice(list(Action))
            actions.note_useful(actor=head, unit=unit, person_id=person_id, kind=kind, day=day)


def _people(unit: Unit) -> list[UUID]:
    rows = desk.list_requests(SYSTEM).filter(unit=unit, beneficiary__kind="person", beneficiary__merged_into=None)
    return list(rows.order_by("submitted_at").values_list("beneficiary_id", flat=True).distinct()[:7])
