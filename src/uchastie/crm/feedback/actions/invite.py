"""«Пригласить ещё раз»: a second and a third invitation to rate, and no more (A40, A77)."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.desk import access as desk_access
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import rules
from uchastie.crm.journal import actions as journal
from uchastie.crm.journal import queries as entries
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.ui import text

VERB = "invited_again"


@transaction.atomic
def invite_again(*, actor: Actor, request_id: UUID) -> ServiceRequest:
    request = desk.get_request(actor, request_id, lock=True)
    desk_access.require_worker(actor, request.unit.path)
    if request.status != Status.DELIVERED or request.delivered_at is None:
        raise Refusal("not_delivered", "Пригласить можно, пока сервис оказан и ещё не оценён.")
    if request.beneficiary.reminders_off:
        raise Refusal("reminders_off", "Человек просил не напоминать. Покажите ему код, если он рядом.")
    contacts = people.contacts_of([request.beneficiary_id])[request.beneficiary_id]
    if not (contacts.phone or contacts.email):
        raise Refusal("no_contact", "Контактов нет: приглашение не отправить. Покажите код на экране.")
    sent = [entry.at for entry in entries.list_entries(request.pk, limit=200) if entry.verb == VERB]
    if len(sent) >= rules.INVITATIONS:
        raise Refusal("enough", "Приглашали уже достаточно. Больше не напоминаем: человек решает сам.")
    free_at = max([request.delivered_at, *sent]) + rules.INVITE_AGAIN_AFTER
    if clock.now() < free_at:
        day = text.day(free_at.astimezone(request.unit.zone).date(), clock.today(request.unit.zone))
        raise Refusal("too_soon", f"Недавно уже приглашали. Ещё раз можно {day}.")
    _send(request, len(sent) + 2)
    journal.record(actor, verb=VERB, object_kind="desk.request", object_id=request.pk, unit_id=request.unit_id)
    return request


def _send(request: ServiceRequest, occasion: int) -> bool:
    to = messages.person(request.beneficiary_id, about_id=request.pk, unit_id=request.unit_id)
    return to is not None and notifications.notify(
        event="review_invited",
        about_id=request.pk,
        to=to,
        unit_id=request.unit_id,
        number=request.number,
        values={"сервис": request.service.name},
        url=reverse("desk:review", args=[desk.status_token(request.pk)]),
        occasion=str(occasion),
    )
