"""Visits of a year: the last weeks told by the same actions, what is long over written as rows. All of it invented."""

import datetime as dt
import random
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import queries as desk
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import is_open
from uchastie.crm.visits import actions
from uchastie.crm.visits.actions import Mark
from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.rules import Purpose, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

SEED = 106
DAYS, BY_ACTIONS = 365, 14
PURPOSES = (Purpose.SERVICE,) * 4 + (Purpose.EVENT, Purpose.EVENT, Purpose.COWORKING, Purpose.QUESTION, Purpose.OTHER)

type Told = tuple[dt.datetime, Mark, UUID | None]


def make() -> None:
    chance = random.Random(SEED)
    audiences = [audience.code for audience in catalogue.list_audiences() if not audience.for_organisations]
    for unit in network.list_centres().prefetch_related("hours").order_by("path"):
        workers = _workers(unit)
        if workers:
            _tell(unit, workers, audiences, chance)
            actions.give_tablet(actor=SYSTEM, unit=unit, name="у входа")


def _tell(unit: Unit, workers: list[Actor], audiences: list[str], chance: random.Random) -> None:
    since = clock.now() - dt.timedelta(days=BY_ACTIONS)
    old = []
    with transaction.atomic():  # dozens of marks: one wait for the disk
        for at, mark, person in _visits(unit, audiences, chance):
            worker = chance.choice(workers)
            if at < since:
                old.append(_row(unit, at, mark, person, worker))
                continue
            with clock.at(at):
                actions.mark_visit(actor=worker, unit=unit, mark=mark, person_id=person)
        Visit.objects.bulk_create(old, batch_size=400)


def _visits(unit: Unit, audiences: list[str], chance: random.Random) -> Iterator[Told]:
    """Two to six a day while the centre is open; about half of them with a name."""
    now, hours = clock.now(), unit.week()
    known = list(desk.list_requests(SYSTEM).filter(unit=unit).values_list("beneficiary_id", flat=True).distinct()[:60])
    today = now.astimezone(unit.zone).date()
    for ago in range(DAYS):
        day = today - dt.timedelta(days=ago)
        for number in range(chance.randint(2, 6)):
            at = dt.datetime.combine(day, dt.time(chance.randint(9, 17), chance.randint(0, 59)), unit.zone)
            if at > now or not is_open(hours, at):
                continue
            person = chance.choice(known) if known and ago < 120 and chance.random() < 0.55 else None
            audience = "" if person else chance.choice([*audiences, ""])
            extra = chance.choice((0, 0, 0, 0, 1, 1, 2, 8))
            yield at, Mark(chance.choice(PURPOSES), f"demo-{ago}-{number}", extra, audience), person


def _row(unit: Unit, at: dt.datetime, mark: Mark, person: UUID | None, worker: Actor) -> Visit:
    return Visit(
        unit=unit,
        at=at,
        day=at.date(),
        person_id=person,
        audience_id=mark.audience_code or None,
        extra=mark.extra,
        purpose=mark.purpose,
        way=Way.CHOSEN if person else Way.NOBODY,
        by_id=worker.user_id,
        key=mark.key,
        sent_at=at,
    )


def _workers(unit: Unit) -> list[Actor]:
    rows = [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_EMPLOYEE]
    return [network.actor_of(user) for user in rows]
