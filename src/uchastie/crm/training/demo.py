"""Who has learnt and read what in the demonstration, told by the same actions. Everything is invented."""

import datetime as dt

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.rules import PackageLevel
from uchastie.crm.network import queries as network
from uchastie.crm.training import actions
from uchastie.crm.training.rules import Subject
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

PLACES = ("федеральный вебинар", "занятие у руководителя центра", "курс регионального штаба")
# Days ago for each subject; None is not learnt yet. The third person in a row has learnt two of three.
LEARNT: tuple[tuple[int | None, ...], ...] = ((40, 75, 110), (400, 60, 200), (25, None, 90))


@transaction.atomic
def make() -> None:
    for unit in network.list_centres().order_by("path"):
        today = clock.today(unit.zone)
        for place, row in enumerate(network.list_staff(SYSTEM, unit)):
            for subject, ago in zip(Subject, LEARNT[place % len(LEARNT)], strict=True):
                if ago is None:
                    continue
                actions.record_training(
                    SYSTEM,
                    unit,
                    user_id=row.user_id,
                    subjects=[subject],
                    learnt_on=today - dt.timedelta(days=ago),
                    note=PLACES[(place + ago) % len(PLACES)],
                )
            if place == 0:
                _read(network.actor_of(row.user))


def _read(employee: Actor) -> None:
    """The first employee of each centre has read the regulations of «Мастер»."""
    for service in catalogue.list_services():
        if service.level == PackageLevel.MASTER:
            actions.confirm_reading(employee, regulation=catalogue.get_regulation_in_force(service))
