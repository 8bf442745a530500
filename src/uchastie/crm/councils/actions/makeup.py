"""A council is made, changed, closed."""

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from uchastie.crm.councils import access, queries, rules
from uchastie.crm.councils.actions.record import record
from uchastie.crm.councils.models import Council
from uchastie.crm.councils.rules import CouncilValues
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def create_council(*, actor: Actor, unit: Unit, values: CouncilValues) -> Council:
    access.require_lead(actor, unit)
    rules.require_council(values)
    now = clock.now()
    council = Council.objects.create(unit=unit, made_at=now, made_on=clock.today(unit.zone), **asdict(values))
    record(actor, council, "council_made", kind=str(values.kind))
    return council


@transaction.atomic
def change_council(*, actor: Actor, council_id: UUID, version: int | None, values: CouncilValues) -> Council:
    council = queries.get_council(actor, council_id, lock=True)
    access.require_lead(actor, council.unit)
    council.require_version(version)
    require_living(council)
    rules.require_council(values)
    council.apply(**asdict(values))
    record(actor, council, "council_changed")
    return council


@transaction.atomic
def close_council(*, actor: Actor, council_id: UUID, reason: str) -> Council:
    """Its decisions stay, and so does what became of them. Twice is once."""
    council = queries.get_council(actor, council_id, lock=True)
    access.require_lead(actor, council.unit)
    if council.closed_at is not None:
        return council
    council.apply(closed_at=clock.now(), close_reason=rules.require_reason(reason))
    record(actor, council, "council_closed")
    return council


def require_living(council: Council) -> None:
    if council.closed_at is not None:
        raise Refusal("closed", "Совет закрыт: его решения остаются, новых не будет.")
