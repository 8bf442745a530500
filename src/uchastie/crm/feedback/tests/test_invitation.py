"""«Пригласить ещё раз»: at most twice, once a week, never against the person's wish (A40, A77)."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import actions
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal


@pytest.fixture
def waiting(make_request):
    week = clock.now() - dt.timedelta(days=8)
    request = make_request(status=Status.DELIVERED, submitted_at=week)
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    return request


@pytest.mark.ledger("A40")
def test_a_person_is_invited_again_within_limits(waiting, actor_of):
    worker = actor_of(Role.CENTRE_EMPLOYEE)
    actions.invite_again(actor=worker, request_id=waiting.pk)
    with pytest.raises(Refusal, match="too_soon"):
        actions.invite_again(actor=worker, request_id=waiting.pk)
    with time_machine.travel(clock.now() + dt.timedelta(days=8)):
        actions.invite_again(actor=worker, request_id=waiting.pk)
    with time_machine.travel(clock.now() + dt.timedelta(days=16)), pytest.raises(Refusal, match="enough"):
        actions.invite_again(actor=worker, request_id=waiting.pk)
    assert Message.objects.filter(event="review_invited", channel="cabinet").count() == 2


def test_who_has_switched_reminders_off_is_not_invited(waiting, actor_of):
    waiting.beneficiary.apply(reminders_off=True)
    with pytest.raises(Refusal, match="reminders_off"):
        actions.invite_again(actor=actor_of(Role.CENTRE_EMPLOYEE), request_id=waiting.pk)


def test_the_card_tells_the_employee_how_to_ask(client_of, make_request):
    request = make_request(status=Status.DELIVERED)
    page = client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/").content.decode()
    assert "Как объяснить человеку" in page
    assert "звёзды выбирает он" in page
