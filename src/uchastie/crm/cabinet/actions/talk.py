"""What the person says about the own request, and what the centre says back. Each thing once, however often it is sent."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from uchastie.crm.cabinet import access
from uchastie.crm.cabinet.actions import letters
from uchastie.crm.cabinet.models import Remark
from uchastie.crm.cabinet.rules import ONE_WAY, RemarkKind
from uchastie.crm.consents import queries as consents
from uchastie.crm.desk import access as desk_access
from uchastie.crm.desk import queries as requests
from uchastie.crm.desk import rules as desk_rules
from uchastie.crm.desk.actions import holder as own
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Difference, Wish
from uchastie.crm.journal import actions as journal
from uchastie.crm.people import queries as people
from uchastie.crm.people import rules as people_rules
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Refusal

OBJECT = "desk.request"


@transaction.atomic
def ask(*, holder: Actor, visitor: Actor, request_id: UUID, text: str, key: str) -> None:
    """A question or an answer of the person. Also about a closed request: there is always somebody to ask."""
    desk_access.require_person(visitor)
    request = requests.get_request(holder, request_id)
    _require_consent(request)
    words = desk_rules.require_words(text)

    def write() -> str:
        remark = _say(request, RemarkKind.QUESTION, text=words)
        own.await_word(holder=holder, request_id=request.pk)
        _record(holder, request, "asked")
        letters.tell_staff(request, "Человек задал вопрос или ответил.", remark.pk)
        return str(remark.pk)

    _once(request, key, words, write)


@transaction.atomic
def change_request(
    *, holder: Actor, visitor: Actor, request_id: UUID, seen: str, wish: Wish, phone: str = "", email: str = ""
) -> tuple[Difference, ...]:
    """The wish changes at once; a new phone or address is only told to the centre, which writes it into the card: else
    whoever has found a link could have the next ones sent to himself. Staff see what was and what is."""
    request = requests.get_request(holder, request_id)
    _require_consent(request)
    _require_reachable(request, wish, phone, email)
    made = own.change_by_holder(holder=holder, visitor=visitor, request_id=request_id, seen=seen, wish=wish)
    contacts = people.contacts_of([request.beneficiary_id])[request.beneficiary_id]
    if phone and phone not in contacts.phones:
        made = (*made, Difference("phone", "", phone))
    if email and email not in contacts.emails:
        made = (*made, Difference("email", "", email))
    if not made:
        return ()
    kept = [{"field": one.field, "before": one.before, "after": one.after} for one in made]
    remark = _say(request, RemarkKind.CHANGE, changes=kept)
    own.await_word(holder=holder, request_id=request.pk)
    letters.tell_staff(request, "Человек изменил заявку: на карточке видно, что было и что стало.", remark.pk)
    return made


@transaction.atomic
def return_request(*, holder: Actor, visitor: Actor, request_id: UUID, reason: str) -> ServiceRequest:
    request = own.return_by_holder(holder=holder, visitor=visitor, request_id=request_id, reason=reason)
    remark = _say(request, RemarkKind.RETURN, text=reason.strip())
    own.await_word(holder=holder, request_id=request.pk)
    letters.tell_staff(request, "Человек вернул заявку в работу: срок связаться пошёл заново.", remark.pk)
    return request


@transaction.atomic
def ask_another(*, holder: Actor, visitor: Actor, request_id: UUID, text: str, key: str) -> None:
    """«Другой сотрудник» (A13): no reason has to be given; the head is told, the employee is not."""
    desk_access.require_person(visitor)
    request = requests.get_request(holder, request_id)
    _require_consent(request)
    if request.status not in desk_rules.OPEN:
        raise Refusal("closed", "Заявка закрыта: её никто не ведёт. Верните её в работу или подайте новую.")
    words = text.strip()[: desk_rules.REASON_LIMIT]

    def write() -> str:
        remark = _say(request, RemarkKind.ANOTHER, text=words)
        _record(holder, request, "another_asked")
        letters.tell_head(request, remark.pk)
        return str(remark.pk)

    _once(request, key, words, write)


@transaction.atomic
def answer(*, actor: Actor, request_id: UUID, text: str, key: str) -> None:
    """By whoever works in the centre. The person finds it on the own page and is told by the chosen ways."""
    words = desk_rules.require_words(text)
    request = requests.for_update(actor, request_id, None)

    def write() -> str:
        remark = _say(request, RemarkKind.ANSWER, by_id=actor.user_id, text=words)
        _settle(actor, request)
        _record(actor, request, "answered")
        letters.tell_person(request, words, remark.pk)
        return str(remark.pk)

    _once(request, key, words, write)


@transaction.atomic
def settle(*, actor: Actor, request_id: UUID) -> None:
    """«Прочитано»: no words are needed, e.g. it was talked over by phone."""
    request = requests.for_update(actor, request_id, None)
    _settle(actor, request)
    _record(actor, request, "talk_read")


@transaction.atomic
def settle_wish(*, actor: Actor, request_id: UUID) -> None:
    """The head has decided who leads the request now."""
    request = requests.get_request(actor, request_id, lock=True)
    access.require_head(actor, request)
    _waiting(request).filter(kind__in=ONE_WAY).update(settled_at=clock.now())
    _record(actor, request, "wish_settled")


@transaction.atomic
def note_withdrawal(*, request: ServiceRequest) -> None:
    """The consent was withdrawn: whoever works on the request must hear of it before the next call."""
    letters.tell_staff(request, "Человек отозвал согласие: заявка закрыта, связываться с ним нельзя.", request.pk)


def _say(request: ServiceRequest, kind: RemarkKind, **values: object) -> Remark:
    return Remark.objects.create(request=request, kind=kind, at=clock.now(), **values)


def _settle(actor: Actor, request: ServiceRequest) -> None:
    own.give_word(actor=actor, request_id=request.pk)
    _waiting(request).exclude(kind__in=[RemarkKind.ANSWER, *ONE_WAY]).update(settled_at=clock.now())


def _waiting(request: ServiceRequest):  # type: ignore[no-untyped-def]
    return Remark.objects.filter(request=request, settled_at__isnull=True)


def _require_consent(request: ServiceRequest) -> None:
    """After the withdrawal nothing more is kept, not even a question."""
    given = consents.consent_about(request.pk)
    if given is not None and given.withdrawn_at:
        raise Refusal("no_consent", "Согласие отозвано, записать ничего нельзя. Позвоните в центр: там ответят.")


def _require_reachable(request: ServiceRequest, wish: Wish, phone: str, email: str) -> None:
    contacts = people.contacts_of([request.beneficiary_id])[request.beneficiary_id]
    people_rules.require_reachable(Way(wish.way), phone=phone or contacts.phone, email=email or contacts.email)


def _once(request: ServiceRequest, key: str, words: str, write: Callable[[], str]) -> None:
    """A double click and a page sent again say it once."""
    fingerprint = hashlib.sha256(words.encode()).hexdigest()
    idempotency.once(scope=f"cabinet.remark:{request.pk}", key=key, fingerprint=fingerprint, run=write)


def _record(actor: Actor, request: ServiceRequest, verb: str) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=request.pk, unit_id=request.unit_id)
