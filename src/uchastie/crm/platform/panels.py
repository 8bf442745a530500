"""What the platform shows on pages of capabilities below: the neighbours' community, a person's useful actions."""

import datetime as dt

from uchastie.crm.catalogue.models import Service
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import LINES, Chapter, Line, Subject, counts_of
from uchastie.crm.platform import queries
from uchastie.crm.platform.models import UsefulMark
from uchastie.crm.platform.rules import ACTION_NAMES, Action
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

VZAIMNO = "dobro-vzaimno"
NOON = dt.time(12)


def neighbours_of_service(actor: Actor, subject: tuple[Unit, Service]) -> Panel | None:
    """«Соседи рядом» on the public page of the service «Развитие Добро.Взаимно» (A78)."""
    unit, service = subject
    found = queries.find_local(unit) if service.code == VZAIMNO else []
    return Panel("platform/panel_neighbours.html", {"communities": found}) if found else None


def useful_of_person(actor: Actor, subject: Subject) -> Panel | None:
    """«Полезные действия» on the card of a person; nothing for who has none that year."""
    period = subject.period
    told = [(_moment(mark), mark) for mark in queries.list_own_marks([subject.person_id])]
    within = [(at, mark) for at, mark in told if period.lines_from <= at < period.lines_until]
    counts = counts_of([at for at, _ in told], period)
    if not any(counts) and not within:
        return None
    lines = tuple(
        Line(at=at, title=ACTION_NAMES[Action(mark.kind)], note=mark.unit.name) for at, mark in within[:LINES]
    )
    return Panel("", {"chapter": Chapter("useful", "Полезные действия", counts, lines)})


def _moment(mark: UsefulMark) -> dt.datetime:
    """A day has no hour: noon of the centre stands on that day everywhere in the country."""
    return dt.datetime.combine(mark.day, NOON, mark.unit.zone)
