"""Who has learnt and read what in the demonstration, told by the same actions. Everything is invented."""

import datetime as dt

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.rules import PackageLevel
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.training import actions, guards, queries
from uchastie.crm.training.actions import Aim, Record
from uchastie.crm.training.rules import Certificate, Subject
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

PLACES = ("федеральный вебинар", "занятие у руководителя центра", "курс регионального штаба")
COURSE = "Основы работы с гражданами"
UNIVERSITY = "АНО «Добро.Университет»"
# Days ago for each subject; None is not learnt yet. The second has learnt one long ago, the third two of three.
LEARNT: tuple[tuple[int | None, ...], ...] = ((40, 75, 110), (400, 60, 345), (25, None, 90))
DAY = dt.timedelta(days=1)


@transaction.atomic
def make() -> None:
    for unit in network.list_centres().order_by("path"):
        staff = list(network.list_staff(SYSTEM, unit))
        for place, row in enumerate(staff):
            _teach(unit, row, place)
            _read(unit, row, most=None if place == 0 else 3 + place)
        for row in staff:
            _plan(unit, row)


def _teach(unit: Unit, row: Assignment, place: int) -> None:
    today = clock.today(unit.zone)
    for subject, ago in zip(Subject, LEARNT[place % len(LEARNT)], strict=True):
        if ago is None:
            continue
        paper = Certificate(f"ДУ-{2026000 + 37 * place + ago}", UNIVERSITY) if ago == 40 else Certificate()
        note = PLACES[(place + ago) % len(PLACES)]
        record = Record([subject], today - ago * DAY, note, paper)
        actions.record_training(SYSTEM, unit, user_id=row.user_id, record=record)


def _read(unit: Unit, row: Assignment, *, most: int | None) -> None:
    """The first employee of each centre has read everything, the others have begun."""
    employee = network.actor_of(row.user)
    services = {service.code: service for service in catalogue.list_services()}
    codes = [offer.code for offer in guards.offered_by(unit)][:most]
    if most is None:
        codes += [service.code for service in services.values() if service.level == PackageLevel.MASTER]
    for code in dict.fromkeys(codes):
        actions.confirm_reading(employee, regulation=catalogue.get_regulation_in_force(services[code]))


def _plan(unit: Unit, row: Assignment) -> None:
    """What is not known has a course with its day."""
    learner = queries.get_learner(SYSTEM, unit, row.user_id)
    today = clock.today(unit.zone)
    for lesson in learner.lessons:
        if not lesson.term.known:
            aim = Aim(today + 21 * DAY, today + 9 * DAY, COURSE, "https://edu.dobro.ru/")
            actions.set_goal(SYSTEM, unit, user_id=row.user_id, key=lesson.key, aim=aim)
