"""Reads of guardians: a region sees its own, the federal team sees all, a guardian sees itself."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet

from uchastie.crm.guardians import access, guards
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import Gate, GateState, GuardianState, are_passed
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.search import make_text
from uchastie.ui.text import full_day

PAGE = 50


def _guardians() -> "QuerySet[Guardian]":
    return Guardian.objects.select_related("unit__region", "region", "representative")


def visible_to(actor: Actor) -> "QuerySet[Guardian]":
    if access.is_verifier(actor):
        return _guardians()
    if actor.kind is ActorKind.HOLDER:
        return _guardians().filter(pk=actor.id) if actor.id else _guardians().none()
    seen = Q(pk__in=[])
    for path in actor.paths(*access.COORDINATORS):
        seen |= Q(unit__path__startswith=path)
    return _guardians().filter(seen)


def get_guardian(actor: Actor, guardian_id: UUID) -> Guardian:
    guardian = visible_to(actor).filter(pk=guardian_id).first()
    if guardian is None:
        raise NotSeen
    return guardian


def wait_for_guardian(guardian_id: UUID) -> Guardian:
    """Locked until the end of the transaction, so that its places are given one by one."""
    guardian = Guardian.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=guardian_id).first()
    if guardian is None:
        raise NotSeen
    return guardian


def headquarters_of(guardian: Guardian) -> Unit:
    """The headquarters of its region; `NotSeen` when there is none."""
    found = network.list_region_headquarters().filter(region=guardian.region_id).first()
    if found is None:
        raise NotSeen
    return found


def zone_of(guardian: Guardian) -> ZoneInfo:
    return guardian.unit.zone if guardian.unit else ZoneInfo(guardian.region.tz)


class Tab(StrEnum):
    WORK = "work"
    READY = "ready"
    PAUSED = "paused"
    LEFT = "left"


TAB_NAMES = {Tab.WORK: "Готовятся", Tab.READY: "Готовы", Tab.PAUSED: "На паузе", Tab.LEFT: "Вышли"}
_STATES = {
    Tab.WORK: (GuardianState.HANDED,),
    Tab.READY: (GuardianState.READY,),
    Tab.PAUSED: (GuardianState.PAUSED,),
    Tab.LEFT: (GuardianState.LEFT,),
}


def list_guardians(
    actor: Actor, unit: Unit, tab: Tab, *, text: str = "", category: str = "", after: str | None = None
) -> Page[Guardian]:
    """The regional base (B36): of the unit and below, by name."""
    if not (actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *access.COORDINATORS)):
        raise NotSeen
    rows = _guardians().filter(unit__path__startswith=unit.path, state__in=_STATES[tab])
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(search_text__icontains=make_text(text)))
    if category:
        rows = rows.filter(capabilities__category=category)
    return keyset(rows.prefetch_related("capabilities__category"), order=("name", "id"), size=PAGE, after=after)


def count_at_work(actor: Actor, unit: Unit) -> int:
    """Guardians with whom the headquarters works before they are ready (stage 2): the rows of the first tab."""
    if not (actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *access.COORDINATORS)):
        raise NotSeen
    return Guardian.objects.filter(unit__path__startswith=unit.path, state__in=_STATES[Tab.WORK]).count()


def list_applications(actor: Actor, *, after: str | None = None) -> Page[Guardian]:
    """For the federal team, the longest waiting first (B4)."""
    if not access.is_verifier(actor):
        raise NotSeen
    rows = _guardians().filter(state=GuardianState.APPLICATION).prefetch_related("capabilities__category")
    return keyset(rows, order=("applied_at", "id"), size=PAGE, after=after)


def find_representative(number: str, contact: str) -> UUID | None:
    """Who answers for the guardian of this number, if the contact is on the card."""
    guardian = Guardian.objects.filter(number=number.strip().upper()).first()
    found = guardian.representative_id if guardian else None
    return found if found and people.has_contact(found, contact) else None


def list_of_person(ids: Collection[UUID]) -> "QuerySet[Guardian]":
    """Guardians these people answer for: their own cabinet shows them."""
    return _guardians().filter(representative__in=list(ids)).order_by("-applied_at")


def list_ready(unit: Unit) -> "QuerySet[Guardian]":
    """Those of the unit's region who may be asked to take a family, with what they can do."""
    rows = _guardians().filter(state=GuardianState.READY, unit__region_id=unit.region_id)
    return rows.prefetch_related("capabilities", "territory").order_by("name", "pk")


def gates(guardian: Guardian) -> tuple[Gate, ...]:
    """Briefing, training and the papers that upper capabilities know of (B38, B39), in the order of work."""
    briefing = guardian.briefings.order_by("-on").first()
    training = guardian.trainings.order_by("-completed_on").first()
    briefed = f"{full_day(briefing.on)}, {briefing.participants}" if briefing else "в региональном штабе"
    paper = f", сертификат {training.certificate}" if training and training.certificate else ""
    trained = f"{training.course}, {full_day(training.completed_on)}{paper}" if training else "Добро.Университет"
    own = (
        Gate("briefing", _state(briefing), "Инструктаж", briefed),
        Gate("training", _state(training), "Обучение", trained),
    )
    return own + guards.gates_of(guardian.pk)


def _state(row: object | None) -> GateState:
    return GateState.NOW if row is None else GateState.OPEN


def is_ready(guardian: Guardian) -> bool:
    """May it be given a family now? Asked anew each time: a paper may have lapsed since."""
    return guardian.state == GuardianState.READY and are_passed(gates(guardian))


def count_applications() -> tuple[int, dt.datetime | None]:
    """How many wait for the federal team, and since when the oldest does. One statement."""
    found = Guardian.objects.filter(state=GuardianState.APPLICATION).aggregate(
        count=Count("pk"), oldest=Min("applied_at")
    )
    return found["count"], found["oldest"]
