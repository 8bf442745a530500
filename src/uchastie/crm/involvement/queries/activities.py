"""What was done together and what changed."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from uchastie.crm.involvement import access
from uchastie.crm.involvement.models import BeneficiaryRole, InvolvementActivity
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import Page, keyset

PAGE, OWN = 20, 30


def list_activities(actor: Actor, unit: Unit | None, *, after: str | None = None) -> Page[InvolvementActivity]:
    """Of the unit and of all below it, without names."""
    home = access.require_reader(actor, unit)
    rows = InvolvementActivity.objects.filter(unit__path__startswith=home.path).select_related("unit")
    return keyset(rows.annotate(people=Count("roles")), order=("-on", "-id"), size=PAGE, after=after)


def list_of_role(role: BeneficiaryRole) -> list[InvolvementActivity]:
    return list(role.activities.order_by("-on", "-id")[:OWN])


def list_of_person(role_ids: Collection[UUID]) -> list[InvolvementActivity]:
    rows = InvolvementActivity.objects.filter(roles__in=list(role_ids)).distinct()
    return list(rows.order_by("-on", "-id")[:OWN])


def list_changes(unit: Unit) -> list[InvolvementActivity]:
    """For everybody, on the page of a centre: what changed, without names."""
    rows = InvolvementActivity.objects.filter(unit=unit).exclude(for_services="", for_people="")
    return list(rows.order_by("-on", "-id")[:5])
