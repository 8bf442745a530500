"""The next meeting with the family: who comes and when. The family hears of it and may say «не нужно»."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.guardianship import access, queries, rules
from uchastie.crm.guardianship.actions.steps import record
from uchastie.crm.guardianship.events import VisitCancelled, VisitPlanned
from uchastie.crm.guardianship.models import Guardianship, Visit
from uchastie.crm.guardianship.rules import PairState, Side
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


@transaction.atomic
def plan_visit(*, actor: Actor, guardianship_id: UUID, at: dt.datetime, who: str, what: str) -> Visit:
    """By the guardian, or by the coordinator for both. The same hour of the same pair twice is one meeting."""
    pair = queries.get_guardianship(actor, guardianship_id, lock=True)
    side = access.side_of(actor, pair)
    rules.require_visit(side, PairState(pair.state), at, clock.now())
    said = {
        "who": rules.require_said(who, rules.MOST_WHO, "who", "Напишите, кто придёт: имя и откуда."),
        "what": rules.require_said(what, rules.MOST_WHAT, "what", "Напишите, зачем: два-три слова."),
    }
    known = Visit.objects.filter(guardianship=pair, at=at, cancelled_at=None).first()
    if known:
        return known
    visit = Visit.objects.create(guardianship=pair, at=at, side=side, planned_at=clock.now(), **said)
    record(actor, pair, "visit_planned")
    bus.announce(VisitPlanned(visit.pk, pair.pk))
    return visit


@transaction.atomic
def cancel_visit(*, actor: Actor, visit_id: UUID) -> Visit:
    """By anybody of the three; no reason is asked. Twice is once."""
    visit = Visit.objects.select_related("guardianship").filter(pk=visit_id).first()
    if visit is None:
        raise NotSeen
    pair = queries.get_guardianship(actor, visit.guardianship_id, lock=True)
    side = access.side_of(actor, pair)
    now = clock.now()
    changed = Visit.objects.filter(pk=visit.pk, cancelled_at=None).update(cancelled_at=now, cancelled_by=side)
    if changed:
        record(actor, pair, "visit_cancelled", side=str(side))
        bus.announce(VisitCancelled(visit.pk, pair.pk, side))
        if side is Side.FAMILY:
            _tell_coordinators(pair, visit)
    visit.refresh_from_db()
    return visit


def _tell_coordinators(pair: Guardianship, visit: Visit) -> None:
    """The family has said «не нужно»: perhaps it is the meeting, perhaps it is the help."""
    url, number = reverse("guardianship:pair", args=[pair.pk]), pair.case.number
    for row in network.list_coordinators(pair.unit):
        to = messages.staff(row.user_id, unit_id=pair.unit_id)
        if to is not None:
            notifications.notify(
                event="visit_not_needed", about_id=visit.pk, to=to, unit_id=pair.unit_id, number=number, url=url
            )
