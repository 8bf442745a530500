"""Two people saved one request: both values side by side, who and when, and a choice for each field."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.views.card import card_context
from uchastie.kernel.web import Request
from uchastie.ui import text

PICK, THEIRS = "pick-", "theirs-"


@dataclass(frozen=True, slots=True)
class Side:
    """One field: as I wrote it and as it stands now; both as words and as the form would send them."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_value: str
    theirs_value: str

    @property
    def differs(self) -> bool:
        return self.mine_value != self.theirs_value and bool(self.theirs_value)


def is_stale(form: Form) -> bool:
    """Somebody was faster: the form was refused only because it was filled over an older version."""
    refused = getattr(form, "refused", None)
    return refused is not None and refused.code == "stale"


def settled(data: QueryDict) -> QueryDict:
    """What was sent, after the choices of the conflict page: where "theirs" was picked, their value."""
    chosen = [key.removeprefix(PICK) for key, value in data.items() if key.startswith(PICK) and value == "theirs"]
    if not chosen:
        return data
    merged = data.copy()
    for name in chosen:
        merged[name] = data.get(THEIRS + name, "")
    return merged


def show_conflict(request: Request, found: ServiceRequest, form: Form, theirs: dict[str, Any]) -> HttpResponse:
    """`theirs`: what stands in the request now under the names of the form's fields; what is not there, only I wrote."""
    context = card_context(request, found)
    sides = [_side(bound, theirs) for bound in form.visible_fields() if _sent(bound)]
    own = {"sides": sides, "action": request.path, "done_since": context["history"][:3]}
    return render(request, "desk/conflict.html", context | own, status=409)


def _sent(bound: BoundField) -> bool:
    return bound.data not in (None, "", [])


def _side(bound: BoundField, theirs: dict[str, Any]) -> Side:
    now = _plain(theirs.get(bound.name))
    return Side(
        name=bound.name,
        label=str(bound.label),
        mine=_words(bound, str(bound.data)),
        theirs=_words(bound, now) if now else "пусто",
        mine_value=str(bound.data),
        theirs_value=now,
    )


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def _words(bound: BoundField, value: str) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    if value in choices:
        return str(choices[value])
    return "да" if value == "on" else _day(value)


def _day(value: str) -> str:
    """A day or a moment of the centre's time as people write it; other words as they are."""
    try:
        at = dt.datetime.fromisoformat(value)
    except ValueError:
        return value
    hour = f", {text.time(at)}" if "T" in value else ""
    return text.full_day(at.date()) + hour if "-" in value else value
