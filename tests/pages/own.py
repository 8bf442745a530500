"""What stands behind the pages of the cabinet: contacts that open cards, a family with one address, a talk."""

from typing import Any

from tests.pages.page import CITIZEN, FAMILY
from uchastie.crm.cabinet import actions
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status, Wish
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel.actor import NOBODY, Actor, ActorKind


def open_card(request: ServiceRequest, contact: str) -> None:
    """As if the person had typed the address in the own request."""
    ContactPoint.objects.get_or_create(beneficiary=request.beneficiary, kind="email", value=contact)
    actions.open_for_person(beneficiary_id=request.beneficiary_id, phone="", email=contact)


def open_to(person: Any, contact: str) -> Any:
    """A client of this person in the cabinet, in by a code to this address."""
    from tests.world import Citizen, sign_in

    open_card_of(person, contact)
    return sign_in(Citizen(contact))


def open_card_of(person: Any, contact: str) -> None:
    """The cabinet of this person opens by this address."""
    ContactPoint.objects.get_or_create(beneficiary=person, kind="email", value=contact)
    actions.open_for_person(beneficiary_id=person.pk, phone="", email=contact)


def make_own(world: Any, make_request: Any, requests: dict[Status, ServiceRequest]) -> None:
    for request in requests.values():
        open_card(request, CITIZEN)
    for name in ("Ларина Вера Павловна", "Ларин Тимур Андреевич"):
        open_card(make_request(name=name), FAMILY)
    asked = requests[Status.NEW]
    holder = Actor(ActorKind.HOLDER, id=asked.pk)
    told = {"holder": holder, "visitor": NOBODY, "request_id": asked.pk}
    actions.ask(**told, text="Можно прийти с внуком?", key="question")
    actions.answer(actor=_employee(world), request_id=asked.pk, text="Да, приходите вдвоём.", key="answer")
    wish = Wish(need="Нужна помощь с проектом", way="phone", time="после 18 часов")
    seen = Wish(need=asked.need, way=asked.preferred_way, time=asked.preferred_time).digest
    actions.change_request(**told, seen=seen, wish=wish, phone="+79120000000")
    actions.ask_another(**told, text="Мы соседи", key="another")


def _employee(world: Any) -> Actor:
    from tests.world import actor
    from uchastie.crm.accounts.rules import Role

    return actor(world.user(Role.CENTRE_EMPLOYEE))
