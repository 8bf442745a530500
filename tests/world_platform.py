"""Rows of the platform, for tests of any capability."""

import datetime as dt
from typing import Any

from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.platform.models import Community, MonthFigures, Placement, Question, Reading, TableImport, UsefulMark
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id


def make_community(unit: Unit, *, kind: str = "local", **values: Any) -> Community:
    defaults: dict[str, Any] = {
        "name": "Соседи Уралмаша" if kind == "local" else "Добро.Центр ВКонтакте",
        "url": f"https://vk.com/{new_id().hex[-12:]}",
        "opened_on": clock.today(unit.zone) - dt.timedelta(days=200),
        "made_at": clock.now(),
    }
    return Community.objects.create(unit=unit, kind=kind, **(defaults | values))


def make_reading(community: Community, count: int, *, days_ago: int = 0, **values: Any) -> Reading:
    """Subscribers of the centre's own community, active ones of a community of neighbours."""
    own = community.kind == "centre"
    defaults: dict[str, Any] = {
        "day": clock.today(community.unit.zone) - dt.timedelta(days=days_ago),
        "subscribers": count if own else None,
        "active": None if own else count,
        "made_at": clock.now(),
    }
    return Reading.objects.create(community=community, **(defaults | values))


def make_placement(unit: Unit, *, kind: str = "networks", days_ago: int = 20, **values: Any) -> Placement:
    defaults: dict[str, Any] = {
        "since": clock.today(unit.zone) - dt.timedelta(days=days_ago),
        "url": "https://vk.com/wall-1_2",
        "key": new_id().hex,
        "made_at": clock.now(),
    }
    return Placement.objects.create(unit=unit, kind=kind, **(defaults | values))


def make_question(unit: Unit, *, outcome: str = "answered", days_ago: int = 0, **values: Any) -> Question:
    now = clock.now()
    defaults: dict[str, Any] = {
        "topic": "university",
        "day": clock.today(unit.zone) - dt.timedelta(days=days_ago),
        "key": new_id().hex,
        "made_at": now,
        "settled_at": None if outcome == "waiting" else now,
    }
    return Question.objects.create(unit=unit, outcome=outcome, **(defaults | values))


def make_mark(unit: Unit, person: Beneficiary, *, kind: str = "study", **values: Any) -> UsefulMark:
    defaults: dict[str, Any] = {"day": clock.today(unit.zone), "source": "staff", "made_at": clock.now()}
    return UsefulMark.objects.create(unit=unit, person=person, kind=kind, **(defaults | values))


def make_month(unit: Unit, month: dt.date, **values: Any) -> MonthFigures:
    defaults: dict[str, Any] = {"number": 1, "source": "staff", "proof": "https://dobro.ru/x", "made_at": clock.now()}
    return MonthFigures.objects.create(unit=unit, month=month, **(defaults | values))


def make_table(unit: Unit, by: Any, *rows: dict[str, Any], **values: Any) -> TableImport:
    return TableImport.objects.create(
        unit=unit, by=by, made_at=clock.now(), rows=list(rows), **({"what": "months"} | values)
    )
