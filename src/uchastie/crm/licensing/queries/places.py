"""The checklist of a centre's premises and page, and the notes about its place."""

from dataclasses import dataclass

from uchastie.crm.licensing import access
from uchastie.crm.licensing.models import LocalNote, PremisesCheck
from uchastie.crm.licensing.queries.offers import list_to_choose
from uchastie.crm.licensing.rules import ITEMS, Item, PageFacts
from uchastie.crm.licensing.rules.premises import Wanted
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Check:
    item: Item
    wanted: Wanted
    row: PremisesCheck | None


def list_checks(unit: Unit) -> tuple[list[Check], PremisesCheck | None]:
    """The items of the checklist in their order, and the last look at the public page. One statement."""
    rows = PremisesCheck.objects.filter(unit=unit).select_related("photo", "checked_by")
    found = {row.item: row for row in rows}
    return [Check(item, wanted, found.get(item)) for item, wanted in ITEMS.items()], found.get(Item.PAGE)


def page_facts(unit: Unit) -> PageFacts:
    return PageFacts(
        address=bool(unit.town and unit.address),
        phone=bool(unit.phone),
        email=bool(unit.email),
        hours=bool(unit.week()),
        directions=bool(unit.directions),
        place_on_map=unit.latitude is not None and unit.longitude is not None,
        host=bool(unit.host_name),
        room=unit.premises.exists(),
        services=len(list_to_choose(unit)),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A level of the network and what it tells the staff below."""

    unit: Unit
    note: LocalNote | None
    may_write: bool


def list_notes(actor: Actor, unit: Unit) -> list[Place]:
    """From the country down to the unit itself; two statements."""
    units = list(network.list_above(unit))
    notes = {note.unit_id: note for note in LocalNote.objects.filter(unit__in=units).select_related("updated_by")}
    return [Place(one, notes.get(one.pk), access.may_write_note(actor, one)) for one in units]
