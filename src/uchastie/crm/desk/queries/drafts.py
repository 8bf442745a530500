"""Drafts of the counter: each person sees only the own ones, in the unit they were begun in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.desk import access, rules
from uchastie.crm.desk.models import Draft
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

_CALLED = ("name", "who", "phone", "people")  # the first of these that is filled names the draft


@dataclass(frozen=True, slots=True)
class DraftLine:
    id: UUID
    form: str
    title: str
    service: str  # code, "" while not chosen
    saved_at: dt.datetime


def list_drafts(actor: Actor, unit: Unit, *, but: str = "") -> list[DraftLine]:
    """Newest first, at most `DRAFTS_KEPT`; `but` is the key of the form that is open now."""
    access.require_worker(actor, unit.path)
    rows = _alive(actor, unit).order_by("-saved_at", "-id")[: rules.DRAFTS_KEPT]
    return [_line(draft) for draft in rows if draft.pk.hex != but]


def get_draft(actor: Actor, unit: Unit, draft_id: UUID) -> Draft:
    """`NotSeen` for another's draft, one of another unit, and one that is gone."""
    access.require_worker(actor, unit.path)
    draft = _alive(actor, unit).filter(pk=draft_id).first()
    if draft is None:
        raise NotSeen
    return draft


def _alive(actor: Actor, unit: Unit) -> "QuerySet[Draft]":
    since = clock.now() - rules.DRAFT_LIVES
    return Draft.objects.filter(author_id=actor.user_id, unit=unit, saved_at__gte=since)


def _line(draft: Draft) -> DraftLine:
    typed: dict[str, str] = {}
    for name, value in draft.fields:
        typed.setdefault(name, value.strip())
    title = next((typed[name].splitlines()[0] for name in _CALLED if typed.get(name)), "")
    return DraftLine(draft.pk, draft.form, title[:80], typed.get("service", ""), draft.saved_at)
