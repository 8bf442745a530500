"""What is not right with pairs whose help goes on: gaps of contact and alarms, a headquarters in a fixed number of
queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Subquery, prefetch_related_objects

from uchastie.crm.followup import access
from uchastie.crm.followup.models import Call, CallSide, HelpFact
from uchastie.crm.followup.queries.calls import today_of
from uchastie.crm.followup.rules import alarms
from uchastie.crm.followup.rules.alarms import Alarm, Promised, Watched
from uchastie.crm.followup.rules.schedule import CallState, Party, SideState
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import PairState
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor

MOST = 500
GOING_ON = (PairState.ACTIVE, PairState.ENDING_REPORTED)


@dataclass(frozen=True, slots=True)
class PairWatch:
    """A pair with what is wrong; `family` and `guardian` are days without a talk, 0 while it is no gap."""

    pair: Guardianship
    alarms: tuple[Alarm, ...] = ()
    family: int = 0
    guardian: int = 0

    @property
    def worst(self) -> int:
        return max(self.family, self.guardian)


def list_gaps(actor: Actor, unit: Unit) -> list[PairWatch]:
    """Pairs with a side nobody has talked with for too long, the longest silence first."""
    pairs = _going_on(actor, unit)
    talked = _talked(pairs)
    today = today_of(unit)
    found = [
        PairWatch(
            pair,
            family=alarms.gap_days(talked.get((pair.pk, Party.FAMILY)), _start(pair), today),
            guardian=alarms.gap_days(talked.get((pair.pk, Party.GUARDIAN)), _start(pair), today),
        )
        for pair in pairs
    ]
    return sorted((row for row in found if row.worst), key=lambda row: -row.worst)


def list_alarms(actor: Actor, unit: Unit) -> list[PairWatch]:
    """The pairs with most alarms first."""
    pairs = _going_on(actor, unit)
    watched = _watch(pairs)
    today = today_of(unit)
    found = [PairWatch(pair, alarms.alarms_of(watched[pair.pk], today)) for pair in pairs]
    return sorted((row for row in found if row.alarms), key=lambda row: -len(row.alarms))


def alarms_of_pair(pair: Guardianship) -> tuple[Alarm, ...]:
    """The caller has checked that the actor may see the pair."""
    if pair.state not in GOING_ON or pair.help_started_on is None:
        return ()
    return alarms.alarms_of(_watch([pair])[pair.pk], today_of(pair.unit))


def _going_on(actor: Actor, unit: Unit) -> list[Guardianship]:
    access.require_coordinator(actor, unit.path)
    rows = guardianship.visible_to(actor).filter(unit__path__startswith=unit.path, state__in=GOING_ON)
    started = rows.filter(help_started_on__isnull=False).select_related("case", "guardian", "unit")
    return list(started.order_by("help_started_on", "pk")[:MOST])


def _start(pair: Guardianship) -> dt.date:
    assert pair.help_started_on is not None  # noqa: S101 - only such pairs are read
    return pair.help_started_on


def _talked(pairs: Iterable[Guardianship]) -> dict[tuple[UUID, str], dt.date]:
    """(pair, side) → the last day they were talked with."""
    zones = {pair.pk: pair.unit.zone for pair in pairs}
    rows = CallSide.objects.filter(call__guardianship__in=zones, state=SideState.DONE)
    found = rows.values_list("call__guardianship", "side").annotate(last=Max("done_at"))
    return {(pk, side): last.astimezone(zones[pk]).date() for pk, side, last in found}


def _watch(pairs: list[Guardianship]) -> dict[UUID, Watched]:
    ids = [pair.pk for pair in pairs]
    helped, disputed = _helped(ids)
    differs, stopping = _last_talks(ids)
    needs = _needs(pairs, helped)
    last: dict[UUID, dt.date] = {}
    for (pk, _), on in helped.items():
        last[pk] = max(on, last.get(pk, on))
    return {
        pair.pk: Watched(
            started_on=_start(pair),
            needs=tuple(needs[pair.pk]),
            helped_on=last.get(pair.pk),
            differs=pair.pk in differs,
            disputed=disputed.get(pair.pk, 0),
            stopping=tuple(stopping[pair.pk]),
        )
        for pair in pairs
    }


def _helped(ids: list[UUID]) -> tuple[dict[tuple[UUID, str], dt.date], dict[UUID, int]]:
    """(pair, category) → the last day of help the family has not denied; how many marks it denies."""
    rows = HelpFact.objects.filter(guardianship__in=ids, withdrawn_at=None)
    seen = rows.filter(disputed_at=None).values_list("guardianship", "category").annotate(last=Max("on"))
    denied: dict[UUID, int] = defaultdict(int)
    for pk in rows.filter(disputed_at__isnull=False).values_list("guardianship", flat=True):
        denied[pk] += 1
    return {(pk, code): last for pk, code, last in seen}, denied


def _last_talks(ids: list[UUID]) -> tuple[set[UUID], dict[UUID, list[str]]]:
    """Pairs whose newest call disagrees and nobody has done anything; who does not want to go on."""
    names = {Party.FAMILY: "семья", Party.GUARDIAN: "опекун"}
    differs: set[UUID] = set()
    stopping: dict[UUID, list[str]] = defaultdict(list)
    done = CallSide.objects.filter(call=OuterRef("pk"), state=SideState.DONE)
    begun = Call.objects.filter(Exists(done)).exclude(state=CallState.CANCELLED)
    of_pair = begun.filter(guardianship=OuterRef("guardianship")).order_by("-number").values("pk")[:1]
    newest = begun.filter(guardianship__in=ids, pk=Subquery(of_pair))
    for call in newest.prefetch_related("sides"):
        if call.differs and not call.settled:
            differs.add(call.guardianship_id)
        for side in call.sides.all():
            if side.answers.get("go_on") == "no":
                stopping[call.guardianship_id].append(names[Party(side.side)])
    return differs, stopping


def _needs(pairs: list[Guardianship], helped: dict[tuple[UUID, str], dt.date]) -> dict[UUID, list[Promised]]:
    prefetch_related_objects(pairs, "promises__need")
    found: dict[UUID, list[Promised]] = {}
    for pair in pairs:
        held = [promise for promise in pair.promises.all() if promise.released_at is None]
        found[pair.pk] = [
            Promised(
                promise.need.description,
                promise.need.periodicity,
                promise.made_at.astimezone(pair.unit.zone).date(),
                helped.get((pair.pk, promise.need.category_id)),
            )
            for promise in held
        ]
    return found
