"""Visits of the last weeks, told by the same actions. Everything is invented."""

import datetime as dt
import random

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import queries as desk
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import is_open
from uchastie.crm.visits import actions
from uchastie.crm.visits.actions import Mark
from uchastie.crm.visits.rules import Purpose
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

SEED = 106
DAYS = 60
PURPOSES = (Purpose.SERVICE,) * 4 + (Purpose.EVENT, Purpose.EVENT, Purpose.COWORKING, Purpose.QUESTION, Purpose.OTHER)


def make() -> None:
    chance = random.Random(SEED)
    audiences = [audience.code for audience in catalogue.list_audiences() if not audience.for_organisations]
    for unit in network.list_centres().prefetch_related("hours").order_by("path"):
        workers = _workers(unit)
        if workers:
            with transaction.atomic():  # hundreds of marks: one wait for the disk
                _tell(unit, workers, audiences, chance)
            actions.give_tablet(actor=SYSTEM, unit=unit, name="у входа")


def _tell(unit: Unit, workers: list[Actor], audiences: list[str], chance: random.Random) -> None:
    now = clock.now()
    people = list(desk.list_requests(SYSTEM).filter(unit=unit).values_list("beneficiary_id", flat=True).distinct()[:60])
    today = now.astimezone(unit.zone).date()
    for ago in range(DAYS):
        day = today - dt.timedelta(days=ago)
        for number in range(chance.randint(2, 6)):
            at = dt.datetime.combine(day, dt.time(chance.randint(9, 17), chance.randint(0, 59)), unit.zone)
            if at > now or not is_open(unit.week(), at):
                continue
            known = people and chance.random() < 0.55
            mark = Mark(
                purpose=chance.choice(PURPOSES),
                key=f"demo-{ago}-{number}",
                extra=chance.choice((0, 0, 0, 0, 1, 1, 2, 8)),
                audience_code="" if known else chance.choice([*audiences, ""]),
            )
            with clock.at(at):
                person = chance.choice(people) if known else None
                actions.mark_visit(actor=chance.choice(workers), unit=unit, mark=mark, person_id=person)


def _workers(unit: Unit) -> list[Actor]:
    rows = [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_EMPLOYEE]
    return [network.actor_of(user) for user in rows]
