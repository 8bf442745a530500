"""Printed QR codes are made and revoked by the head."""

import secrets
from uuid import UUID

from django.db import transaction

from uchastie.crm.feedback import access, queries
from uchastie.crm.feedback.actions.record import record_place
from uchastie.crm.feedback.models import Place
from uchastie.crm.feedback.rules import CODE_LETTERS, PlaceKind
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

CODE_LENGTH = 10  # 31 letters: 49 bits


@transaction.atomic
def make_place(*, actor: Actor, unit: Unit, kind: PlaceKind, target: str = "") -> Place:
    """A code for the centre, a room, an employee (ids) or a service (its code). What has a working code keeps it:
    posters that already hang stay true."""
    access.require_answerer(actor, unit.path)
    if unit.kind != UnitKind.CENTRE:
        raise Refusal("not_a_centre", "Код делают для центра. Выберите центр вверху.")
    about = _about(actor, unit, kind, target)
    found = Place.objects.filter(unit=unit, kind=kind, revoked_at__isnull=True, **_key(about)).first()
    if found:
        return found
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    place = Place.objects.create(
        unit=unit, kind=kind, code=code, made_at=clock.now(), made_by_id=actor.user_id, **about
    )
    record_place(actor, place, "qr_made")
    return place


@transaction.atomic
def revoke_place(*, actor: Actor, place_id: UUID) -> Place:
    """The printed code stops taking reviews; those it has brought stay. Twice is once."""
    place = queries.get_place(actor, place_id)
    access.require_answerer(actor, place.unit.path)
    if place.revoked_at is None:
        place.revoked_at = clock.now()
        place.save(update_fields=["revoked_at"])
        record_place(actor, place, "qr_revoked")
    return place


def _about(actor: Actor, unit: Unit, kind: PlaceKind, target: str) -> dict[str, object]:
    if kind is PlaceKind.CENTRE:
        return {"label": unit.name}
    targets = queries.list_targets(actor, unit)
    if kind is PlaceKind.ROOM:
        chosen: dict[str, dict[str, object]] = {
            str(room.pk): {"room": room, "label": room.name} for room in targets.rooms
        }
    elif kind is PlaceKind.EMPLOYEE:
        chosen = {str(user.pk): {"employee": user, "label": user.name} for user in targets.employees}
    else:
        chosen = {service.code: {"service": service, "label": service.name} for service in targets.services}
    if target not in chosen:
        raise Refusal("target", "Выберите из списка, для чего код.", field="target")
    return chosen[target]


def _key(about: dict[str, object]) -> dict[str, object]:
    """By what the same thing is known: its id, not its name, which may be changed."""
    return {name: value for name, value in about.items() if name != "label"}
