"""Which centre a page is about, and what the page of a centre shows."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render

from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.platform import access, queries
from uchastie.crm.platform.forms import ReadingsForm
from uchastie.crm.platform.rules import ANSWERED_SHARE, PLACEMENTS, TOPIC_NAMES
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request


def centre_of(request: Request, slug: str) -> Unit:
    unit = network.get_unit_by_slug(request.actor, slug)
    if unit.kind != UnitKind.CENTRE:
        raise NotSeen
    access.require_reader(request.actor, unit)
    return unit


def centre_page(
    request: Request, unit: Unit, *, readings: ReadingsForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    standing = queries.get_standing(actor, unit)
    first = standing.today.replace(day=1)
    months = queries.list_months(actor, unit)
    told = [one for one in months if one.row]
    works = access.may_work(actor, unit)
    communities = [one.community for one in (standing.own, *standing.local) if one]
    asked = queries.count_asked(actor, unit, first, standing.today)
    context: dict[str, Any] = {
        "centre": unit,
        "standing": standing,
        "missing": standing.missing,
        "was": {one.community.pk: one.count for one in (standing.own, *standing.local) if one},
        "placements": [(placed, PLACEMENTS[placed.kind]) for placed in standing.placed],
        "asked": asked,
        "enough": asked.share is not None and asked.share >= ANSWERED_SHARE,
        "waiting": queries.count_waiting(actor, unit),
        "opened": licensing.panel_opened_on(unit),
        "topics": list(TOPIC_NAMES.items()),
        "key": uuid4().hex,
        "newest": told[0] if told else None,
        "before": told[1].row if len(told) > 1 else None,
        "last_month": months[1],
        "marked": queries.count_marked(unit, first - dt.timedelta(days=365), standing.today),
        "readings": readings or ReadingsForm(initial={"day": standing.today}, communities=communities),
        "works": works,
        "imports": access.may_import(actor, unit.path),
    }
    return render(request, "platform/centre.html", context, status=status)
