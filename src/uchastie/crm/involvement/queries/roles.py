"""Roles of people: for those who work beside them, for the people themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.desk import queries as desk
from uchastie.crm.involvement import access, rules
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.involvement.rules import State
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE, OWN = 30, 60


class Tab(StrEnum):
    ANSWER = "answer"
    PREPARING = "preparing"
    ACTIVE = "active"
    GONE = "gone"


TAB_NAMES: dict[str, str] = {
    Tab.ACTIVE: "Участвуют",
    Tab.PREPARING: "Готовятся",
    Tab.ANSWER: "Ждут ответа",
    Tab.GONE: "Раньше",
}
_STATES: dict[str, tuple[State, ...]] = {
    Tab.ANSWER: (State.APPLIED, State.OFFERED),
    Tab.PREPARING: (State.ACCEPTED, State.PREPARING),
    Tab.ACTIVE: (State.ACTIVE,),
    Tab.GONE: (State.FINISHED, State.DECLINED),
}


def _led(actor: Actor) -> "QuerySet[BeneficiaryRole]":
    rows = BeneficiaryRole.objects.filter(access.led_by(actor))
    return rows.select_related("unit", "person", "group", "opportunity", "contact")


def list_roles(actor: Actor, unit: Unit | None, tab: Tab, *, after: str | None = None) -> Page[BeneficiaryRole]:
    home = access.require_lead(actor, unit)
    rows = _led(actor).filter(unit=home, state__in=_STATES[tab])
    return keyset(rows, order=("-made_at", "-id"), size=PAGE, after=after)


def get_role(actor: Actor, role_id: UUID, *, lock: bool = False) -> BeneficiaryRole:
    """With names: only for who works in the unit of the role."""
    rows = _led(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=role_id).first()
    if found is None:
        raise NotSeen
    return found


def list_taking_part(actor: Actor, unit: Unit) -> list[BeneficiaryRole]:
    """Who may be named in an activity, in support: those who agreed."""
    access.require_lead(actor, unit)
    rows = _led(actor).filter(unit=unit, state__in=sorted(rules.AGREED))
    return list(rows.order_by("person__name", "id")[:200])


def list_own(person_ids: Collection[UUID]) -> list[BeneficiaryRole]:
    """What waits for the person's answer first, what is over last."""
    order = [State.OFFERED, State.PREPARING, State.ACCEPTED, State.ACTIVE, State.APPLIED, State.FINISHED]
    rows = BeneficiaryRole.objects.filter(person__in=list(person_ids), state__in=order)
    found = list(rows.select_related("unit", "group", "contact").order_by("-made_at", "-id")[:OWN])
    return sorted(found, key=lambda one: order.index(State(one.state)))


def get_own(person_ids: Collection[UUID], role_id: UUID) -> BeneficiaryRole:
    rows = BeneficiaryRole.objects.filter(person__in=list(person_ids), pk=role_id)
    found = rows.select_related("unit", "person", "group", "contact").first()
    if found is None:
        raise NotSeen
    return found


def find_answer(person_ids: Collection[UUID], opportunity_id: UUID) -> BeneficiaryRole | None:
    """The living role the person already has from this opportunity."""
    rows = BeneficiaryRole.objects.filter(person__in=list(person_ids), opportunity=opportunity_id)
    return rows.filter(state__in=sorted(rules.LIVING)).first()


@dataclass(frozen=True, slots=True)
class Path:
    """From beneficiary to employee: the rung reached by roles that began (C16)."""

    reached: rules.Rung

    @property
    def steps(self) -> tuple[tuple[str, bool, bool], ...]:
        """(name, passed, here)"""
        at = rules.PATH.index(self.reached)
        return tuple((rules.RUNG_NAMES[one], i <= at, i == at) for i, one in enumerate(rules.PATH))


def path_of(person_ids: Collection[UUID]) -> Path:
    rows = BeneficiaryRole.objects.filter(person__in=list(person_ids), started_on__isnull=False)
    return Path(rules.rung_of(set(rows.values_list("kind", flat=True))))


def list_pleased(actor: Actor, unit: Unit) -> list[people.Hit]:
    """People of a high review who hold no role: may be asked, the answer is theirs (C7)."""
    access.require_lead(actor, unit)
    ids = desk.list_pleased(actor, unit)
    busy = set(
        BeneficiaryRole.objects.filter(person__in=ids, unit=unit)
        .exclude(state=State.FINISHED)
        .values_list("person", flat=True)
    )
    hits = people.hits_of(actor, unit, [one for one in ids if one not in busy])
    return [hit for hit in hits if hit.kind == "person"]


def list_people_found(actor: Actor, unit: Unit, text: str) -> list[people.Hit]:
    """People the unit knows; others cannot be asked by name."""
    access.require_lead(actor, unit)
    if len(text.strip()) < 2:
        return []
    return [hit for hit in people.search_people(actor, unit, text) if hit.known and hit.kind == "person"]
