"""A family with one phone, questions with and without an answer, a changed and a returned request. All invented."""

import datetime as dt

from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet import actions
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk import queries as requests
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import OPEN, Applicant, Channel, Status, Wish
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind

FAMILY_PHONE, FAMILY_EMAIL = "+7 912 555-77-01", "semya@primer.example"
FAMILY = (
    ("Громова Вера Павловна", "Хочу вести кружок чтения для малышей. С чего начать?", "до обеда"),
    ("Громов Тимур Андреевич", "Нужны часы волонтёра для поступления. Куда можно прийти?", "после уроков"),
    ("Громова Ольга Андреевна", "Ищем людей, которые помогут соседке с продуктами.", ""),
)
TALKS = (
    ("Можно прийти вдвоём с внуком?", "Да, приходите вдвоём. У нас есть детский уголок на втором этаже."),
    ("Пройдёт ли коляска через вход со двора?", "Да, там пандус. Позвоните от двери, поможем."),
    ("Подскажите, нужен ли паспорт?", ""),
    ("Смогу только в субботу. Вы работаете?", ""),
)


def make() -> None:
    """At the centre whose day is told the most fully, else at the first."""
    centres = list(network.list_centres().order_by("path"))
    unit = next((unit for unit in centres if "Уралмаш" in unit.name), centres[0] if centres else None)
    if unit is None:
        return
    now = clock.now()
    for place, (name, need, time) in enumerate(FAMILY):
        with clock.at(now - dt.timedelta(hours=26 + place * 20)):
            _apply(unit, name, need, time)
    _talks(unit, now)


def _apply(unit: Unit, name: str, need: str, time: str) -> ServiceRequest:
    codes = [service.code for service in licensing.list_offered(unit)]
    return desk.submit_request(
        actor=NOBODY,
        unit=unit,
        service_code="consulting" if "consulting" in codes else codes[0],
        applicant=Applicant(
            name=name, preferred_way=Way.PHONE, phone=FAMILY_PHONE, email=FAMILY_EMAIL, preferred_time=time
        ),
        need=need,
        channel=Channel.WEB,
        key=f"demo-family-{name}",
        consent_text_id=consents.current_text(Purpose.SERVICE).pk,
    )


def _talks(unit: Unit, now: dt.datetime) -> None:
    rows = requests.list_requests(SYSTEM).filter(unit=unit, channel=Channel.WEB)
    staff = [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_EMPLOYEE]
    worker = network.actor_of(staff[0]) if staff else SYSTEM
    working = list(rows.filter(status__in=OPEN).order_by("-submitted_at", "-id")[: len(TALKS) + 1])
    for place, (request, (question, answer)) in enumerate(zip(working, TALKS, strict=False)):
        with clock.at(now - dt.timedelta(minutes=190 - place * 40)):
            _ask(request, question)
        if answer:
            with clock.at(now - dt.timedelta(minutes=150 - place * 40)):
                actions.answer(actor=worker, request_id=request.pk, text=answer, key=f"demo-answer-{request.pk}")
    if len(working) > len(TALKS):
        with clock.at(now - dt.timedelta(minutes=20)):
            _change(working[-1])
    _return(unit, now)


def _ask(request: ServiceRequest, question: str) -> None:
    holder = Actor(ActorKind.HOLDER, id=request.pk)
    actions.ask(holder=holder, visitor=NOBODY, request_id=request.pk, text=question, key=f"demo-ask-{request.pk}")


def _change(request: ServiceRequest) -> None:
    seen = Wish(request.need, str(request.preferred_way), request.preferred_time)
    wish = Wish(request.need, seen.way, "после 18 часов, кроме среды")
    holder = Actor(ActorKind.HOLDER, id=request.pk)
    actions.change_request(holder=holder, visitor=NOBODY, request_id=request.pk, seen=seen.digest, wish=wish)


def _return(unit: Unit, now: dt.datetime) -> None:
    """One of the lately rated comes back with what was left."""
    month = now - dt.timedelta(days=25)
    rows = requests.list_requests(SYSTEM).filter(unit=unit, status=Status.RATED, delivered_at__gt=month)
    request = rows.filter(channel=Channel.WEB).order_by("-delivered_at").first()
    if request is None:
        return
    with clock.at(now - dt.timedelta(hours=5)):
        actions.return_request(
            holder=Actor(ActorKind.HOLDER, id=request.pk),
            visitor=NOBODY,
            request_id=request.pk,
            reason="Совет помог, но остался вопрос про документы. Можно продолжить?",
        )
