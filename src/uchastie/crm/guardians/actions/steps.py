"""What every deed with a guardian does: lock it, move it, write it down."""

from uuid import UUID

from uchastie.crm.guardians import access, queries
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import LIFECYCLE, GuardianState, Move
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied

OBJECT = "guardians.guardian"


def lock(actor: Actor, guardian_id: UUID, *, version: int | None = None) -> Guardian:
    """The row until the end of the transaction. `NotSeen` for those who may not see it; `Conflict` when somebody has
    changed it since the page was read."""
    queries.get_guardian(actor, guardian_id)
    guardian = queries.wait_for_guardian(guardian_id)
    if version is not None and guardian.version != version:
        raise Conflict("guardian_changed", "Карточку опекуна только что изменили. Посмотрите, что стало, и повторите.")
    return guardian


def require_coordinator(actor: Actor, guardian: Guardian) -> None:
    if not access.is_coordinator(actor, guardian):
        raise Denied("Это делает координатор региона опекуна.")


def require_verifier(actor: Actor) -> None:
    if not access.is_verifier(actor):
        raise Denied("Заявки опекунов проверяет федеральная команда.")


def move(actor: Actor, guardian: Guardian, step: Move, **changes: object) -> None:
    target = LIFECYCLE.target(GuardianState(guardian.state), step)
    guardian.apply(state=target, updated_at=clock.now(), **changes)
    record(actor, guardian, f"guardian_{step}")


def record(actor: Actor, guardian: Guardian, verb: str, **details: object) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=guardian.pk, unit_id=guardian.unit_id, **details)
