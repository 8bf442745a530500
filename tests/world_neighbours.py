"""Neighbours, asks and answers, made through the product's own actions."""

from typing import Any

from tests.world import World, make_person
from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.neighbours import actions
from uchastie.crm.neighbours.actions import Draft
from uchastie.crm.neighbours.models import Answer, Neighbour, Notice
from uchastie.crm.neighbours.rules import Age, Category, Duration, Kind
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.kernel.ids import new_id


def make_neighbour(
    world: World | None,
    name: str,
    contact: str,
    *,
    unit: Unit | None = None,
    age: Age = Age.ADULT,
    person: Beneficiary | None = None,
) -> Neighbour:
    """A person with this address who has joined at the centre; the address opens the own pages."""
    home = unit or (world.uralmash if world else None)
    assert home is not None
    person = person or make_person(home, name=name, phone=f"+7900{str(new_id().int)[-7:]}")
    ContactPoint.objects.get_or_create(beneficiary=person, kind="email", value=contact)
    open_for_person(beneficiary_id=person.pk, phone="", email=contact)
    return actions.join(
        ids=(person.pk,),
        key=person.pk,
        name=name,
        place=home.slug,
        age=age,
        text_id=current_text(Purpose.NEIGHBOUR).pk,
    )


def draft(**values: Any) -> Draft:
    return Draft(
        **{
            "kind": Kind.ASK,
            "category": Category.CARRY,
            "title": "Поднять шесть коробок",
            "text": "Лифт не работает.",
            "times": "сегодня вечером",
            "duration": Duration.HALF_HOUR,
            "street": "улица Ильича",
        }
        | values
    )


def make_notice(author: Neighbour, **values: Any) -> Notice:
    return actions.publish(neighbour=author, draft=draft(**values), key=new_id().hex)


def make_answer(notice: Notice, helper: Neighbour, text: str = "Помогу с радостью") -> Answer:
    return actions.answer_notice(neighbour=helper, notice_id=notice.pk, text=text, contacts_agreed=True)
