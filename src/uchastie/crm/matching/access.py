"""Coordinators match the families and guardians of their own headquarters."""

from uchastie.crm.families.access import COORDINATORS, is_coordinator, require_headquarters
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

__all__ = ["COORDINATORS", "require_headquarters", "require_own"]


def require_own(actor: Actor, unit: Unit) -> None:
    """A plan or a coincidence of another headquarters does not exist for whoever asks for it."""
    if not is_coordinator(actor, unit.path):
        raise NotSeen
