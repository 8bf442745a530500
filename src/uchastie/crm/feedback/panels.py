"""What feedback shows on pages below it."""

from uchastie.crm.desk.access import can_work
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import access, queries
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

DONE = {Status.DELIVERED, Status.RATED, Status.CLOSED}


def own_answer(actor: Actor, request: ServiceRequest) -> Panel | None:
    """On the person's own page: the centre's answer, and a link to recommend the centre (A42)."""
    if request.delivered_at is None:
        return None
    mark = queries.find_mark_of(request.pk)
    answers = sorted(mark.answers.all(), key=lambda answer: -answer.number) if mark else []
    context = {
        "answers": answers,
        "mark": mark,
        "centre": request.unit,
        "share": queries.share_url(request.unit, request.beneficiary_id),
    }
    return Panel("feedback/panel_own.html", context)


def request_mark(actor: Actor, request: ServiceRequest) -> Panel | None:
    """On the staff's card: how to rate, while there is no mark; then the answer to it."""
    if request.delivered_at is None or not access.may_read(actor, request.unit.path):
        return None
    mark = queries.find_mark_of(request.pk)
    if mark is None and Status(request.status) is not Status.DELIVERED:
        return None
    context = {
        "mark": mark,
        "found": request,
        "answers": sorted(mark.answers.all(), key=lambda answer: -answer.number) if mark else [],
        "may_invite": can_work(actor, request.unit.path),
        "may_answer": access.may_answer(actor, request.unit.path),
    }
    return Panel("feedback/panel_request.html", context)


def waiting_in_queue(actor: Actor, unit: Unit) -> Panel | None:
    """Above the day's queue of a head: low marks that wait for an answer."""
    if not access.may_answer(actor, unit.path):
        return None
    waiting, late = queries.count_waiting(actor, unit)
    return Panel("feedback/panel_waiting.html", {"waiting": waiting, "late": late}) if waiting else None


def qr_to_rate(actor: Actor, request: ServiceRequest) -> Panel | None:
    """For the screen of the counter after a delivery: the person photographs the code and rates on the own phone."""
    if Status(request.status) is not Status.DELIVERED:
        return None
    return Panel("feedback/qr_to_rate.html", {"code": queries.rating_qr(request.pk), "found": request})
