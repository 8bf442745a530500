"""The same request touched by several people, or by one double click, at the same moment: nobody meets an error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue.models import RegulationStep
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.models import Delivery, Review, StepCheck
from uchastie.crm.desk.rules import Format, Status
from uchastie.kernel.actor import NOBODY, Actor, ActorKind
from uchastie.kernel.errors import Conflict

AT_ONCE = 6
pytestmark = pytest.mark.django_db(transaction=True)


def together(work: Callable[[], Any]) -> list[Any]:
    gate = Barrier(AT_ONCE)

    def one(_: int) -> Any:
        try:
            gate.wait(timeout=10)
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(one, range(AT_ONCE)))


@pytest.fixture
def anna(actor_of: Any) -> Actor:
    return actor_of(Role.CENTRE_EMPLOYEE)


def errors(answers: list[Any]) -> list[Exception]:
    return [answer for answer in answers if isinstance(answer, Exception)]


def test_first_looks(anna, make_request):
    request = make_request()
    answers = together(lambda: actions.open_request(actor=anna, request_id=request.pk))
    assert not errors(answers)
    assert {answer.status for answer in answers} == {Status.VIEWED}
    request.refresh_from_db()
    assert request.version == 2


def test_one_tick_of_one_step(anna, make_request):
    request = make_request(status=Status.CONTACTED)
    step = RegulationStep.objects.filter(regulation=request.regulation).first()
    tick = {"actor": anna, "request_id": request.pk, "step_id": step.pk, "done": True}
    assert not errors(together(lambda: actions.check_step(**tick)))
    assert StepCheck.objects.filter(request=request).count() == 1


def test_one_delivery_and_words_for_the_others(anna, make_request):
    request = make_request(status=Status.CONTACTED, service="informing")
    done = Done(format=Format.PHONE, all_steps=True)
    answers = together(lambda: actions.deliver(actor=anna, request_id=request.pk, version=request.version, done=done))
    assert len(errors(answers)) == AT_ONCE - 1
    assert {error.code for error in errors(answers) if isinstance(error, Conflict)} == {"already_delivered"}
    assert Delivery.objects.filter(request=request).count() == 1


def test_a_double_click_on_the_stars(make_request):
    request = make_request(status=Status.DELIVERED)
    holder = Actor(ActorKind.HOLDER, id=request.pk)
    assert not errors(together(lambda: actions.rate(holder=holder, visitor=NOBODY, stars=5, comment="")))
    assert Review.objects.filter(request=request).count() == 1


def test_a_double_click_on_no_longer_needed(make_request):
    request = make_request()
    holder = Actor(ActorKind.HOLDER, id=request.pk)
    assert not errors(together(lambda: actions.cancel_by_holder(holder=holder, request_id=request.pk)))
    request.refresh_from_db()
    assert request.status == Status.CANCELLED
