"""What events show on pages of capabilities below: the coming ones of a centre, a person's own."""

from uchastie.crm.events.models import Registration
from uchastie.crm.events.queries import get_publication, list_coming, list_of_person, tell
from uchastie.crm.events.rules import STANDING_NAMES, Standing
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import LINES, Chapter, Line, Subject, counts_of
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

SHOWN = 4


def coming_of_centre(actor: Actor, unit: Unit) -> Panel | None:
    """«Ближайшие события» on the public page of a centre (A90)."""
    coming = list_coming(unit, size=SHOWN).items
    publication = get_publication(unit, clock.today(unit.zone).year)
    if not coming and publication is None:
        return None
    events = [tell(event) for event in coming]
    return Panel("events/panel_coming.html", {"centre": unit, "events": events, "publication": publication})


def events_of_person(actor: Actor, subject: Subject) -> Panel | None:
    """«События» on the card of a person; nothing for who has never registered that year."""
    period = subject.period
    rows = list_of_person(actor, subject.person_id, period)
    if not rows:
        return None
    told = [row for row in rows if period.lines_from <= row.made_at < period.lines_until]
    counts = counts_of([row.made_at for row in rows], period)
    return Panel("", {"chapter": Chapter("events", "События", counts, tuple(_line(row) for row in told[:LINES]))})


def _line(row: Registration) -> Line:
    came = getattr(row, "came", False)
    note = "был" if came else STANDING_NAMES[Standing(row.standing)]
    return Line(at=row.made_at, title=row.event.title, note=f"{note}, {row.event.unit.name}")
