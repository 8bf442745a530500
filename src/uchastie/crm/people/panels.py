"""What the registry itself adds to the card: the messages that were sent to the person, from the capability below."""

from uchastie.crm.network import queries as network
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.people.rules import LINES, Chapter, Line, Subject, counts_of
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

MOST = 400  # of one year


def messages_of_person(actor: Actor, subject: Subject) -> Panel | None:
    """«Сообщения» of the centres the actor sees: when and about what, without the text."""
    period = subject.period
    placed = notifications.list_placed([subject.person_id]).filter(
        unit_id__in=network.list_units(actor).values("pk"),
        created_at__gte=period.starts_at,
        created_at__lt=period.ends_at,
    )
    rows = list(placed.order_by("-created_at", "-id").values_list("created_at", "subject", "read_at")[:MOST])
    if not rows:
        return None
    told = [row for row in rows if period.lines_from <= row[0] < period.lines_until]
    lines = tuple(
        Line(at=at, title=subject_line, note="Сообщение", tag=("прочитано", "check-check", "done") if read_at else None)
        for at, subject_line, read_at in told[:LINES]
    )
    chapter = Chapter("messages", "Сообщения", counts_of([at for at, *_ in rows], period), lines)
    return Panel("", {"chapter": chapter})
