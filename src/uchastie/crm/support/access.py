"""Support is read by who works beside the people; headquarters above see numbers. The notes of a supervision are read by
its facilitator and participants alone: no role and no headquarters opens them."""

from django.db.models import Q

from uchastie.crm.involvement import access as involvement
from uchastie.crm.involvement.access import READERS
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind

__all__ = ["READERS", "leads", "notes_open_to", "require_lead"]


def leads(actor: Actor, unit: Unit) -> bool:
    return involvement.leads(actor, unit)


def require_lead(actor: Actor, unit: Unit | None) -> Unit:
    return involvement.require_lead(actor, unit)


def notes_open_to(actor: Actor) -> Q:
    """Sessions whose notes this member of the staff reads. Not even the product itself reads them for somebody."""
    if actor.kind is not ActorKind.USER or actor.id is None:
        return Q(pk__in=[])
    return Q(facilitator=actor.id) | Q(staff=actor.id)
