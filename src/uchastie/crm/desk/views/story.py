"""How the course of a request is told to the person: data for the templates, without SQL of its own."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from uchastie.crm.catalogue.models import Service
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.rules import METHOD_NAMES, Method
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import Explanation, explain, explain_met, working_days_deadline
from uchastie.crm.desk.models import Review, ServiceRequest
from uchastie.crm.desk.queries.own import OwnPage
from uchastie.crm.desk.rules import (
    CONTACT_WORKING_DAYS,
    FORMAT_NAMES,
    OPEN,
    RESULT_NAMES,
    REVIEW_EDITABLE,
    STAR_NAMES,
    UNCONTACTED,
    WITH_MEETING,
    CancelReason,
    Format,
    Result,
    Status,
)
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications.rules import Channel as MessageChannel
from uchastie.crm.people.rules import WAY_NAMES, Kind, Way, salutation
from uchastie.kernel import clock
from uchastie.ui import text

type Step = tuple[str, str, str]

WE_WILL = {Way.PHONE: "Позвоним", Way.SMS: "Напишем СМС", Way.EMAIL: "Напишем письмо", Way.VISIT: "Свяжемся"}
WHERE = {
    Format.IN_PERSON: "Приходите в центр",
    Format.PHONE: "Позвоним вам",
    Format.ONLINE: "Встретимся по видеосвязи",
    Format.AT_PERSON: "Приедем к вам",
}
WHY_CLOSED = {
    CancelReason.DUPLICATE: "Такая же заявка у нас уже есть, работаем по ней.",
    CancelReason.BY_APPLICANT: "Вы отказались. Объяснять ничего не нужно.",
    CancelReason.OUT_OF_SCOPE: "С этим вопросом сервисы центра помочь не могут.",
    CancelReason.UNREACHABLE: "Мы не смогли с вами связаться. Если помощь ещё нужна, подайте заявку снова.",
    CancelReason.HELPED: "С этим вам уже помогает кто-то другой. Если это не так, подайте заявку снова.",
    CancelReason.TEST: "Это была проверочная запись.",
}


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to know now. `explanation` while a promise runs."""

    lead: str
    when: str
    words: tuple[str, ...] = ()
    explanation: Explanation | None = None
    late: bool = False


def promise_if_sent_now(centre: Unit) -> Explanation:
    """What the form promises: counted by the same rule as the request itself."""
    now, calendar = clock.now(), deadlines.get_calendar(centre.region_id)
    due = working_days_deadline(now, CONTACT_WORKING_DAYS, centre.zone, calendar)
    return explain(now, due.due_at, centre.zone, now, calendar)


def summaries(services: Iterable[Service]) -> dict[str, str]:
    return {service.code: service.short for service in services}


def drafts(centre: Unit, service_code: str) -> tuple[str, ...]:
    """Names under which the browser keeps the unfinished form: without and with the service of its link."""
    return (f"apply-{centre.slug}", f"apply-{centre.slug}-{service_code}")


def next_of(own: OwnPage) -> Next:
    request = own.request
    state = Status(request.status)
    if state in UNCONTACTED:
        return _promise(own)
    if state is Status.CONTACTED:
        return _talked(own)
    if state is Status.SCHEDULED:
        return _meeting(own)
    if state is Status.CANCELLED:
        why = WHY_CLOSED[CancelReason(request.cancel_reason)]
        return Next("Заявка закрыта", _day(own, request.closed_at), tuple(w for w in (why, request.cancel_note) if w))
    if own.review and not may_rate(own):
        stars = f"{own.review.stars} — {STAR_NAMES[own.review.stars]}"
        return Next("Спасибо за оценку", stars, ("Её увидит руководитель центра.",))
    words = () if state is Status.CLOSED else ("Оцените его: это поможет центру работать лучше.",)
    return Next("Сервис оказан", _day(own, request.delivered_at), words)


def _talked(own: OwnPage) -> Next:
    if has_meeting(own):
        held = f"Пока за вами остаётся прежнее время: {_moment(own, own.request.agreed_at)}."
        return Next("Ищем другое время", "Ответим в рабочий день", (held,))
    return Next("Мы с вами поговорили", "Договариваемся о дне", ("Если день уже назван, он появится здесь.",))


def steps_of(own: OwnPage) -> list[Step]:
    """The way of the request as dots: done, now, and what comes."""
    request = own.request
    if request.status == Status.CANCELLED:
        return [_received(own), ("Заявка закрыта", _moment(own, request.closed_at), "done")]
    steps = [
        _received(own),
        *_returned(own),
        _contact_step(own),
        _agreed_step(own),
        _delivered_step(own),
        _rating_step(own),
    ]
    first = next((place for place, step in enumerate(steps) if step[2] != "done"), len(steps))
    return [(name, meta, "now" if place == first else state) for place, (name, meta, state) in enumerate(steps)]


def naming(own: OwnPage) -> dict[str, Any]:
    """Words and masked contacts the pages of one request share."""
    request, person = own.request, own.request.beneficiary
    masks = {MessageChannel.EMAIL: mask_email, MessageChannel.SMS: text.mask_phone}
    letters = [message for message in own.messages if message.channel in masks]
    return {
        "request_": request,
        "centre": request.unit,
        "place": request.unit.place,
        "zone": request.unit.zone,
        "greeting": salutation(person.name) if person.kind == Kind.PERSON else "",
        "phones": [text.mask_phone(phone) for phone in own.contacts.phones],
        "emails": [mask_email(email) for email in own.contacts.emails],
        "letter": letters[0] if letters else None,
        "letter_to": masks[MessageChannel(letters[0].channel)](letters[0].address) if letters else "",
        "way": WAY_NAMES[Way(request.preferred_way)],
        "results": RESULT_NAMES,
        "ways": WAY_NAMES,
    }


def mask_email(address: str) -> str:
    """«vera@mail.ru» → «ve···@mail.ru»."""
    name, _, host = address.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}···@{host}" if host else ""


MASKS = {MessageChannel.EMAIL: mask_email, MessageChannel.SMS: text.mask_phone}


def method_of(consent: Consent) -> str:
    return METHOD_NAMES[Method(consent.method)]


def is_open(request: ServiceRequest) -> bool:
    return Status(request.status) in OPEN


def may_stop(own: OwnPage) -> bool:
    return is_open(own.request)


def has_meeting(own: OwnPage) -> bool:
    """A time is held: also while the person asks for another one."""
    return own.request.status in WITH_MEETING and own.request.agreed_at is not None


def may_rate(own: OwnPage) -> bool:
    """Also once more, when the request came back and was served again."""
    return own.request.status == Status.DELIVERED and (own.review is None or own.request.reopened_at is not None)


def rating_is_open(request: ServiceRequest, given: Review | None) -> bool:
    """Before the first rating: while it is awaited; after it: for 30 days."""
    if given and request.status != Status.DELIVERED:
        return clock.now() - given.created_at <= REVIEW_EDITABLE
    return request.status == Status.DELIVERED


def _promise(own: OwnPage) -> Next:
    request = own.request
    now, zone = clock.now(), request.unit.zone
    calendar = deadlines.get_calendar(request.unit.region_id)
    explanation = explain(request.clock_began_at, request.contact_due_at, zone, now, calendar)
    lead = WE_WILL[Way(request.preferred_way)]
    if explanation.tone == "late":
        due = text.day(request.contact_due_at.astimezone(zone).date(), now.astimezone(zone).date())
        sorry = f"Обещали до {due}, и не успели. Простите нас. Позвоните: соединим с тем, кто поможет."
        return Next("Мы опаздываем", "Ждать дальше не нужно", (sorry,), explanation, late=True)
    tried = [attempt for attempt in own.attempts if attempt.result != Result.TALKED]
    words = (f"Пробовали связаться {text.plural(len(tried), 'раз', 'раза', 'раз')}, попробуем ещё.",) if tried else ()
    return Next(lead, explanation.headline, (*words, explanation.why), explanation)


def _meeting(own: OwnPage) -> Next:
    request = own.request
    words = [WHERE[Format(request.agreed_format)] if request.agreed_format else ""]
    if request.agreed_format == Format.IN_PERSON:
        unit = request.unit
        words = [f"{words[0]}: {', '.join(part for part in (unit.place, unit.directions) if part)}"]
    words.append(request.agreed_note)
    when = text.capital(_moment(own, request.agreed_at))
    return Next("Мы договорились", when, tuple(f"{part.rstrip('.')}." for part in words if part))


def _received(own: OwnPage) -> Step:
    return ("Заявка принята", _moment(own, own.request.submitted_at), "done")


def _returned(own: OwnPage) -> list[Step]:
    at = own.request.reopened_at
    return [("Заявка снова в работе", _moment(own, at), "done")] if at else []


def _contact_step(own: OwnPage) -> Step:
    request = own.request
    zone, now = request.unit.zone, clock.now()
    if request.contacted_at is None:
        due = text.day(request.contact_due_at.astimezone(zone).date(), now.astimezone(zone).date())
        return (f"{WE_WILL[Way(request.preferred_way)]} и договоримся о дне", f"до {due}", "")
    calendar = deadlines.get_calendar(request.unit.region_id)
    met = explain_met(request.clock_began_at, request.contact_due_at, request.contacted_at, zone, calendar)
    return ("Мы поговорили", f"{_moment(own, request.contacted_at)}, {met.headline}", "done")


def _agreed_step(own: OwnPage) -> Step:
    request = own.request
    if request.agreed_at and request.delivered_at is None:
        return ("Ждём встречи", f"{_moment(own, request.agreed_at)}, {_format(request)}", "")
    if request.delivered_at:
        return ("Договорились", _moment(own, request.agreed_at) if request.agreed_at else "", "done")
    return ("Договоримся о дне и месте", "как вам удобнее", "done" if Status(request.status) not in OPEN else "")


def _delivered_step(own: OwnPage) -> Step:
    request = own.request
    if request.delivered_at:
        return ("Сервис оказан", _moment(own, request.delivered_at), "done")
    minutes = text.plural(request.service.minutes, "минута", "минуты", "минут")
    return ("Окажем сервис", f"обычно {minutes}", "")


def _rating_step(own: OwnPage) -> Step:
    if own.review:
        return ("Вы поставили оценку", f"{own.review.stars} — {STAR_NAMES[own.review.stars]}", "done")
    if own.request.status == Status.CLOSED:
        return ("Заявка закрыта без оценки", _moment(own, own.request.closed_at), "done")
    return ("Вы поставите оценку", "от 1 до 5 звёзд, без входа", "")


def _format(request: ServiceRequest) -> str:
    return text.uncapital(FORMAT_NAMES[Format(request.agreed_format)]) if request.agreed_format else ""


def _moment(own: OwnPage, at: dt.datetime | None) -> str:
    return text.moment(at, own.request.unit.zone, clock.now()) if at else ""


def _day(own: OwnPage, at: dt.datetime | None) -> str:
    zone = own.request.unit.zone
    return text.day(at.astimezone(zone).date(), clock.now().astimezone(zone).date()) if at else ""
