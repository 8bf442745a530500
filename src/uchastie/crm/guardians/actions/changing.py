"""What a guardian can do and for how many; a pause, a return, a farewell. By the coordinator or the guardian itself."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.guardians import access, guards, queries, rules
from uchastie.crm.guardians.actions.application import write_capabilities
from uchastie.crm.guardians.actions.preparing import recheck
from uchastie.crm.guardians.actions.steps import lock, move, record
from uchastie.crm.guardians.events import GuardianChanged
from uchastie.crm.guardians.models import Guardian, Territory
from uchastie.crm.guardians.rules import CapabilityValues, GuardianState, Move
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Denied, Refusal
from uchastie.ui.text import plural


def _own(actor: Actor, guardian_id: UUID, version: int | None = None) -> Guardian:
    guardian = lock(actor, guardian_id, version=version)
    if not access.is_own(actor, guardian) and not access.is_coordinator(actor, guardian):
        raise Denied("Это меняет сам опекун или координатор его региона.")
    return guardian


@transaction.atomic
def change_capabilities(
    *,
    actor: Actor,
    guardian_id: UUID,
    capacity: int,
    capabilities: tuple[CapabilityValues, ...],
    whole_region: bool = False,
    radius_km: int | None = None,
    territory: tuple[str, ...] = (),
    version: int | None = None,
) -> Guardian:
    """B36: the whole of it at once. Fewer places than families it has already: those stay, no new ones come."""
    guardian = _own(actor, guardian_id, version)
    guardian.apply(
        capacity=rules.require_capacity(capacity),
        whole_region=whole_region,
        radius_km=rules.require_radius(radius_km),
        updated_at=clock.now(),
    )
    guardian.capabilities.all().delete()
    write_capabilities(guardian, rules.require_capabilities(capabilities))
    guardian.territory.all().delete()
    names = dict.fromkeys(" ".join(name.split())[:200] for name in territory if name.strip())
    Territory.objects.bulk_create([Territory(guardian=guardian, name=name) for name in names])
    record(actor, guardian, "guardian_capabilities_changed", categories=len(capabilities), capacity=capacity)
    bus.announce(GuardianChanged(guardian.pk))
    return guardian


@transaction.atomic
def pause(
    *, actor: Actor, guardian_id: UUID, reason: str, until: dt.date | None = None, version: int | None = None
) -> Guardian:
    """No new families; those it has stay. Without a day the pause lasts until somebody ends it."""
    guardian = _own(actor, guardian_id, version)
    until = rules.require_pause(until, clock.today(queries.zone_of(guardian)))
    move(actor, guardian, Move.PAUSE, paused_until=until, pause_reason=rules.require_reason(reason)[:300])
    bus.announce(GuardianChanged(guardian.pk))
    return guardian


@transaction.atomic
def resume(*, actor: Actor, guardian_id: UUID, version: int | None = None) -> Guardian:
    """Back to work; ready at once when every gate is still passed."""
    guardian = _own(actor, guardian_id, version)
    move(actor, guardian, Move.RESUME, paused_until=None, pause_reason="")
    recheck(guardian.pk)
    bus.announce(GuardianChanged(guardian.pk))
    guardian.refresh_from_db()
    return guardian


@transaction.atomic
def leave(*, actor: Actor, guardian_id: UUID, reason: str, version: int | None = None) -> Guardian:
    """It helps no more. Its families come first: each pair is ended or declined before, so that none is forgotten."""
    guardian = _own(actor, guardian_id, version)
    families = guards.count_families(guardian.pk)
    if families:
        count = plural(families, "семья", "семьи", "семей")
        raise Refusal("has_families", f"У опекуна {count}. Сначала завершите каждую пару, потом участие.")
    move(actor, guardian, Move.LEAVE, decision_reason=rules.require_reason(reason))
    bus.announce(GuardianChanged(guardian.pk))
    return guardian


def end_pauses() -> int:
    """Every night: pauses whose last day has passed. Returns how many."""
    due = Guardian.objects.filter(state=GuardianState.PAUSED, paused_until__lt=clock.now().date())
    ids = list(due.values_list("pk", flat=True))
    for guardian_id in ids:
        resume(actor=SYSTEM, guardian_id=guardian_id)
    return len(ids)
