"""Devices for checking in."""

from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.accounts.queries import digest_of
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitStatus
from uchastie.crm.visits import access
from uchastie.crm.visits.models import Tablet
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


def list_tablets(actor: Actor, unit: Unit) -> "QuerySet[Tablet]":
    access.require_giver(actor, unit.path)
    return Tablet.objects.filter(unit=unit, revoked_at__isnull=True).order_by("made_at", "pk")


def get_tablet(actor: Actor, tablet_id: UUID) -> Tablet:
    found = Tablet.objects.select_related("unit").filter(pk=tablet_id).first()
    if found is None:
        raise NotSeen
    access.require_giver(actor, found.unit.path)
    return found


def find_tablet(token: str) -> Tablet:
    """By the link on the device; a revoked one does not exist."""
    rows = Tablet.objects.select_related("unit__region").filter(revoked_at__isnull=True)
    found = rows.filter(digest=digest_of(token), unit__status=UnitStatus.ACTIVE).first()
    if found is None:
        raise NotSeen
    return found
