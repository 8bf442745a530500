"""Who answers for the data, and where the copies lie."""

import datetime as dt
from dataclasses import asdict
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.setup import access, queries
from uchastie.crm.setup.models import Operator
from uchastie.crm.setup.rules import OperatorCard, clean_operator
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

OPERATOR = "setup.operator"
ONLY = uuid5(NAMESPACE_URL, "uchastie:setup:operator")  # one row, so one id in the journal


@transaction.atomic
def save_operator(actor: Actor, *, version: int | None, card: OperatorCard) -> Operator:
    access.require_operator_change(actor)
    clean = clean_operator(card)
    row = _row(version)
    changed = sorted(name for name, value in asdict(clean).items() if getattr(row, name) != value)
    row.apply(**asdict(clean))
    _record(actor, changed)
    transaction.on_commit(lambda: queries.remember_operator(clean))
    return row


@transaction.atomic
def save_backups(actor: Actor, *, version: int | None, note: str, checked_on: dt.date | None) -> Operator:
    access.require_change(actor)
    note = " ".join(note.split())
    if not note:
        raise Refusal("backups_note", "Напишите, где лежат копии и кто за них отвечает.", field="note")
    if checked_on and checked_on > clock.today(dt.UTC):
        raise Refusal("backups_day", "Этот день ещё не настал.", field="checked_on")
    row = _row(version)
    row.apply(backups_note=note[:300], backups_checked_on=checked_on)
    _record(actor, ["backups_checked_on", "backups_note"])
    return row


def _row(version: int | None) -> Operator:
    row, made = Operator.objects.get_or_create(only=True)
    if not made:
        row.require_version(version)
    return row


def _record(actor: Actor, fields: list[str]) -> None:
    journal.record(actor, verb="edited", object_kind=OPERATOR, object_id=ONLY, fields=fields)
