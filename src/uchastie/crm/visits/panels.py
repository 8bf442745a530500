"""What visits add to the card of a person."""

from uchastie.crm.people.rules import LINES, Chapter, Line, Subject, counts_of
from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.queries.person import list_visits_of
from uchastie.crm.visits.rules import PURPOSE_NAMES, Purpose
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel
from uchastie.ui import text


def visits_of_person(actor: Actor, subject: Subject) -> Panel | None:
    """«Посещения»; nothing for who has never been marked that year."""
    visits, period = list_visits_of(actor, subject.person_id, subject.period), subject.period
    if not visits:
        return None
    told = [visit for visit in visits if period.lines_from <= visit.at < period.lines_until]
    counts = counts_of([visit.at for visit in visits], period)
    chapter = Chapter("visits", "Посещения", counts, tuple(_line(visit) for visit in told[:LINES]))
    return Panel("", {"chapter": chapter})


def _line(visit: Visit) -> Line:
    note = [PURPOSE_NAMES[Purpose(visit.purpose)], visit.unit.name]
    if visit.extra:
        note.append("с собой " + text.plural(visit.extra, "человек", "человека", "человек"))
    return Line(
        at=visit.at, title=f"Посещение, {text.time(visit.at.astimezone(visit.unit.zone))}", note=", ".join(note)
    )
