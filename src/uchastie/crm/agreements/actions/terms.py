"""An agreement begins to count, is replaced, expires, is ended; those above hear of it."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from uchastie.crm.agreements import access, queries, rules
from uchastie.crm.agreements.actions import letters
from uchastie.crm.agreements.actions.record import record
from uchastie.crm.agreements.events import AgreementInForce, AgreementLapsed
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import Move, State
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, Refusal


def conclude(actor: Actor, agreement: Agreement) -> bool:
    """Inside the caller's transaction: when every side has signed in a way that counts. True when it has just happened."""
    if queries.list_missing(agreement, agreement.signatures.all()):
        return False
    target = rules.MOVES.target(State(agreement.state), Move.CONCLUDE)
    agreement.apply(state=target, concluded_at=clock.now())
    record(actor, agreement, "concluded", sha256=agreement.sha256)
    begin(agreement)
    return True


def begin(agreement: Agreement) -> None:
    """On the first day of the term, or at once when it has come: others of the kind between the same parties give way."""
    if agreement.announced_at or not queries.counts_today(agreement):
        return
    agreement.apply(announced_at=clock.now())
    for other in _same(agreement).filter(state=State.IN_FORCE, valid_from__lte=agreement.valid_from):
        other.apply(state=rules.MOVES.target(State(other.state), Move.REPLACE))
        record(SYSTEM, other, "replaced", by=agreement.pk)
    bus.announce(AgreementInForce(agreement.pk, agreement.kind, agreement.guardian_id, agreement.case_id))


@transaction.atomic
def end_agreement(*, actor: Actor, agreement_id: UUID, version: int | None, reason: str) -> Agreement:
    """Any side may stop; a reason is asked only of the headquarters. What was not signed yet is simply cancelled."""
    agreement = queries.get_agreement(actor, agreement_id)
    if actor.kind is ActorKind.HOLDER:
        if agreement.state != State.IN_FORCE:
            raise Denied("Это соглашение сейчас не действует.")
    else:
        access.require_worker(actor, agreement.unit.path)
    agreement.require_version(version)
    why = " ".join(reason.split())[:300]
    counted = agreement.state == State.IN_FORCE
    if counted and not why and actor.kind is not ActorKind.HOLDER:
        raise Refusal("reason", "Напишите, почему прекращаете: это увидят стороны.", field="reason")
    target = rules.MOVES.target(State(agreement.state), Move.END)
    freed = {} if agreement.concluded_at else {"previous": None}  # so that the one before it can be renewed anew
    agreement.apply(state=target, ended_at=clock.now(), end_reason=why, **freed)
    record(actor, agreement, "ended")
    if counted:
        _lapse(agreement)
        if actor.kind is ActorKind.HOLDER:
            letters.tell_ended(agreement)
    return agreement


def turn_day() -> int:
    """A job, every hour because days begin at different hours: what starts today begins, what is over expires."""
    moved = 0
    ready = Agreement.objects.filter(state=State.IN_FORCE, announced_at=None)
    moved += sum(_turn(row, begin) for row in ready.select_related("unit").order_by("valid_from", "pk"))
    soonest = clock.now().date()  # UTC: no zone of the country is behind it
    over = Agreement.objects.filter(state__in=[State.IN_FORCE, State.WAITING], valid_until__lte=soonest)
    for row in over.select_related("unit").order_by("valid_until", "pk"):
        if row.valid_until < queries.today_of(row):
            moved += _turn(row, _expire)
    return moved


def _turn(agreement: Agreement, move: Callable[[Agreement], None]) -> int:
    """Each in its own transaction; somebody who was faster has done it already."""
    before = agreement.version
    try:
        with transaction.atomic():
            move(agreement)
    except Conflict:
        return 0
    return int(agreement.version != before)


def _expire(agreement: Agreement) -> None:
    counted = agreement.state == State.IN_FORCE
    agreement.apply(state=rules.MOVES.target(State(agreement.state), Move.EXPIRE))
    record(SYSTEM, agreement, "expired")
    if counted:
        _lapse(agreement)


def _lapse(agreement: Agreement) -> None:
    if any(queries.counts_today(row) for row in _same(agreement).filter(state=State.IN_FORCE)):
        return
    bus.announce(AgreementLapsed(agreement.pk, agreement.kind, agreement.guardian_id, agreement.case_id))


def _same(agreement: Agreement) -> QuerySet[Agreement]:
    """Others of the kind between the same parties."""
    parties = {"guardian_id": agreement.guardian_id, "case_id": agreement.case_id}
    rows = Agreement.objects.filter(kind=agreement.kind, **parties).exclude(pk=agreement.pk)
    return rows.select_related("unit")


def remind_of_renewals() -> int:
    """A job: coordinators hear of a last day 40 days before it, once of each agreement; silent when it is renewed."""
    told = 0
    rows = Agreement.objects.filter(state=State.IN_FORCE, renewal=None, reminded_at=None)
    tomorrow = clock.now().date() + dt.timedelta(days=1)  # it has begun in the east already
    rows = rows.filter(valid_until__lte=tomorrow + rules.RENEW_BEFORE)
    for row in rows.select_related("unit", "guardian", "case").order_by("valid_until", "pk"):
        if rules.renew_soon(row.valid_until, queries.today_of(row)):
            told += _turn(row, _remind)
    return told


def _remind(agreement: Agreement) -> None:
    agreement.apply(reminded_at=clock.now())
    letters.tell_renewal(agreement)
