"""Training: nobody has learnt anything, somebody with certificates and days, what was typed wrong stays."""

import datetime as dt
from typing import Any

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from uchastie.crm.accounts.rules import Role
from uchastie.crm.training import actions
from uchastie.crm.training.actions import Aim, Record
from uchastie.crm.training.rules import Certificate
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

TRAINING = [
    Page("training", "training:training", HEAD),
    Page("training-employee", "training:training", EMPLOYEE),
    Page("training-region", "training:training", REGION),
    Page("training-own", "training:own", EMPLOYEE),
    Page("training-own-head", "training:own", HEAD),
    Page("training-own-federal", "training:own", FEDERAL),
    Page("training-person", "training:person", HEAD, ("slug", "learner")),
    Page("training-person-look", "training:person", EMPLOYEE, ("slug", "learner-head")),
]


def make_training(world: Any) -> dict[str, object]:
    unit, learner, head = world.uralmash, world.user(Role.CENTRE_EMPLOYEE), world.user(Role.CENTRE_HEAD)
    today = clock.today(unit.zone)
    paper = Certificate("ДУ-1207", "АНО «Добро.Университет»", "https://edu.dobro.ru/c/1207")
    for subject, ago in (("standards", 40), ("regulations", 345), ("principles", 500)):
        record = Record([subject], today - dt.timedelta(days=ago), "Вебинар «С чего начать»", paper)
        actions.record_training(SYSTEM, unit, user_id=learner.pk, record=record)
    aim = Aim(today + dt.timedelta(days=20), today + dt.timedelta(days=9), "Курс о границах", "https://edu.dobro.ru/k")
    actions.set_goal(SYSTEM, unit, user_id=learner.pk, key="principles", aim=aim)
    return {"learner": learner.pk, "learner-head": head.pk}
