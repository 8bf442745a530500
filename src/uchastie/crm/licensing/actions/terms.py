"""«ОЗНАКОМИТЬСЯ» (A64): after the agreement and the set, the last step before the panel opens."""

from django.db import transaction

from uchastie.crm.licensing import access, queries
from uchastie.crm.licensing.actions.steps import move, record
from uchastie.crm.licensing.models import Licence, TermsAcceptance
from uchastie.crm.licensing.rules import Move, State, TextKind
from uchastie.crm.network import actions as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitStatus
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal


@transaction.atomic
def accept_terms(*, actor: Actor, unit: Unit, number: int, address: str | None = None) -> Licence:
    """By the head, of the edition that was read. The access opens at the next request; twice is once."""
    access.require_head(actor, unit)
    licence = queries.licence_of(unit)
    if licence is None:
        raise NotSeen
    text = queries.current_text(TextKind.TERMS)
    if text.number != number:
        raise Conflict("terms_changed", "Пока вы читали, вышла новая редакция условий. Прочитайте её, она короткая.")
    if licence.state == State.AGREED and queries.approved_set(unit) is None:
        raise Refusal("no_set", "Сначала утвердят набор сервисов. Соберите его и отправьте на утверждение.")
    if licence.state not in {State.AGREED, State.ACTIVE}:
        raise Refusal("not_waiting", "Договор сейчас не действует: условия принимать рано.")
    _, new = TermsAcceptance.objects.get_or_create(
        licence=licence,
        text=text,
        defaults={"user_id": actor.user_id, "name": actor.label[:150], "at": clock.now(), "address": address or None},
    )
    if new:
        record(actor, licence, "licence_terms_accepted", edition=text.number)
    if licence.state == State.AGREED:
        move(actor, licence, Move.ACTIVATE, active_at=clock.now())
        network.change_access(actor, unit=unit, status=UnitStatus.ACTIVE)
    return licence
