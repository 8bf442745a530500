"""What the cabinet shows on pages of the desk: the talk on the card, the doors of the person on the own page."""

from typing import Any

from uchastie.crm.cabinet import queries
from uchastie.crm.cabinet.forms import AnswerForm
from uchastie.crm.cabinet.rules import RemarkKind
from uchastie.crm.desk import access as desk_access
from uchastie.crm.desk import rules
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import own, status_token
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def talk_on_card(actor: Actor, request: ServiceRequest) -> Panel | None:
    """Place "desk.request"."""
    talk = queries.staff_talk(actor, request)
    wishes = [one for one in talk.said if one.kind is RemarkKind.ANOTHER and one.waits]
    context = {
        "talk": talk,
        "wishes": wishes,
        "found": request,
        "form": AnswerForm(),
        "can_answer": desk_access.can_work(actor, request.unit.path),
        "zone": request.unit.zone,
    }
    return Panel("cabinet/panel_talk.html", context)


def waiting_in_queue(actor: Actor, unit: Unit) -> Panel | None:
    """Place "desk.queue": how many people wait for a word."""
    count = own.count_asking(actor, unit)
    wishes = len(queries.list_wishes(actor, unit))
    return Panel("cabinet/panel_waiting.html", {"count": count, "wishes": wishes}) if count or wishes else None


def own_page(actor: Actor, request: ServiceRequest) -> Panel | None:
    """Place "desk.own": what the person may do with the request, and the last words of the talk."""
    talk = queries.get_talk(request)
    state = Status(request.status)
    ended = request.closed_at or request.delivered_at
    context: dict[str, Any] = {
        "token": status_token(request.pk),
        "talk": talk,
        "last": next((one for one in reversed(talk.said) if one.kind is RemarkKind.ANSWER), None),
        "open": state in rules.OPEN,
        "can_return": rules.is_returnable(state, ended, request.cancel_reason, clock.now()),
        "led": request.assignee_id is not None,
        "zone": request.unit.zone,
    }
    return Panel("cabinet/panel_own.html", context)


def own_doors(actor: Actor, request: ServiceRequest) -> Panel | None:
    """Place "desk.own_record": which contacts open «Мои сервисы»."""
    ways = queries.contacts_and_doors([request.beneficiary_id])
    return Panel("cabinet/panel_doors.html", {"ways": ways, "token": status_token(request.pk)}) if ways else None
