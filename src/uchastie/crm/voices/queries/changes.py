"""What a voice has really changed: records the unit has, chosen, never typed; and the way back from them."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.events import queries as events
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.rules import ChangeKind
from uchastie.kernel import clock

RECENT = dt.timedelta(days=400)
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Change:
    """`id` of a regulation is «service:number», of an event its public code, of a service its code."""

    kind: ChangeKind
    id: str
    title: str

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.id}"


def list_changes(unit: Unit) -> list[Change]:
    """Regulations of the last year, services on offer, published events, the hours."""
    services = {one.code: one.name for one in licensing.list_offered(unit)}
    names = services or {one.code: one.name for one in catalogue.list_services()}
    since = clock.now() - RECENT
    found = [
        Change(
            ChangeKind.REGULATION,
            f"{one.service}:{one.number}",
            f"Регламент «{names[one.service]}», версия {one.number}",
        )
        for one in catalogue.list_versions(names)
        if one.published_at is not None and one.published_at >= since
    ]
    found += [Change(ChangeKind.SERVICE, code, f"Сервис «{name}»") for code, name in services.items()]
    year = clock.today(unit.zone).year
    found += [
        Change(ChangeKind.EVENT, one.code, f"Событие «{one.title}»")
        for one in events.list_published(unit, year)[:SHOWN]
    ]
    if unit.kind == UnitKind.CENTRE:
        found.append(Change(ChangeKind.HOURS, unit.slug, "Часы работы центра"))
    return found


def find_change(unit: Unit, value: str) -> Change | None:
    return next((one for one in list_changes(unit) if one.value == value), None) if value else None


def url_of(item: FeedbackItem) -> str:
    """Where everybody can see it; regulations are pages of staff, so the board names them without a link."""
    if item.change_kind == ChangeKind.EVENT:
        return reverse("events:event", args=[item.change_id])
    if item.change_kind == ChangeKind.HOURS:
        return reverse("network:centre", args=[item.change_id])
    return ""


def shaped_by(kind: ChangeKind, key: str) -> list[FeedbackItem]:
    """Voices that have led to this record, in the unit's own wording."""
    rows = FeedbackItem.objects.filter(change_kind=kind, change_id=key, joined_to=None).exclude(said="")
    return list(rows.select_related("unit").order_by("-done_at", "-id")[:10])
