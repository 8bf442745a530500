"""The board of the day: a fixed number of statements, however many families the headquarters has."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.agreements import queries as agreements
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.queries import CaseRow, Wanted
from uchastie.crm.family_cabinet import queries as family_cabinet
from uchastie.crm.followup import queries as followup
from uchastie.crm.followup.queries import BoardRow, Due, PairWatch
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.queries import Line
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.oversight.queries.snapshots import find_snapshot
from uchastie.crm.oversight.rules import Say, Seen, last_day, says
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page
from uchastie.ui import text

EACH = 3  # families shown of each stage
CLOCKS = 6
CALLS = 6
ALARMS = 4
STAGES_OF_FAMILIES = (1, 3, 4, 6)


@dataclass(frozen=True, slots=True)
class Mini:
    case: FamilyCase
    say: Say


@dataclass(frozen=True, slots=True)
class Today:
    """`counts` by stage; `papers` are agreements that end soon, `appeals` letters of families that wait for an answer."""

    counts: dict[int, int]
    first: dict[int, list[Mini]]
    clocks: list[Line]
    overdue: int
    due: Due
    alarms: list[PairWatch]
    papers: int
    appeals: int
    late_appeals: int
    snapshot: bool
    places: list[str]

    @property
    def more_clocks(self) -> list[Line]:
        return self.clocks[CLOCKS:]


def get_today(actor: Actor, unit: Unit, wanted: Wanted) -> Today:
    now = clock.now()
    today, ending = now.astimezone(unit.zone).date(), guardianship.cases_ending(unit)
    only = None if wanted.everything else families.cases_wanted(actor, unit, wanted)
    counts = families.count_stages(actor, unit, wanted, ending)
    counts |= {2: guardians.count_at_work(actor, unit), 5: followup.count_unread(actor, unit)}
    inside = None if only is None else {row["pk"] for row in only}
    clocks = [guardianship.line(pair, now) for pair in guardianship.list_clocks(actor, unit) if _in(pair, inside)]
    due = followup.list_due(actor, unit, only, limit=CALLS)
    alarms = [row for row in followup.list_alarms(actor, unit) if _in(row.pair, inside)]
    appeals, late_appeals = _appeals(actor, unit, now)
    first = families.list_first(actor, unit, wanted, ending, each=EACH)
    told = _told(clocks, due.rows, alarms, today)
    return Today(
        counts=counts,
        first={stage: [_mini(case, stage, told, now) for case in rows] for stage, rows in first.items()},
        clocks=clocks,
        overdue=sum(one.clock is not None and one.clock.tone == "late" for one in clocks),
        due=due,
        alarms=alarms,
        papers=agreements.count_agreements(actor, unit, today)["ending"],
        appeals=appeals,
        late_appeals=late_appeals,
        snapshot=_has_snapshot(unit, now),
        places=families.list_places(actor, unit),
    )


def list_stage(
    actor: Actor, unit: Unit, wanted: Wanted, stage: int, *, after: str | None = None
) -> tuple[Page[CaseRow], dict[UUID, Say], int]:
    """The families of a stage, what is said of each, how many there are."""
    now = clock.now()
    today, ending = now.astimezone(unit.zone).date(), guardianship.cases_ending(unit)
    page = families.list_stage(actor, unit, wanted, stage, ending, after=after)
    clocks = [guardianship.line(pair, now) for pair in guardianship.list_clocks(actor, unit)] if stage == 3 else []
    only = families.cases_wanted(actor, unit, wanted)
    rows = followup.list_due(actor, unit, only, limit=500).rows if stage == 4 else []
    told = _told(clocks, rows, followup.list_alarms(actor, unit) if stage == 4 else [], today)
    says_of = {row.case.pk: _mini(row.case, stage, told, now).say for row in page.items}
    return page, says_of, families.count_stages(actor, unit, wanted, ending)[stage]


def _in(pair: object, inside: set[UUID] | None) -> bool:
    return inside is None or getattr(pair, "case_id", None) in inside


type Told = tuple[dict[UUID, tuple[str, str]], dict[UUID, tuple[str, str]], dict[UUID, str]]


def _told(clocks: list[Line], calls: list[BoardRow], alarms: list[PairWatch], today: dt.date) -> Told:
    """The most urgent clock, call and alarm of each family: the lists come with the most urgent first."""
    by_clock: dict[UUID, tuple[str, str]] = {}
    for line in clocks:
        if line.clock is not None:
            by_clock.setdefault(line.pair.case_id, (line.clock.words, line.clock.tone))
    by_call: dict[UUID, tuple[str, str]] = {}
    for row in calls:
        by_call.setdefault(row.call.guardianship.case_id, _call_words(row, today))
    return by_clock, by_call, {row.pair.case_id: row.alarms[0].words for row in reversed(alarms)}


def _call_words(row: BoardRow, today: dt.date) -> tuple[str, str]:
    day = row.call.attention_on
    if day is not None and day < today:
        return f"созвон ждёт с {text.day(day, today)}", "late"
    return "созвон сегодня", "today"


def _mini(case: FamilyCase, stage: int, told: Told, now: dt.datetime) -> Mini:
    clocks, calls, alarms = told
    since = case.marker_at or case.received_at if stage == 3 else case.received_at
    seen = Seen(
        state=case.state,
        days=(now - since).days,
        clock=clocks.get(case.pk),
        call=calls.get(case.pk),
        alarm=alarms.get(case.pk, ""),
    )
    return Mini(case, says(seen, stage))


def _appeals(actor: Actor, unit: Unit, now: dt.datetime) -> tuple[int, int]:
    """How many wait, how many too long; none for one who does not answer them."""
    try:
        waiting = family_cabinet.count_waiting(actor, unit)
    except NotSeen:
        return 0, 0
    return waiting, family_cabinet.count_late(actor, unit, now) if waiting else 0


def _has_snapshot(unit: Unit, now: dt.datetime) -> bool:
    """Only a regional headquarters has a report of the day."""
    if unit.kind != UnitKind.REGION_HQ:
        return True
    return find_snapshot(unit, last_day(now, unit.zone)) is not None
