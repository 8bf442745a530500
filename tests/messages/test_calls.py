"""When no channel is left, somebody is asked to call."""

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.actions.letters import tell_cancelled
from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Outcome
from uchastie.crm.notifications.tests.servers import http_server
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("mail_server", "noon")


def deliver():
    while outbox.deliver_ready(new_id()):
        pass


@pytest.fixture
def gateway(settings):
    with http_server() as seen:
        settings.SMS_URL, settings.SMS_KEY = f"http://{seen.host}/send", "secret-key"
        yield seen


def test_all_channels_failed_so_somebody_has_to_call(world, gateway, make_request):

    gateway.statuses[:] = [400]
    anna = world.user(Role.CENTRE_EMPLOYEE)
    request = make_request(assignee=anna)
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    tell_cancelled(request)
    OutboxEntry.objects.update(state="parked", error="SMTPRecipientsRefused")
    actions.mark_failed(Message.objects.get(channel="email", about_id=request.pk).pk)
    deliver()
    assert Message.objects.get(event="request_cancelled", channel="cabinet").outcome == Outcome.FAILED
    task = Message.objects.get(event="call_needed", channel="cabinet")
    assert task.recipient_id == anna.pk
    assert request.number in task.subject
    assert task.url == f"/desk/requests/{request.pk}/"
    assert "Ларина" not in task.subject + task.body


def test_a_person_without_any_channel_is_called_when_the_meeting_moves(world, make_request):

    request = make_request(assignee=world.user(Role.CENTRE_EMPLOYEE))
    person = queries.person(request.beneficiary_id, about_id=request.pk)
    actions.notify(event="appointment_moved", about_id=request.pk, to=person, unit_id=request.unit_id, number="1")
    assert Message.objects.filter(event="call_needed", channel="cabinet").count() == 1
    actions.notify(event="request_received", about_id=request.pk, to=person, unit_id=request.unit_id, number="1")
    assert Message.objects.filter(event="call_needed", channel="cabinet").count() == 1
