"""Changing a norm, and having a closed period counted anew."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.insight import access, queries
from uchastie.crm.insight.actions.counting import take_turn
from uchastie.crm.insight.actions.results import Ways, judge, rate_anew
from uchastie.crm.insight.models import Correction, Norm, NormVersion, Result
from uchastie.crm.insight.rules import MOST, How, Span, period_at
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

REASON_LIMIT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NormChange:
    plan: int
    floor: int
    mandatory: bool
    active: bool
    valid_from: dt.date
    reason: str


@transaction.atomic
def change_norm(*, actor: Actor, code: str, change: NormChange) -> NormVersion:
    """A new version from a day to come on; a version that has not begun yet is written over, the past never."""
    access.require_norm_editor(actor)
    take_turn()
    norm = Norm.objects.filter(pk=code).first()
    if norm is None:
        raise NotSeen
    require_change(norm, change)
    version, _ = NormVersion.objects.update_or_create(
        norm=norm,
        valid_from=change.valid_from,
        defaults={
            "plan": change.plan,
            "floor": change.floor,
            "mandatory": change.mandatory,
            "active": change.active,
            "reason": change.reason.strip(),
            "by_id": actor.user_id,
            "at": clock.now(),
        },
    )
    journal.record(
        actor,
        verb="norm_changed",
        object_kind="insight.norm",
        object_id=version.pk,
        norm=code,
        plan=change.plan,
        floor=change.floor,
        valid_from=f"{change.valid_from}",
    )
    return version


def require_change(norm: Norm, change: NormChange) -> None:
    most = 100 if norm.how in {How.SHARE, How.PORTION} else MOST
    if not 1 <= change.plan <= most:
        raise Refusal("plan", f"Порог — число от 1 до {most}.", field="plan")
    if change.valid_from <= clock.now().date():
        message = "Норма меняется только вперёд: выберите завтрашний день или позже."
        raise Refusal("valid_from", message, field="valid_from")
    if not change.reason.strip():
        raise Refusal("reason", "Напишите, почему меняется норма: это увидят центры.", field="reason")


@transaction.atomic
def correct_result(*, actor: Actor, unit_id: UUID, code: str, slot_code: str, reason: str) -> Result:
    """Records of a closed period have changed: count it anew, keep what it was and why. The threshold stays that of the
    period."""
    unit = network.get_unit(actor, unit_id)
    access.require_corrector(actor, unit)
    take_turn()
    result = _frozen(unit.pk, code, slot_code)
    if not reason.strip():
        raise Refusal("reason", "Напишите, что внесли позже или по ошибке.", field="reason")
    slot = period_at(Span(result.span), result.first)
    norms = queries.get_norms()
    norm = next((one for one in norms.of(slot) if one.code == code), None)
    if norm is None:
        raise NotSeen
    fresh = judge([unit], [norm], slot, slot.last, Ways())[0]
    if (fresh.fact, fresh.whole, fresh.plan) == (result.fact, result.whole, result.plan):
        raise Refusal("same", "Записи дают то же число: исправлять нечего.")
    _keep_former(actor, result, reason)
    result.fact, result.whole, result.plan, result.met = fresh.fact, fresh.whole, fresh.plan, fresh.met
    result.corrections += 1
    result.save(update_fields=["fact", "whole", "plan", "met", "corrections"])
    rate_anew(result)
    journal.record(
        actor,
        verb="figure_corrected",
        object_kind="network.unit",
        object_id=unit.pk,
        unit_id=unit.pk,
        norm=code,
        period=slot_code,
    )
    return result


def _keep_former(actor: Actor, result: Result, reason: str) -> None:
    Correction.objects.create(
        result=result,
        at=clock.now(),
        by_id=actor.user_id,
        reason=reason.strip()[:REASON_LIMIT],
        fact=result.fact,
        whole=result.whole,
        plan=result.plan,
        met=result.met,
    )


def _frozen(unit_id: UUID, code: str, slot_code: str) -> Result:
    for result in Result.objects.filter(unit=unit_id, norm=code, frozen_at__isnull=False):
        if period_at(Span(result.span), result.first).code == slot_code:
            return result
    raise Refusal("open", "Период ещё не закрыт: число обновится само.")
