"""A group that was served: who was in it."""

from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.desk import access
from uchastie.crm.desk.models import Delivery, Group
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Member:
    request_id: UUID
    number: str
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Gathered:
    group: Group
    members: list[Member]

    @property
    def size(self) -> int:
        return len(self.members) + self.group.unnamed


def get_group(actor: Actor, group_id: UUID) -> Gathered:
    """Two statements whatever the size; `NotSeen` for a group of a unit the actor does not read."""
    group = Group.objects.select_related("unit", "service", "by", "regulation").filter(pk=group_id).first()
    if group is None:
        raise NotSeen
    access.require_reader(actor, group.unit.path)
    rows = Delivery.objects.filter(group=group).order_by("request__number")
    fields = ("request_id", "request__number", "request__beneficiary__name", "request__status")
    return Gathered(group, [Member(*row) for row in rows.values_list(*fields)])
