"""Marks of help: by the guardian, by the coordinator from their words; the family says whether it was so."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from uchastie.crm.followup import access, queries
from uchastie.crm.followup.events import HelpDisputed, HelpLogged
from uchastie.crm.followup.models import HelpFact
from uchastie.crm.followup.rules import help as rules
from uchastie.crm.followup.rules.help import Author, Verdict
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

KIND = "followup.helpfact"
REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Help:
    category: str
    on: dt.date
    amount: str = ""
    hours: Decimal | None = None
    need_id: UUID | None = None


@transaction.atomic
def log_help(*, actor: Actor, guardianship_id: UUID, help: Help) -> HelpFact:
    pair = guardianship.get_guardianship(actor, guardianship_id)
    access.require_helper(actor, pair)
    now = clock.now()
    rules.require_day(help.on, pair.help_started_on, pair.ended_on, now.astimezone(pair.unit.zone).date())
    rules.require_category(help.category, {code for code, _ in queries.can_help_with(pair)})
    if help.need_id and not pair.case.needs.filter(pk=help.need_id).exists():
        raise NotSeen
    fact = HelpFact.objects.create(
        guardianship=pair,
        unit_id=pair.unit_id,
        category_id=help.category,
        need_id=help.need_id,
        on=help.on,
        amount=rules.require_amount(help.amount, help.hours),
        hours=help.hours,
        author=Author.GUARDIAN if access.is_guardian(actor, pair) else Author.HQ,
        by_id=actor.user_id,
        logged_at=now,
    )
    _record(actor, fact, "help_logged", category=help.category)
    bus.announce(HelpLogged(fact.pk, pair.pk, fact.on))
    return fact


@transaction.atomic
def answer_help(*, actor: Actor, fact_id: UUID, verdict: Verdict, note: str = "") -> HelpFact:
    """The family confirms, or says that it was not so; it may change its mind."""
    fact = queries.get_fact(actor, fact_id)
    access.require_family(actor, fact.guardianship)
    if fact.withdrawn_at:
        raise Refusal("withdrawn", "Эту отметку уже сняли: подтверждать нечего.")
    now, clean = clock.now(), note.strip()
    if len(clean) > REASON_LIMIT:
        raise Refusal("note", f"Не больше {REASON_LIMIT} знаков.", field="note")
    if verdict is Verdict.CONFIRMED:
        fact.apply(confirmed_at=now, disputed_at=None, dispute_note="")
    else:
        fact.apply(confirmed_at=None, disputed_at=now, dispute_note=clean)
        bus.announce(HelpDisputed(fact.pk, fact.guardianship_id))
    _record(actor, fact, "help_answered", verdict=str(verdict))
    return fact


@transaction.atomic
def withdraw_help(*, actor: Actor, fact_id: UUID, version: int | None = None) -> HelpFact:
    """A mark put by mistake is taken off the figures; the row stays."""
    fact = queries.get_fact(actor, fact_id)
    access.require_helper(actor, fact.guardianship)
    fact.require_version(version)
    if fact.withdrawn_at:
        raise Refusal("withdrawn", "Эту отметку уже сняли.")
    if access.is_guardian(actor, fact.guardianship) and fact.confirmed_at:
        raise Refusal("confirmed", "Семья уже подтвердила эту помощь. Если это ошибка, позвоните координатору.")
    fact.apply(withdrawn_at=clock.now())
    _record(actor, fact, "help_withdrawn")
    return fact


@transaction.atomic
def mark_exported(*, actor: Actor, unit_id: UUID, fact_ids: Iterable[UUID]) -> int:
    """These went into a file for ОНФ.Помощь."""
    ids = list(fact_ids)
    for start in range(0, len(ids), 500):
        HelpFact.objects.filter(pk__in=ids[start : start + 500]).update(exported_at=clock.now())
    journal.record(
        actor, verb="help_exported", object_kind="network.unit", object_id=unit_id, unit_id=unit_id, rows=len(ids)
    )
    return len(ids)


def _record(actor: Actor, fact: HelpFact, verb: str, **details: str) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=KIND,
        object_id=fact.pk,
        unit_id=fact.unit_id,
        pair=fact.guardianship_id,
        **details,
    )
