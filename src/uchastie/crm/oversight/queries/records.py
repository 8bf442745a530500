"""What a region's figures are counted from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from uchastie.crm.families import queries as families
from uchastie.crm.followup import queries as followup
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.network.models import Unit
from uchastie.crm.oversight.rules import Fact, Figures, Records, Span, count, effective, moment_of
from uchastie.kernel.actor import SYSTEM


def count_figures(unit: Unit, day: dt.date) -> Figures:
    """The figures of the region's day, from the records as they are now."""
    categories = [(row.code, row.name) for row in families.list_categories(archived=True)]
    return count(_records(unit), moment_of(day, unit.zone), categories)


def _records(unit: Unit) -> Records:
    zone = unit.zone
    pairs = list(guardianship.visible_to(SYSTEM).filter(unit__path__startswith=unit.path))
    help_: dict[UUID, tuple[Span, ...]] = defaultdict(tuple)
    for pair in pairs:
        if pair.help_started_on:
            help_[pair.case_id] += (_help_of(pair, zone),)
    asked = {case_id: (Span(since, until),) for case_id, since, until in families.list_marked(unit)}
    facts = tuple(Fact(case, code, effective(on, at, zone)) for case, code, on, at in followup.list_given(unit))
    missed = tuple(_missed(followup.list_call_days(unit), zone))
    return Records(help=help_, asked=asked, late=_late(pairs), missed=missed, facts=facts)


def _help_of(pair: Guardianship, zone: ZoneInfo) -> Span:
    assert pair.help_started_on is not None  # noqa: S101 - the caller has seen to it
    since = effective(pair.help_started_on, pair.activated_at or pair.proposed_at, zone)
    if pair.ended_on is None:
        return Span(since)
    return Span(since, effective(pair.ended_on, pair.ended_at or pair.proposed_at, zone))


def _missed(calls: list[tuple[dt.date, dt.datetime | None]], zone: ZoneInfo) -> Iterator[Span]:
    """A call is missed from the end of its working day until both sides were spoken to."""
    for day, done_at in calls:
        since = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC)
        if done_at is None or done_at > since:
            yield Span(since, done_at)


def _late(pairs: list[Guardianship]) -> tuple[Span, ...]:
    """How long each connection was overdue: from the 72nd hour to the introduction or to the refusal."""
    spans = []
    for pair in pairs:
        met = pair.introduced_at or pair.declined_at
        if pair.connect_due_at and (met is None or met > pair.connect_due_at):
            spans.append(Span(pair.connect_due_at, met))
    return tuple(spans)
