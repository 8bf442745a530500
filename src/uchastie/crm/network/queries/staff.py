"""Who works where, who is invited, who leaves; what a fresh installation still lacks."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.network import access, guards
from uchastie.crm.network.models import Assignment, Invitation, Unit
from uchastie.crm.network.rules import WORKERS, UnitKind, UnitStatus
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

COORDINATORS = frozenset({Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR})

# --- the beginning of an installation ---


def count_centres() -> int:
    return Unit.objects.filter(kind=UnitKind.CENTRE).exclude(status=UnitStatus.CLOSED).count()


def count_centre_staff() -> tuple[int, int]:
    """How many work in centres, and how many invitations to centres wait for an answer."""
    working = Assignment.objects.filter(unit__kind=UnitKind.CENTRE, ended_at=None, user__is_active=True)
    invited = Invitation.objects.filter(unit__kind=UnitKind.CENTRE, accepted_at=None)
    return working.filter(role__in=STAFF).values("user").distinct().count(), invited.count()


def find_centre_without_staff() -> str | None:
    """The slug of one, the oldest."""
    centres = Unit.objects.filter(kind=UnitKind.CENTRE, status=UnitStatus.ACTIVE)
    busy = Assignment.objects.filter(unit=OuterRef("pk"), ended_at=None)
    return centres.filter(~Exists(busy)).order_by("pk").values_list("slug", flat=True).first()


# --- staff ---


def list_staff(actor: Actor, unit: Unit) -> QuerySet[Assignment]:
    """Active assignments in the unit."""
    access.require_seen(actor, unit)
    rows = Assignment.objects.filter(unit=unit, ended_at__isnull=True, user__is_active=True)
    return rows.select_related("user").order_by("role", "user__name", "pk")


def list_work(unit_ids: Collection[UUID]) -> list[tuple[Unit, UUID, dt.datetime, dt.datetime | None]]:
    """Who works or worked in these units: (unit, user, since, until). For figures of the past; one statement."""
    rows = Assignment.objects.filter(unit__in=unit_ids, user__is_active=True).select_related("unit")
    return [(row.unit, row.user_id, row.since, row.ended_at) for row in rows.order_by("since", "pk")]


def list_colleagues(unit: Unit) -> list[User]:
    """Who works in the unit now, in the order of names."""
    return accounts.list_users({user for _, user, _, until in list_work([unit.pk]) if until is None})


def list_workplaces(user_id: UUID) -> list[Unit]:
    """The units where the person works now."""
    rows = Assignment.objects.filter(user_id=user_id, ended_at=None).select_related("unit")
    return list({row.unit_id: row.unit for row in rows}.values())


def list_coordinators(unit: Unit) -> QuerySet[Assignment]:
    """Who coordinates the region the unit lies in; for the product's own messages."""
    above = [unit.path[: place + 1] for place, sign in enumerate(unit.path) if sign == "/"]
    rows = Assignment.objects.filter(unit__path__in=above, role=Role.REGION_COORDINATOR, ended_at__isnull=True)
    return rows.filter(user__is_active=True).select_related("user", "unit").order_by("since", "pk")


def coordinator_ids() -> "QuerySet[Assignment, Any]":
    """Users who coordinate something, to be asked inside another statement."""
    return Assignment.objects.filter(role__in=COORDINATORS, ended_at=None, user__is_active=True).values("user")


def list_coordinated() -> set[UUID]:
    """Regional headquarters that somebody coordinates. One statement."""
    rows = Assignment.objects.filter(role=Role.REGION_COORDINATOR, ended_at__isnull=True, user__is_active=True)
    return set(rows.values_list("unit_id", flat=True))


def list_invitations(actor: Actor, unit: Unit) -> QuerySet[Invitation]:
    """Invitations that still wait for an answer; expired ones too, so that somebody sends them again."""
    access.require_seen(actor, unit)
    return Invitation.objects.filter(unit=unit, accepted_at__isnull=True).order_by("-created_at", "pk")


def get_assignment(actor: Actor, assignment_id: UUID) -> Assignment:
    row = Assignment.objects.select_related("user", "unit").filter(pk=assignment_id, ended_at__isnull=True).first()
    if row is None or not access.sees(actor, row.unit):
        raise NotSeen
    return row


def list_successors(assignment: Assignment) -> QuerySet[Assignment]:
    """Colleagues of the same unit who may take over its work."""
    able = COORDINATORS if assignment.role in COORDINATORS else WORKERS
    rows = Assignment.objects.filter(unit=assignment.unit, ended_at=None, user__is_active=True, role__in=able)
    return rows.exclude(user=assignment.user).select_related("user").order_by("user__name", "pk")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the page about somebody who leaves must say. `work`: how much is open, with the forms of its word; none
    while he keeps another role in the same unit."""

    assignment: Assignment
    work: tuple[tuple[int, tuple[str, str, str]], ...]
    colleagues: tuple[Assignment, ...]
    other_roles: tuple[Assignment, ...]


def get_leaving(actor: Actor, assignment_id: UUID) -> Leaving:
    row = get_assignment(actor, assignment_id)
    others = tuple(list_own_assignments(row.user).exclude(pk=row.pk))
    stays = any(other.unit_id == row.unit_id for other in others)
    counted = [] if stays else [(work.count(row.unit, row.user_id), work.words) for work in guards.works()]
    return Leaving(row, tuple(one for one in counted if one[0]), tuple(list_successors(row)), others)


def paths_of(user_id: UUID) -> list[str]:
    """Of the units where the person works now."""
    rows = Unit.objects.filter(assignments__user_id=user_id, assignments__ended_at__isnull=True)
    return list(rows.values_list("path", flat=True))


def wait_for_unit(unit_id: UUID) -> Unit:
    """One transaction after another: the unit is locked until the end of this one."""
    return Unit.objects.select_for_update(no_key=True).get(pk=unit_id)


def list_own_assignments(user: User) -> QuerySet[Assignment]:
    return Assignment.objects.filter(user=user, ended_at__isnull=True).select_related("unit__region").order_by("since")


def list_locked_units(user_id: UUID, *roles: Role) -> QuerySet[Unit]:
    """Centres whose licence does not work, where the person has one of the roles."""
    held = Assignment.objects.filter(user_id=user_id, role__in=roles, ended_at=None, user__is_active=True)
    return Unit.objects.filter(pk__in=held.values("unit_id"), status=UnitStatus.LOCKED).select_related("region")


def get_open_invitation(token: str) -> Invitation:
    """The invitation behind a link; `NotSeen` when there is none, or it was used, or its day has passed."""
    row = (
        Invitation.objects.select_related("unit__region")
        .filter(digest=accounts.digest_of(token), accepted_at__isnull=True, expires_at__gt=clock.now())
        .first()
    )
    if row is None:
        raise NotSeen
    return row
