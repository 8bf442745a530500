"""The page of one person or organisation: contacts, groups, household, consents, the whole story, who looked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.people import actions, queries
from uchastie.crm.people.access import KNOWS_PEOPLE
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Chapter, Subject
from uchastie.crm.people.views import present
from uchastie.kernel import clock, panels
from uchastie.kernel.durability import lagging
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page

PLACE = "people.person"


@require_safe
@page(*KNOWS_PEOPLE)
def person(request: Request, person_id: UUID) -> HttpResponseBase:
    """Every look is in the journal. The old address of a merged card leads to the one that remained."""
    try:
        with lagging():
            found = actions.look(request.actor, person_id=person_id, unit=request.unit)
    except NotSeen:
        return _remaining(request, person_id)
    return render(request, "people/person.html", _context(request, found))


def _remaining(request: Request, person_id: UUID) -> HttpResponseBase:
    remaining = queries.find_remaining(person_id)
    if remaining is None or remaining.pk == person_id:
        raise NotSeen
    queries.get_beneficiary(request.actor, remaining.pk)
    return redirect("people:person", remaining.pk)


def _context(request: Request, found: Beneficiary) -> dict[str, Any]:
    card = queries.get_person_card(request.actor, request.unit, found)
    today = clock.today(request.unit.zone)
    asked = request.GET
    period = present.period_of(today, request.unit, asked.get("until", ""), asked.get("month", ""))
    shown = panels.collect(PLACE, request.actor, Subject(found.pk, request.unit.pk, period))
    chapters = [chapter for panel in shown if isinstance(chapter := panel.context.get("chapter"), Chapter)]
    names = accounts.names_of({entry.actor_id for entry in card.views if entry.actor_id})
    return present.NAMES | {
        "card": card,
        "person": found,
        "subtitle": present.subtitle(card, today),
        "reach": present.how_to_reach(found),
        "needs": present.needs_of(found),
        "story": present.story_of(chapters, asked.get("chapter", "")),
        "panels": [panel for panel in shown if panel.template],
        "tools": [panel.context for panel in shown if "tools" in panel.context],
        "period": period,
        "months": [(month, present.MONTHS[month.month - 1]) for month in period.months],
        "month_name": present.month_name(period.month) if period.month else "",
        "year_before": present.year_before(period),
        "year_after": present.year_after(period, today),
        "looks": present.looks(card.views, names, request.actor),
    }
