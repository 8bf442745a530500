"""What was given, what may be given, and what the act of a delivery says."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk.models import Delivery, HandoutGiven, ServiceRequest
from uchastie.crm.desk.rules import FORMAT_NAMES, Format
from uchastie.crm.knowledge import queries as knowledge
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.knowledge.rules import WAY_NAMES, Way
from uchastie.kernel.errors import Refusal
from uchastie.ui import text


@dataclass(frozen=True, slots=True)
class Choice:
    """A handout beside the request: given or not."""

    handout: Handout
    given: bool
    note: str = ""  # in which way


def list_given(request_id: UUID) -> list[HandoutGiven]:
    return list(HandoutGiven.objects.filter(request_id=request_id).select_related("handout", "by").order_by("at", "id"))


def count_given(handout_ids: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """How often each handout was given in the whole country, by the way it was (A73)."""
    rows = HandoutGiven.objects.filter(handout_id__in=handout_ids).order_by()
    found: dict[UUID, dict[str, int]] = {}
    for pk, way, count in (
        rows.values("handout_id", "way").annotate(n=Count("pk")).values_list("handout_id", "way", "n")
    ):
        found.setdefault(pk, {})[way] = count
    return found


def list_to_give(request: ServiceRequest) -> list[Choice]:
    """The handouts of the service, and those that were given with the request though they are old now."""
    rows = {row.handout_id: row for row in list_given(request.pk)}
    given = {pk: row.handout for pk, row in rows.items()}
    offered = list(knowledge.list_handouts(request.unit, service_code=request.service_id))
    old = [handout for pk, handout in given.items() if pk not in {one.pk for one in offered}]
    return [Choice(one, one.pk in given, _way(rows.get(one.pk))) for one in (*offered, *old)]


def _way(row: HandoutGiven | None) -> str:
    return WAY_NAMES[Way(row.way)] if row and row.way else ""


def get_act(request: ServiceRequest) -> dict[str, Any]:
    """The act of a delivery, as the paper wants it (A39): what, by which version of the regulation, when, who."""
    delivery = Delivery.objects.select_related("regulation", "topic", "by").filter(request=request).first()
    if delivery is None:
        raise Refusal("not_delivered", "Акт составляют, когда сервис оказан.")
    zone = request.unit.zone
    moment = delivery.at.astimezone(zone)
    done = set(request.step_checks.values_list("step_id", flat=True))
    facts = [
        ["Заявка", request.number],
        ["Сервис", request.service.name],
        ["Тема", delivery.topic.name if delivery.topic else ""],
        ["Кому оказан", request.beneficiary.name],
        ["Где", f"{request.unit.name}, {request.unit.place}"],
        ["Когда", f"{text.full_day(moment.date())}, {text.time(moment)}"],
        ["Как", text.uncapital(FORMAT_NAMES[Format(delivery.format)])],
        ["Сколько", text.plural(delivery.minutes, "минута", "минуты", "минут") if delivery.minutes else ""],
        ["Кто оказал", delivery.by.name if delivery.by else ""],
        ["Регламент", f"версия {delivery.regulation.number}"],
    ]
    steps = [[step.text, step.pk in done] for step in catalogue.list_steps(delivery.regulation)]
    return {
        "title": "Акт об оказании сервиса",
        "operator": request.unit.host_name or request.unit.name,
        "facts": [[name, value] for name, value in facts if value],
        "steps": steps,
        "exemption": delivery.exemption,
        "outcome": delivery.outcome,
        "handouts": [row.handout.title for row in list_given(request.pk)],
        "signs": ["Сотрудник", "Благополучатель"],
    }
