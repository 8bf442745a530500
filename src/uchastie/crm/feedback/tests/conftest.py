"""A printed code of «Уралмаш», and short ways to leave a review by it."""

import itertools

import pytest

from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import actions, queries
from uchastie.crm.feedback.actions import Author, Said
from uchastie.crm.feedback.rules import PlaceKind
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind

_keys = itertools.count()


@pytest.fixture
def place(world):
    return actions.make_place(actor=SYSTEM, unit=world.uralmash, kind=PlaceKind.CENTRE)


@pytest.fixture
def leave(place):
    """`leave(5, "Спасибо", phone="+79…")`: a review by the code, each with a key of its own."""

    def leave(stars=5, comment="Всё понятно", *, service_code="", suspicious=False, **author):
        if author.keys() & {"phone", "email"}:
            author["consent_text_id"] = current_text(Purpose.ANSWER).pk
        said = Said(stars, comment, service_code)
        key = f"{next(_keys):032x}"
        return actions.leave_review(
            visitor=NOBODY, code=place.code, said=said, author=Author(**author), suspicious=suspicious, key=key
        )

    return leave


@pytest.fixture
def rate(make_request):
    """`rate(2, "Не перезвонили")`: a delivered request, rated by its person. Returns the mark."""

    def rate(stars=2, comment="Обещали перезвонить и не перезвонили", **values):
        request = make_request(status=Status.DELIVERED, **values)
        holder = Actor(ActorKind.HOLDER, id=request.pk)
        desk.rate(holder=holder, visitor=NOBODY, stars=stars, comment=comment)
        return queries.find_mark_of(request.pk)

    return rate
