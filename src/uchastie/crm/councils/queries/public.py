"""What everybody reads: composition in general words, decisions and their fate. No names without consent."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from uchastie.crm.councils.models import Council, Decision
from uchastie.crm.councils.queries.makeup import makeup_of
from uchastie.crm.councils.queries.meetings import told
from uchastie.crm.councils.rules import KIND_NAMES, Kind, Shown
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock

DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom somebody speaks for; a name only where the person has chosen to show it."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Open:
    council: Council
    kind: str
    seats: tuple[Seat, ...]
    decisions: tuple[tuple[Decision, Shown], ...]


def list_public(unit: Unit) -> list[Open]:
    councils = Council.objects.filter(unit=unit, public=True, closed_at=None).select_related("unit")
    return [_open(council) for council in councils.order_by("made_at", "id")[:5]]


def _open(council: Council) -> Open:
    today = clock.today(council.zone)
    seats = tuple(Seat(one.label, one.name if one.show_name else "") for one in makeup_of(council).in_force)
    decisions = Decision.objects.filter(council=council).order_by("-decided_on", "-id")[:DECISIONS]
    return Open(council, KIND_NAMES[Kind(council.kind)], seats, tuple((one, told(one, today)) for one in decisions))


def titled_decisions(unit: Unit) -> list[tuple[UUID, str]]:
    """For those who say what a survey has led to."""
    rows = Decision.objects.filter(council__unit=unit).order_by("-decided_on", "-id")
    return list(rows.values_list("pk", "text")[:50])


def public_decision(decision_id: UUID) -> tuple[str, str] | None:
    """Its words and where they are read; nothing of a council that is not public."""
    found = Decision.objects.filter(pk=decision_id, council__public=True).select_related("council__unit").first()
    return (found.text, reverse("councils:public", args=[found.council.unit.slug])) if found else None


def titled_councils(unit: Unit) -> list[tuple[UUID, str]]:
    """Bodies of the unit that a survey may ask."""
    rows = Council.objects.filter(unit=unit, closed_at=None).order_by("made_at", "id")
    return list(rows.values_list("pk", "name"))
