"""A centre with everything and one with nothing, what is typed, tables on trial."""

import datetime as dt
from typing import Any

from tests.pages.page import CITIZEN, EMPLOYEE, HEAD, REGION, Page
from tests.world import make_person
from tests.world_platform import (
    make_community,
    make_mark,
    make_month,
    make_placement,
    make_question,
    make_reading,
    make_table,
)
from uchastie.crm.accounts.rules import Role
from uchastie.kernel import clock

PLATFORM = [
    Page("platform", "platform:index", HEAD),
    Page("platform-region", "platform:index", REGION),
    Page("platform-federal", "platform:index", Role.FEDERAL_ANALYST),
    Page("platform-look", "platform:centre", REGION, ("slug",)),
    Page("platform-nothing", "platform:centre", REGION, ("platform-bare",)),
    Page("platform-history", "platform:history", EMPLOYEE, ("slug",)),
    Page("platform-history-placements", "platform:history", EMPLOYEE, ("slug",), "?of=placements"),
    Page("platform-history-none", "platform:history", REGION, ("platform-bare",)),
    Page("platform-community-new", "platform:community_new", EMPLOYEE, ("slug",)),
    Page("platform-community", "platform:community", EMPLOYEE, ("platform-community",)),
    Page("platform-community-look", "platform:community", REGION, ("platform-community",)),
    Page("platform-placement-new", "platform:placement_new", EMPLOYEE, ("slug",), "?kind=poster"),
    Page("platform-ending", "platform:ending", EMPLOYEE, ("platform-placement",)),
    Page("platform-ended", "platform:ending", EMPLOYEE, ("platform-ended",)),
    Page("platform-questions", "platform:questions", EMPLOYEE, ("slug",)),
    Page("platform-questions-waiting", "platform:questions", REGION, ("slug",), "?list=waiting"),
    Page("platform-useful", "platform:useful", EMPLOYEE, ("slug",)),
    Page("platform-month", "platform:month", HEAD, ("slug",)),
    Page("platform-month-look", "platform:month", REGION, ("platform-bare",)),
    Page("platform-table", "platform:table", EMPLOYEE),
    Page("platform-table-region", "platform:table", REGION),
    Page("platform-trial", "platform:trial", EMPLOYEE, ("platform-table",)),
    Page("platform-trial-done", "platform:trial", EMPLOYEE, ("platform-table-done",)),
    Page("cabinet-useful", "cabinet:useful", CITIZEN),
    Page("platform-trial-wiped", "platform:trial", EMPLOYEE, ("platform-table-wiped",)),
]


def make_platform(world: Any) -> dict[str, object]:
    unit, now = world.uralmash, clock.now()
    head = world.user(Role.CENTRE_HEAD)
    own, local = make_community(unit, kind="centre"), make_community(unit)
    for community, counts in ((own, (228, 241)), (local, (41, 38))):
        make_reading(community, counts[1], days_ago=35, made_by=head)
        make_reading(community, counts[0] - 2, replaced_at=now)
        make_reading(community, counts[0])
    placement = make_placement(unit, note="Экран в холле", made_by=head)
    today = clock.today(unit.zone)
    ended = make_placement(unit, kind="poster", until=today, ended_at=now, days_ago=90)
    make_question(unit, outcome="waiting")
    for outcome in ("answered", "request", "mistake"):
        make_question(unit, outcome=outcome, count=3)
    make_mark(unit, make_person(unit, name="Ларина Вера Андреевна", phone="+79125557711"))
    month = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    make_month(unit, month, users=300, hours=900, replaced_at=now)
    make_month(unit, month, number=2, users=340, hours=1250, signins=96, useful=51, source="table")
    by = world.user(Role.CENTRE_EMPLOYEE)
    cells = {
        "centre": "Добро.Центр",
        "slug": "",
        "month": "2026",
        "users": "много",
        "hours": "",
        "signins": "",
        "useful": "",
    }
    wrong = {"number": 3, "cells": cells, "verdict": "wrong", "problems": ["Часы: нужно целое число"], "told": ""}
    other = wrong | {"number": 2, "verdict": "changed", "problems": [], "told": "Волонтёрские часы: 900 → 1250"}
    done = {"begun_at": now, "finished_at": now, "saved": 4}
    return {
        "platform-bare": world.vtoroy.slug,
        "platform-community": local.pk,
        "platform-placement": placement.pk,
        "platform-ended": ended.pk,
        "platform-table": make_table(unit, by, wrong, other, fresh=2, changed=1, same=1, wrong=1).pk,
        "platform-table-done": make_table(unit, by, wrong, wrong=1, **done).pk,
        "platform-table-wiped": make_table(unit, by, fresh=2).pk,
    }
