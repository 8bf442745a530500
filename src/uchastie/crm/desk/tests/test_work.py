"""An employee's steps, and the person's rating."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.models import Delivery, QualityCheck, Review
from uchastie.crm.desk.rules import CancelReason, Format, Result, Status
from uchastie.crm.journal import queries as journal
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

DONE = Done(format=Format.PHONE, all_steps=True, outcome="Рассказали про мероприятия")


@pytest.fixture
def anna(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def request_(make_request):
    return make_request(service="informing", status=Status.VIEWED)


def call(actor, request, result, version=None):
    return actions.record_contact(actor=actor, request_id=request.pk, version=version, way=Way.PHONE, result=result)


@pytest.mark.ledger("A36")
def test_the_first_look_of_a_worker_is_kept(anna, actor_of, make_request):
    request = make_request()
    actions.open_request(actor=actor_of(Role.REGION_COORDINATOR), request_id=request.pk)
    request.refresh_from_db()
    assert request.status == Status.NEW
    actions.open_request(actor=anna, request_id=request.pk, glance=True)
    request.refresh_from_db()
    assert request.status == Status.NEW
    actions.open_request(actor=anna, request_id=request.pk)
    request.refresh_from_db()
    assert request.status == Status.VIEWED
    assert request.viewed_at
    assert [entry.verb for entry in journal.list_entries(request.pk)] == ["viewed"] * 3


@pytest.mark.ledger("A18")
@pytest.mark.parametrize("result", [Result.NO_ANSWER, Result.ASKED_LATER, Result.WRONG_NUMBER])
def test_an_attempt_without_a_talk_does_not_stop_the_clock(anna, request_, result):
    changed = call(anna, request_, result)
    assert changed.status == Status.VIEWED
    assert changed.contacted_at is None
    assert changed.attempts == 1
    assert changed.assignee_id == anna.id


@pytest.mark.ledger("A18")
def test_a_talk_stops_it(anna, request_):
    changed = call(anna, request_, Result.TALKED)
    assert changed.status == Status.CONTACTED
    assert changed.contacted_at is not None


@pytest.mark.ledger("A19", "A38")
def test_the_agreed_date_and_format_are_kept_and_can_move(anna, make_request):
    request = make_request(status=Status.CONTACTED)
    for hours in (24, 48):
        at = (clock.now() + dt.timedelta(hours=hours)).replace(second=0, microsecond=0)
        request = actions.agree(
            actor=anna,
            request_id=request.pk,
            version=None,
            agreed_at=at,
            agreed_format=Format.ONLINE,
            note="Ссылку пришлём",
        )
    assert (request.status, request.agreed_at, request.agreed_format) == (Status.SCHEDULED, at, Format.ONLINE)


def test_an_hour_that_has_passed_cannot_be_agreed(anna, make_request):
    request = make_request(status=Status.CONTACTED)
    with pytest.raises(Refusal, match="past"):
        actions.agree(
            actor=anna,
            request_id=request.pk,
            version=None,
            agreed_at=clock.now() - dt.timedelta(minutes=1),
            agreed_format=Format.PHONE,
        )


@pytest.mark.ledger("A9", "A39")
def test_no_delivery_while_a_required_step_is_open(anna, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    bare = Done(format=Format.PHONE)
    with pytest.raises(Refusal, match="regulation_not_followed"):
        actions.deliver(actor=anna, request_id=request.pk, version=None, done=bare)
    assert not Delivery.objects.exists()
    for step in request.regulation.steps.filter(required=True):
        actions.check_step(actor=anna, request_id=request.pk, step_id=step.pk, done=True)
        actions.check_step(actor=anna, request_id=request.pk, step_id=step.pk, done=True)
    actions.deliver(actor=anna, request_id=request.pk, version=None, done=bare)
    assert Delivery.objects.get().regulation_id == request.regulation_id


def test_every_tick_and_every_tick_taken_back_is_in_the_journal_once(anna, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    step = request.regulation.steps.first().pk
    for done in (True, True, False, False):
        actions.check_step(actor=anna, request_id=request.pk, step_id=step, done=done)
    told = [(entry.verb, entry.details) for entry in journal.list_entries(request.pk)]
    assert told == [("step_undone", {"step": str(step)}), ("step_done", {"step": str(step)})]


def test_a_step_of_another_regulation_is_not_there(anna, make_request, request_):
    other = make_request(service="platform-help")
    with pytest.raises(NotSeen):
        actions.check_step(actor=anna, request_id=request_.pk, step_id=other.regulation.steps.first().pk, done=True)


@pytest.mark.ledger("A67")
def test_a_consultation_says_its_topic(anna, make_request):
    request = make_request(service="consulting", status=Status.CONTACTED)
    for topic in ("", "no-such-topic"):
        with pytest.raises(Refusal) as refused:
            actions.deliver(actor=anna, request_id=request.pk, version=None, done=Done(Format.PHONE, topic_code=topic))
        assert refused.value.field == "topic"


def test_a_delivery_invites_to_rate_once(anna, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    actions.deliver(actor=anna, request_id=request.pk, version=None, done=DONE)
    told = [message.event for message in notifications.list_about(request.pk)]
    assert told.count("review_invited") == 1  # a person without e-mail: on the own page only


@pytest.mark.ledger("A7")
def test_who_switched_reminders_off_gets_no_letter(anna, make_request):
    from uchastie.crm.people.models import ContactPoint

    request = make_request(service="informing", status=Status.CONTACTED)
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    request.beneficiary.apply(reminders_off=True)
    actions.deliver(actor=anna, request_id=request.pk, version=None, done=DONE)
    assert {m.channel for m in notifications.list_about(request.pk)} == {"cabinet"}


def test_the_second_of_two_who_deliver_learns_who_was_first(anna, actor_of, make_request):
    request = make_request(service="informing", status=Status.CONTACTED)
    seen = request.version
    actions.deliver(actor=anna, request_id=request.pk, version=seen, done=DONE)
    with pytest.raises(Conflict) as conflict:
        actions.deliver(actor=actor_of(Role.CENTRE_HEAD), request_id=request.pk, version=seen, done=DONE)
    assert anna.label in conflict.value.message
    assert Delivery.objects.count() == 1


def test_a_stale_version_is_refused(anna, request_):
    call(anna, request_, Result.NO_ANSWER, version=request_.version)
    with pytest.raises(Conflict, match="stale"):
        call(anna, request_, Result.NO_ANSWER, version=request_.version)
    request_.refresh_from_db()
    assert request_.attempts == 1


@pytest.mark.parametrize(
    ("who", "error"), [("stranger", NotSeen), (Role.REGION_COORDINATOR, Denied), (Role.ADMIN, NotSeen)]
)
def test_others_change_nothing(actor_of, request_, who, error):
    with pytest.raises(error):
        call(actor_of(who), request_, Result.TALKED)
    request_.refresh_from_db()
    assert request_.attempts == 0


@pytest.mark.ledger("A20")
def test_nothing_is_deleted_only_cancelled_with_a_reason(anna, request_):
    cancel = {"actor": anna, "request_id": request_.pk, "version": None}
    with pytest.raises(Refusal, match="still_reachable"):
        actions.cancel_request(reason=CancelReason.UNREACHABLE, **cancel)
    for day in ("2026-11-23 10:00", "2026-11-23 12:00", "2026-11-24 10:00"):
        with time_machine.travel(f"{day}+05:00", tick=False):
            call(anna, request_, Result.NO_ANSWER)
    changed = actions.cancel_request(reason=CancelReason.UNREACHABLE, **cancel)
    assert changed.status == Status.CANCELLED
    assert changed.attention_at is None


class TestRating:
    def holder(self, request):
        return Actor(ActorKind.HOLDER, id=request.pk)

    def rate(self, request, stars=5, comment="", visitor=NOBODY):
        return actions.rate(holder=self.holder(request), visitor=visitor, stars=stars, comment=comment)

    @pytest.mark.ledger("A60")
    def test_the_person_rates_once_and_may_change_it(self, make_request):
        request = make_request(status=Status.DELIVERED)
        self.rate(request, 5)
        self.rate(request, 4, "Хорошо")
        review = Review.objects.get()
        assert (review.stars, review.comment) == (4, "Хорошо")
        request.refresh_from_db()
        assert request.status == Status.RATED

    def test_after_thirty_days_it_stays(self, make_request):
        request = make_request(status=Status.DELIVERED)
        self.rate(request, 5)
        with time_machine.travel(clock.now() + dt.timedelta(days=31)), pytest.raises(Refusal, match="too_late"):
            self.rate(request, 1, "Передумал")

    def test_before_the_delivery_there_is_nothing_to_rate(self, make_request):
        with pytest.raises(Refusal, match="not_delivered"):
            self.rate(make_request(status=Status.CONTACTED))

    @pytest.mark.parametrize("who", [Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, "stranger"])
    def test_staff_cannot_rate_for_the_person(self, make_request, actor_of, who):
        request = make_request(status=Status.DELIVERED)
        with pytest.raises(Refusal, match="staff_cannot_rate"):
            self.rate(request, visitor=actor_of(who))
        assert not Review.objects.exists()

    def test_silence_closes_after_thirty_days(self, make_request):
        old = make_request(status=Status.DELIVERED, submitted_at=clock.now() - dt.timedelta(days=31))
        fresh = make_request(status=Status.DELIVERED)
        assert actions.close_old_requests() == 1
        old.refresh_from_db()
        fresh.refresh_from_db()
        assert (old.status, fresh.status) == (Status.CLOSED, Status.DELIVERED)


@pytest.mark.ledger("A6")
def test_the_head_checks_quality_by_the_principles(actor_of, anna, make_request):
    request = make_request(status=Status.DELIVERED)
    with pytest.raises(Denied):
        actions.check_quality(actor=anna, request_id=request.pk, kept={1: True})
    head = actor_of(Role.CENTRE_HEAD)
    actions.check_quality(actor=head, request_id=request.pk, kept={1: True, 2: True})
    actions.check_quality(actor=head, request_id=request.pk, kept={2: False})
    assert dict(QualityCheck.objects.values_list("principle_id", "kept")) == {1: True, 2: False}


@pytest.mark.ledger("A66")
def test_the_id_found_later_takes_the_mark_away(anna, make_request):
    request = make_request(id_pending=True)
    changed = actions.link_volunteer_id(actor=anna, request_id=request.pk, volunteer_id="96002534")
    assert not changed.id_pending
    changed.beneficiary.refresh_from_db()
    assert changed.beneficiary.volunteer_id == "96002534"


class TestLinks:
    def test_the_link_opens_its_request_only(self, make_request, noise):
        request = make_request()
        holder, found = queries.request_of_token(queries.status_token(request.pk))
        assert found == request
        assert set(queries.visible_to(holder)) == {request}

    def test_an_altered_link_opens_nothing(self, make_request):
        token = queries.status_token(make_request().pk)
        other = queries.status_token(make_request(phone="+79120000002").pk)
        forged = other.split("~")[0] + "~" + token.split("~", 1)[1]
        for bad in (forged, token[:-2], "", "~", "x" * 500, token.replace("~", ":")):
            with pytest.raises(Refusal) as refused:
                queries.request_of_token(bad)
            assert (refused.value.code, refused.value.status) == ("link_bad", 404)

    def test_an_old_link_says_so(self, make_request):
        token = queries.status_token(make_request().pk)
        with time_machine.travel(clock.now() + dt.timedelta(days=181)), pytest.raises(Refusal, match="link_expired"):
            queries.request_of_token(token)
