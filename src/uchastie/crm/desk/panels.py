"""What the desk adds to its own card (how a request came in by hand) and to the card of a person."""

from typing import Any

from django.urls import reverse

from uchastie.crm.desk import access, queries
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.desk.actions.by_hand import LETTER
from uchastie.crm.desk.models import Group, ServiceRequest
from uchastie.crm.desk.queries.person import get_person_story
from uchastie.crm.desk.rules import CHANNEL_NAMES, OPEN, STATUS_NAMES, UNCONTACTED, Channel, Status
from uchastie.crm.documents import queries as documents
from uchastie.crm.knowledge.rules import WAY_NAMES
from uchastie.crm.people.rules import Chapter, Line, Subject
from uchastie.crm.training import queries as training
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def knowledge_on_card(actor: Actor, request: ServiceRequest) -> Panel | None:
    """Is the regulation read (A33), is the owner trained (A8), what may the person take home (A73)?"""
    owner, open_ = request.assignee_id, request.status in OPEN
    working = access.can_work(actor, request.unit.path)
    gaps = queries.list_gaps(request, [owner]) if owner and open_ else {}
    context: dict[str, Any] = {
        "found": request,
        "can_work": working and request.status != Status.CANCELLED,
        "must_read": bool(
            working
            and open_
            and actor.user_id
            and training.must_read(actor.user_id, request.service, request.regulation)
        ),
        "untrained": gaps.get(owner, ()) if owner else (),
        "ways": WAY_NAMES,
        "choices": [] if request.status in UNCONTACTED else queries.list_to_give(request),
    }
    return Panel("desk/panel_knowledge.html", context)


def handouts_of_mine(actor: Actor, request: ServiceRequest) -> Panel | None:
    """On the person's own page: what was given, to read again."""
    given = queries.list_given(request.pk) if request.delivered_at else []
    return Panel("desk/public/panel_handouts.html", {"given": given}) if given else None


def came_by_hand(actor: Actor, request: ServiceRequest) -> Panel | None:
    """The scan of a letter, the invitation (A45), the group it was served in."""
    letter, visit = request.channel == Channel.OFFICIAL_LETTER, request.channel == Channel.VISIT
    scans = list(documents.list_files(LETTER, request.pk)) if letter else []
    group = Group.objects.filter(deliveries__request=request).first() if visit and request.delivered_at else None
    if not (scans or group or request.invited_at):
        return None
    return Panel("desk/panel_by_hand.html", {"found": request, "scans": scans, "group": group})


def requests_of_person(actor: Actor, subject: Subject) -> Panel:
    """«Сервисы»: the chapter of a person's story that the desk knows (A57)."""
    story = get_person_story(actor, subject.person_id, subject.period)
    lines = tuple(_line(request, stars) for request, stars in story.rows)
    waiting = "; ".join(f"{_waiting(request)}: заявка {_short(request.number)}" for request in story.waiting)
    context = {
        "chapter": Chapter("desk", "Сервисы", story.counts, lines, waiting),
        "tools": "desk/panel_person_tools.html",
        "can_add": actor.has_role(*WORKERS),
    }
    return Panel("", context)


def _line(request: ServiceRequest, stars: int | None) -> Line:
    note = [CHANNEL_NAMES[Channel(request.channel)], request.unit.name]
    if request.assignee:
        note.append(f"ведёт {request.assignee.name}")
    return Line(
        at=request.submitted_at,
        title=f"{request.service.name}, заявка {_short(request.number)}",
        note=", ".join(note),
        url=reverse("desk:request", args=[request.pk]),
        tag=_tag(request, stars),
    )


def _tag(request: ServiceRequest, stars: int | None) -> tuple[str, str, str]:
    status = Status(request.status)
    if stars:
        return (f"оценка {stars}", "star", "done" if stars > 3 else "today")
    if status in UNCONTACTED and request.contact_due_at < clock.now():
        return ("просрочена", "triangle-alert", "late")
    return (STATUS_NAMES[status], "circle-dot" if status in OPEN else "circle-check", "wait" if status in OPEN else "")


def _waiting(request: ServiceRequest) -> str:
    return "ждёт звонка" if Status(request.status) in UNCONTACTED else "в работе"


def _short(number: str) -> str:
    """«ДЦ-66-2026-000418» → «418»."""
    return number.rpartition("-")[2].lstrip("0") or number
