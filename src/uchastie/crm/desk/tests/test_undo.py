"""«Вернуть»: what goes back, for whom, how long, and what is said to the person."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from tests.world import actor as actor_for
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue.models import RegulationStep
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.models import ContactAttempt, Delivery, LastStep, StepCheck
from uchastie.crm.desk.rules import CancelReason, Format, Result, Status
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.errors import Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(actor_of: Any) -> Any:
    return actor_of(Role.CENTRE_EMPLOYEE)


def fields(request: Any) -> dict[str, Any]:
    request.refresh_from_db()
    left_out = {"_state", "version", "updated_at"}
    return {name: value for name, value in vars(request).items() if name not in left_out and not name.endswith("cache")}


def talk(anna: Any, request: Any) -> None:
    actions.record_contact(actor=anna, request_id=request.pk, version=None, way=Way.PHONE, result=Result.TALKED)


def settle(anna: Any, request: Any) -> None:
    at = clock.now() + dt.timedelta(days=2)
    actions.agree(actor=anna, request_id=request.pk, version=None, agreed_at=at, agreed_format=Format.PHONE, note="Дом")


def deliver(anna: Any, request: Any) -> None:
    done = Done(format=Format.PHONE, all_steps=True)
    actions.deliver(actor=anna, request_id=request.pk, version=None, done=done)


def cancel(anna: Any, request: Any) -> None:
    actions.cancel_request(actor=anna, request_id=request.pk, version=None, reason=CancelReason.OUT_OF_SCOPE)


def take(anna: Any, request: Any) -> None:
    actions.assign(actor=anna, request_id=request.pk, version=None)


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (take, Status.VIEWED),
        (talk, Status.VIEWED),
        (settle, Status.CONTACTED),
        (settle, Status.SCHEDULED),
        (deliver, Status.SCHEDULED),
        (cancel, Status.CONTACTED),
        (cancel, Status.NEW),
    ],
)
def test_a_step_goes_back_as_if_it_had_not_been_and_the_journal_keeps_both(anna, make_request, step, status):
    request = make_request(service="informing", status=status)
    before = fields(request)
    step(anna, request)
    assert fields(request) != before
    actions.undo_step(actor=anna, request_id=request.pk)
    assert fields(request) == before
    assert not ContactAttempt.objects.exists()
    assert not Delivery.objects.exists()
    assert not StepCheck.objects.exists()
    verbs = list(Entry.objects.filter(object_id=request.pk).order_by("at", "id").values_list("verb", flat=True))
    assert len(verbs) == 2
    assert verbs[-1] == "undone"


def test_a_tick_goes_back_both_ways(anna, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    step = RegulationStep.objects.filter(regulation=request.regulation).order_by("place").first()
    tick = {"actor": anna, "request_id": request.pk, "step_id": step.pk}
    actions.check_step(**tick, done=True)
    first = StepCheck.objects.values("step_id", "at", "by_id").get()
    actions.check_step(**tick, done=False)
    actions.undo_step(actor=anna, request_id=request.pk)
    assert StepCheck.objects.values("step_id", "at", "by_id").get() == first
    actions.check_step(**tick, done=False)
    actions.check_step(**tick, done=True)
    actions.undo_step(actor=anna, request_id=request.pk)
    assert not StepCheck.objects.exists()


def test_a_delivery_takes_back_only_its_own_ticks(anna, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    step = RegulationStep.objects.filter(regulation=request.regulation).order_by("place").first()
    actions.check_step(actor=anna, request_id=request.pk, step_id=step.pk, done=True)
    deliver(anna, request)
    actions.undo_step(actor=anna, request_id=request.pk)
    assert StepCheck.objects.get().step_id == step.pk


def test_only_once(anna, make_request):
    request = make_request()
    talk(anna, request)
    actions.undo_step(actor=anna, request_id=request.pk)
    with pytest.raises(Refusal, match="nothing"):
        actions.undo_step(actor=anna, request_id=request.pk)


def test_not_after_ten_minutes(anna, make_request):
    request = make_request()
    talk(anna, request)
    with (
        time_machine.travel(clock.now() + dt.timedelta(minutes=10, seconds=1)),
        pytest.raises(Refusal, match="too_late"),
    ):
        actions.undo_step(actor=anna, request_id=request.pk)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=9)):
        actions.undo_step(actor=anna, request_id=request.pk)


def test_not_by_another(anna, actor_of, world, make_request):
    request = make_request()
    talk(anna, request)
    with pytest.raises(Refusal, match="not_yours"):
        actions.undo_step(actor=actor_of(Role.CENTRE_HEAD), request_id=request.pk)
    with pytest.raises(NotSeen):
        actions.undo_step(actor=actor_of("stranger"), request_id=request.pk)
    with pytest.raises(Denied):
        actions.undo_step(actor=actor_of(Role.REGION_COORDINATOR), request_id=request.pk)


def test_not_after_somebody_has_built_on_it(anna, actor_of, make_request):
    request = make_request()
    talk(anna, request)
    actions.open_request(actor=actor_of(Role.CENTRE_HEAD), request_id=request.pk)  # a look is no deed
    actions.add_note(actor=actor_of(Role.CENTRE_HEAD), request_id=request.pk, text="Перезвонила ещё раз")
    with pytest.raises(Refusal, match="touched"):
        actions.undo_step(actor=anna, request_id=request.pk)


def test_not_after_the_person_has_rated(anna, make_request):
    from uchastie.kernel.actor import NOBODY, Actor, ActorKind

    request = make_request(service="informing", status=Status.CONTACTED)
    deliver(anna, request)
    actions.rate(holder=Actor(ActorKind.HOLDER, id=request.pk), visitor=NOBODY, stars=5, comment="")
    with pytest.raises(Refusal, match="touched"):
        actions.undo_step(actor=anna, request_id=request.pk)


def test_who_has_left_the_centre_takes_nothing_back(world, make_request):
    from uchastie.crm.network.models import Assignment

    user = make_user("gone", Role.CENTRE_EMPLOYEE, world.uralmash)
    request = make_request()
    talk(actor_for(user), request)
    Assignment.objects.filter(user=user).update(ended_at=clock.now())
    with pytest.raises(NotSeen):
        actions.undo_step(actor=actor_for(user), request_id=request.pk)


@pytest.fixture
def with_mail(make_request: Any) -> Any:
    request = make_request(service="informing", status=Status.CONTACTED)
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    return request


def test_a_letter_that_waits_is_withdrawn_and_may_be_written_again(anna, with_mail):
    deliver(anna, with_mail)
    assert OutboxEntry.objects.count() == 1
    actions.undo_step(actor=anna, request_id=with_mail.pk)
    assert OutboxEntry.objects.count() == 0
    assert not messages.list_about(with_mail.pk)
    deliver(anna, with_mail)
    assert OutboxEntry.objects.count() == 1


def test_a_letter_that_has_left_is_put_right_by_another(anna, with_mail):
    deliver(anna, with_mail)
    letter = Message.objects.get(address="vera@example.org")
    OutboxEntry.objects.update(state=OutboxEntry.State.SENT)
    notifications.mark_sent(letter.pk, left=True)
    actions.undo_step(actor=anna, request_id=with_mail.pk)
    correction = Message.objects.filter(address="vera@example.org").exclude(pk=letter.pk).get()
    assert "по ошибке" in correction.body
    assert "Ларина" not in correction.subject


def test_the_trace_of_the_last_step_is_one_row(anna, make_request):
    request = make_request(service="informing")
    for step in (take, talk, settle, deliver):
        step(anna, request)
    assert LastStep.objects.count() == 1


def test_a_walk_in_served_by_mistake_is_a_talk_again(anna, world):
    """The visit has been and stays; the service has not."""
    from uchastie.crm.desk.actions import Manual
    from uchastie.crm.desk.rules import Applicant, Channel

    request = actions.serve_walk_in(
        actor=anna,
        unit=world.uralmash,
        service_code="informing",
        applicant=Applicant(name="Берёзкина Тамара", preferred_way=Way.PHONE, phone="+79125550067"),
        need="",
        manual=Manual(channel=Channel.VISIT),
        done=Done(format=Format.IN_PERSON, all_steps=True),
        key="walk-in-1",
    )
    actions.undo_step(actor=anna, request_id=request.pk)
    request.refresh_from_db()
    assert (request.status, request.delivered_at) == (Status.CONTACTED, None)
    assert request.attention_at
    assert not Delivery.objects.exists()
    assert ContactAttempt.objects.count() == 1
    deliver(anna, request)
    assert Delivery.objects.count() == 1
