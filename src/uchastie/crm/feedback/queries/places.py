"""Printed QR codes: of a unit for its staff, by the code for everybody."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse

from uchastie.crm.accounts.models import User
from uchastie.crm.catalogue.models import Service
from uchastie.crm.feedback import access
from uchastie.crm.feedback.models import Place
from uchastie.crm.feedback.rules import CODE
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Premises, Unit
from uchastie.crm.network.rules import UnitStatus
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Targets:
    """What a code of this unit may be about."""

    rooms: list[Premises]
    employees: list[User]
    services: list[Service]


def list_places(actor: Actor, unit: Unit) -> "QuerySet[Place]":
    """Working codes first, with the number of reviews they have brought."""
    access.require_reader(actor, unit.path)
    rows = Place.objects.filter(unit=unit).annotate(reviews=Count("marks"))
    return rows.order_by("revoked_at", "kind", "label", "pk")


def get_place(actor: Actor, place_id: UUID) -> Place:
    found = Place.objects.select_related("unit").filter(pk=place_id).first()
    if found is None or not access.may_read(actor, found.unit.path):
        raise NotSeen
    return found


def find_open_place(code: str) -> Place:
    """By the printed code, for anybody; revoked ones too, so that the page can say so. Codes are read in any case."""
    code = code.lower()
    rows = Place.objects.select_related("unit__region", "service", "employee")
    found = rows.filter(code=code).first() if CODE.fullmatch(code) else None
    if found is None or found.unit.status != UnitStatus.ACTIVE:
        raise NotSeen
    return found


def list_targets(actor: Actor, unit: Unit) -> Targets:
    access.require_reader(actor, unit.path)
    staff = {row.user_id: row.user for row in network.list_staff(actor, unit)}
    return Targets(
        rooms=list(unit.premises.order_by("name")),
        employees=sorted(staff.values(), key=lambda user: user.name),
        services=licensing.list_to_choose(unit),
    )


def place_url(place: Place) -> str:
    """The whole address, as it stands in the code."""
    return settings.SITE_URL + reverse("feedback:leave", args=[place.code])
