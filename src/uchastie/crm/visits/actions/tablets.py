"""Tablets for checking in: the head gives the link and takes it back."""

import secrets
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.queries import digest_of
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.visits import access, queries
from uchastie.crm.visits.models import Tablet
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

MOST = 20  # of one centre at once


@transaction.atomic
def give_tablet(*, actor: Actor, unit: Unit, name: str) -> str:
    """The secret part of the link, shown once."""
    access.require_giver(actor, unit.path)
    if unit.kind != UnitKind.CENTRE:
        raise Refusal("not_a_centre", "Планшет подключают к центру. Выберите центр вверху.")
    if queries.list_tablets(actor, unit).count() >= MOST:
        raise Refusal("many", f"У центра уже {MOST} планшетов. Отключите те, которых нет.")
    token = secrets.token_urlsafe(24)
    tablet = Tablet.objects.create(
        unit=unit, name=name, digest=digest_of(token), made_at=clock.now(), made_by_id=actor.user_id
    )
    _record(actor, tablet, "tablet_given")
    return token


@transaction.atomic
def revoke_tablet(*, actor: Actor, tablet_id: UUID) -> Tablet:
    tablet = queries.get_tablet(actor, tablet_id)
    if tablet.revoked_at is None:
        tablet.revoked_at = clock.now()
        tablet.save(update_fields=["revoked_at"])
        _record(actor, tablet, "tablet_revoked")
    return tablet


def _record(actor: Actor, tablet: Tablet, verb: str) -> None:
    journal.record(actor, verb=verb, object_kind="visits.tablet", object_id=tablet.pk, unit_id=tablet.unit_id)
