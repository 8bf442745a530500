"""A council and who sits in it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.accounts.models import User
from uchastie.crm.councils import access, rules
from uchastie.crm.councils.models import Council, Member
from uchastie.crm.councils.rules import MemberState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

COUNCILS, FORMER = 50, 100


@dataclass(frozen=True, slots=True)
class Makeup:
    """Members in force and invited; `only_one`: a beneficiary alone among staff; `near_end` ends within a month."""

    members: tuple[Member, ...]
    active: int
    beneficiaries: int
    quorum: int
    only_one: bool
    near_end: frozenset[UUID]

    @property
    def in_force(self) -> tuple[Member, ...]:
        return tuple(one for one in self.members if one.state == MemberState.ACTIVE)


def list_councils(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Council]:
    """Of the unit and of all below it, those that go on first by their beginning."""
    rows = Council.objects.filter(access.seen_by(actor), unit__path__startswith=unit.path).select_related("unit")
    return keyset(rows, order=("-made_at", "-id"), size=COUNCILS, after=after)


def get_council(actor: Actor, council_id: UUID, *, lock: bool = False) -> Council:
    rows = Council.objects.filter(access.seen_by(actor)).select_related("unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=council_id).first()
    if found is None:
        raise NotSeen
    return found


def get_member(actor: Actor, member_id: UUID) -> Member:
    """For those who lead the council: a name is not shown further up."""
    found = Member.objects.filter(pk=member_id).select_related("council__unit", "person", "user").first()
    if found is None or not access.may_read(actor, found.council.unit):
        raise NotSeen
    return found


def _living(council: Council) -> QuerySet[Member]:
    rows = Member.objects.filter(council=council, state__in=rules.LIVING).select_related("person", "user")
    return rows.order_by("-state", "role", "since", "id")


def makeup_of(council: Council) -> Makeup:
    """A term that is over is over by itself, on the day after its last."""
    today = clock.today(council.zone)
    members = sorted(
        (one for one in _living(council) if one.until >= today),
        key=lambda one: (one.state != MemberState.ACTIVE, one.role != rules.MemberRole.CHAIR, one.since),
    )
    active = [one for one in members if one.state == MemberState.ACTIVE]
    own = sum(one.person_id is not None for one in active)
    near = frozenset(one.pk for one in members if one.until - today <= rules.NEAR_END)
    return Makeup(tuple(members), len(active), own, rules.quorum(len(active)), rules.only_one(own), near)


def list_former(council: Council) -> list[Member]:
    """Those who have left and those whose term is over, the latest first."""
    today = clock.today(council.zone)
    rows = (
        Member.objects.filter(council=council)
        .select_related("person", "user")
        .exclude(until__gte=today, state__in=rules.LIVING)
    )
    return list(rows.order_by("-until", "-id")[:FORMER])


def person_ids(council_id: UUID) -> list[UUID]:
    """Beneficiaries in force, for those who ask the whole council."""
    council = Council.objects.select_related("unit").filter(pk=council_id, closed_at=None).first()
    if council is None:
        return []
    return [one.person_id for one in makeup_of(council).in_force if one.person_id is not None]


def list_colleagues(council: Council) -> list[User]:
    """Who works in the unit now."""
    return network.list_colleagues(council.unit)


def list_people_found(actor: Actor, council: Council, text: str) -> list[people.Hit]:
    """People the unit knows; others cannot be invited by name."""
    access.require_lead(actor, council.unit)
    if len(text.strip()) < 2:
        return []
    return [hit for hit in people.search_people(actor, council.unit, text) if hit.known and hit.kind == "person"]
