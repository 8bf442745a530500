"""The feed near a place: one range of one index, whatever stands on the board elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from uchastie.crm.families.rules.distance import distance_km
from uchastie.crm.neighbours import rules
from uchastie.crm.neighbours.models import Apart, Neighbour, Notice, Reach
from uchastie.crm.neighbours.rules import Kind, State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 10
SHOWN = frozenset({State.OPEN, State.AGREED, State.DONE})


@dataclass(frozen=True, slots=True)
class Card:
    """A notice as everybody sees it; `who` is «Имя И.» or the unit."""

    notice: Notice
    who: str
    mark: str
    distance: str


def cell_of_unit(unit: Unit) -> str:
    return rules.cell_of((unit.latitude, unit.longitude), unit.slug)


def list_places(text: str = "", *, limit: int = 30) -> list[Unit]:
    """Centres by whose place one looks: found by a town, a street or a name."""
    return list(network.list_centres(text=text[:100])[:limit])


def list_feed(
    place: Unit, kind: Kind, *, category: str = "", after: str | None = None, reader: Neighbour | None = None
) -> Page[Reach]:
    """Open notices that reach the place, newest first. One statement; for a neighbour another one who to leave out."""
    rows = Reach.objects.filter(cell=cell_of_unit(place), kind=kind).select_related("notice__author", "notice__unit")
    if category:
        rows = rows.filter(category=category)
    apart = _apart_of(reader) if reader else ()
    if apart:
        rows = rows.exclude(notice__author__in=apart)
    return keyset(rows, order=("-shown_at", "-notice_id"), size=PAGE, after=after)


def _apart_of(reader: Neighbour) -> tuple[UUID, ...]:
    pairs = Apart.objects.filter(Q(one=reader) | Q(other=reader)).values_list("one", "other")
    return tuple({other for pair in pairs for other in pair if other != reader.pk})


def cards(place: Unit | None, notices: Iterable[Notice]) -> list[Card]:
    return [_card(place, notice) for notice in notices]


def _card(place: Unit | None, notice: Notice) -> Card:
    who = notice.author.name if notice.author else "Штаб помощи семьям" if notice.need_id else notice.unit.name
    here = (place.latitude, place.longitude) if place else (None, None)
    far = rules.distance_text(distance_km(here, (notice.latitude, notice.longitude)))
    return Card(notice, who, notice.author.mark if notice.author else "", far)


def may_show(notice: Notice) -> bool:
    return State(notice.state) in SHOWN


def get_public(notice_id: UUID) -> Card:
    """The page of one notice, by its own address. What was hidden, removed or taken back does not exist."""
    notice = Notice.objects.select_related("author", "unit").filter(pk=notice_id).first()
    if notice is None or not may_show(notice):
        raise NotSeen
    return _card(None, notice)
