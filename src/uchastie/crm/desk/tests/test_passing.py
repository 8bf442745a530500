"""A request goes to a colleague or another centre, comes back, and is opened again."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from tests.world import actor as actor_for
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.models import Handover, Reopening, ServiceRequest, Transfer
from uchastie.crm.desk.rules import CancelReason, Format, Result, Status, Why
from uchastie.crm.journal.models import Entry
from uchastie.crm.licensing.models import Offer
from uchastie.crm.network.models import Assignment
from uchastie.crm.network.rules import UnitStatus
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import Acquaintance
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(actor_of: Any) -> Any:
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def head(actor_of: Any) -> Any:
    return actor_of(Role.CENTRE_HEAD)


@pytest.fixture
def petr(world: Any) -> Any:
    return make_user("petr", Role.CENTRE_EMPLOYEE, world.uralmash, name="Пётр Зимин")


def hand_over(who: Any, request: Any, to: Any, why: Why = Why.WORK, note: str = "") -> Any:
    return actions.hand_over(
        actor=who, request_id=request.pk, version=None, to_user_id=to.pk if to else None, why=why, note=note
    )


def transfer(who: Any, request: Any, slug: str, reason: str = "Живёт рядом с тем центром") -> Any:
    return actions.transfer_request(actor=who, request_id=request.pk, version=None, to_slug=slug, reason=reason)


class TestColleague:
    def test_with_a_note_that_stays(self, anna, petr, world, make_request):
        request = make_request(assignee=world.user(Role.CENTRE_EMPLOYEE))
        hand_over(anna, request, petr, note="Просит звонить после обеда")
        request.refresh_from_db()
        assert request.assignee_id == petr.pk
        kept = Handover.objects.get()
        assert (kept.from_user_id, kept.to_user_id, kept.note) == (anna.id, petr.pk, "Просит звонить после обеда")
        entry = Entry.objects.get(verb="handed_over")
        assert "обеда" not in str(entry.details)

    def test_to_nobody(self, anna, world, make_request):
        request = make_request(assignee=world.user(Role.CENTRE_EMPLOYEE))
        hand_over(anna, request, None)
        assert ServiceRequest.objects.get().assignee_id is None

    def test_not_to_a_stranger(self, anna, world, make_request):
        with pytest.raises(Refusal, match="no_colleague"):
            hand_over(anna, make_request(), world.stranger)

    def test_not_to_one_whose_assignment_has_ended(self, anna, petr, make_request):
        Assignment.objects.filter(user=petr).update(ended_at=clock.now())
        with pytest.raises(Refusal, match="no_colleague"):
            hand_over(anna, make_request(), petr)

    def test_not_when_it_is_closed(self, anna, petr, make_request):
        with pytest.raises(Refusal, match="closed"):
            hand_over(anna, make_request(status=Status.CANCELLED), petr)

    def test_of_two_at_once_the_second_is_told(self, anna, head, petr, make_request):
        request = make_request()
        seen = request.version
        hand_over(anna, request, petr)
        with pytest.raises(Conflict, match="stale"):
            actions.assign(actor=head, request_id=request.pk, version=seen)


@pytest.mark.ledger("A13")
class TestConflictOfInterest:
    @pytest.fixture
    def request_(self, anna, petr, world, make_request):
        request = make_request(assignee=world.user(Role.CENTRE_EMPLOYEE))
        hand_over(anna, request, petr, why=Why.CONFLICT, note="Это моя соседка по дому")
        return request

    def test_the_former_one_reads_and_does_nothing(self, anna, request_):
        assert actions.open_request(actor=anna, request_id=request_.pk)
        steps = (
            lambda: actions.assign(actor=anna, request_id=request_.pk, version=None),
            lambda: actions.add_note(actor=anna, request_id=request_.pk, text="Помогу и так"),
            lambda: transfer(anna, request_, "vtoroy"),
            lambda: actions.undo_step(actor=anna, request_id=request_.pk),
            lambda: actions.record_contact(
                actor=anna, request_id=request_.pk, version=None, way=Way.PHONE, result=Result.TALKED
            ),
        )
        for step in steps:
            with pytest.raises(Denied):
                step()

    def test_the_new_one_works(self, petr, request_):
        actions.add_note(actor=actor_for(petr), request_id=request_.pk, text="Беру в работу")

    def test_nobody_gives_it_back(self, head, world, request_):
        with pytest.raises(Refusal, match="barred"):
            hand_over(head, request_, world.user(Role.CENTRE_EMPLOYEE))

    def test_the_page_says_so_and_shows_no_forms(self, client_of, request_):
        page = client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request_.pk}/").content.decode()
        assert "только читаете" in page
        assert "/contacts/" not in page

    def test_a_reason_is_needed(self, anna, petr, world, make_request):
        with pytest.raises(Refusal, match="reason"):
            hand_over(
                anna, make_request(assignee=world.user(Role.CENTRE_EMPLOYEE)), petr, why=Why.CONFLICT, note=" да "
            )

    def test_another_request_of_the_same_person_is_not_concerned(self, anna, request_, make_request):
        actions.add_note(actor=anna, request_id=make_request().pk, text="Другая заявка")

    def test_private_phones_of_staff_are_nowhere(self, client_of, request_):
        for address in (f"/desk/requests/{request_.pk}/", f"/desk/requests/{request_.pk}/passing/", "/desk/team/"):
            page = client_of(Role.CENTRE_HEAD).get(address).content.decode()
            assert "@example.org" not in page


class TestAllAtOnce:
    def test_before_a_holiday(self, head, petr, world, make_request, noise):
        anna = world.user(Role.CENTRE_EMPLOYEE)
        for status in Status:
            make_request(status=status, assignee=anna)
        count = actions.hand_over_all(head, anna, petr, world.uralmash, "Отпуск до 15 декабря", Why.ABSENCE)
        moved = ServiceRequest.objects.filter(assignee=petr)
        assert count == moved.count() == 5
        assert not moved.filter(attention_at=None).exists()
        assert set(Handover.objects.values_list("note", flat=True)) == {"Отпуск до 15 декабря"}

    def test_when_somebody_leaves_to_nobody(self, world, make_request):
        from uchastie.kernel.actor import SYSTEM

        anna = world.user(Role.CENTRE_EMPLOYEE)
        make_request(assignee=anna)
        assert actions.hand_over_all(SYSTEM, anna.pk, None, world.uralmash, "Уволился") == 1
        assert ServiceRequest.objects.get().assignee_id is None

    def test_what_the_new_one_may_not_take_is_left_without_an_owner(self, head, anna, petr, world, make_request):
        request = make_request(assignee=petr)
        hand_over(actor_for(petr), request, world.user(Role.CENTRE_EMPLOYEE), Why.CONFLICT, "Мой бывший начальник")
        other = make_request(assignee=world.user(Role.CENTRE_EMPLOYEE))
        actions.hand_over_all(head, anna.id, petr, world.uralmash)
        request.refresh_from_db()
        other.refresh_from_db()
        assert request.assignee_id is None
        assert other.assignee_id == petr.pk

    def test_not_by_an_employee_and_not_in_another_centre(self, anna, head, petr, world):
        with pytest.raises(Denied):
            actions.hand_over_all(anna, anna.id, petr, world.uralmash)
        with pytest.raises(Denied):
            actions.hand_over_all(head, world.stranger, None, world.vtoroy)

    def test_requests_of_those_who_have_left_are_seen(self, head, petr, world, make_request):
        make_request(assignee=petr)
        Assignment.objects.filter(user=petr).update(ended_at=clock.now())
        assert [(item.id, item.open) for item in queries.list_strangers(world.uralmash)] == [(petr.pk, 1)]


class TestAnotherCentre:
    def test_with_the_number_and_the_clock(self, anna, world, make_request):
        submitted = clock.now() - dt.timedelta(days=3)
        request = make_request(
            submitted_at=submitted,
            contact_due_at=submitted + dt.timedelta(days=4),
            attention_at=submitted + dt.timedelta(days=4),
            assignee=world.user(Role.CENTRE_EMPLOYEE),
        )
        transfer(anna, request, "vtoroy")
        moved = ServiceRequest.objects.get()
        assert (moved.number, moved.submitted_at, moved.contact_due_at, moved.attention_at) == (
            request.number,
            request.submitted_at,
            request.contact_due_at,
            request.attention_at,
        )
        assert (moved.unit, moved.assignee_id, moved.status) == (world.vtoroy, None, Status.NEW)
        assert Acquaintance.objects.filter(unit=world.vtoroy, beneficiary=moved.beneficiary).exists()

    def test_the_receiver_sees_from_whom_and_why_the_sender_keeps_a_trace(
        self, anna, actor_of, client_of, make_request
    ):
        request = make_request(name="Ларина Вера Павловна")
        transfer(anna, request, "vtoroy", "Живёт на той стороне города")
        page = client_of("stranger").get(f"/desk/requests/{request.pk}/").content.decode()
        assert "Добро.Центр «Уралмаш»" in page
        assert "Живёт на той стороне города" in page
        sender = client_of(Role.CENTRE_EMPLOYEE)
        assert sender.get(f"/desk/requests/{request.pk}/").status_code == 404
        trace = sender.get("/desk/sent/").content.decode()
        assert request.number in trace
        assert f"/desk/requests/{request.pk}/" not in trace
        found = sender.post("/desk/found/", {"q": "Ларина"}).content.decode()
        assert "Переданы в другие центры" in found
        assert request.number not in client_of("stranger").get("/desk/sent/").content.decode()

    def test_the_person_is_told(self, anna, make_request):
        from uchastie.crm.people.models import ContactPoint

        request = make_request()
        ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
        transfer(anna, request, "vtoroy")
        assert "«Второй»" in Message.objects.get(address="vera@example.org").body

    def test_the_consent_stays_in_force(self, anna, make_request):
        from uchastie.crm.consents import actions as consents
        from uchastie.crm.consents import queries as papers
        from uchastie.crm.consents.rules import Method

        request = make_request()
        given = {"subject_id": request.beneficiary_id, "about_id": request.pk, "name": request.beneficiary.name}
        consents.take(anna, **given, method=Method.PAPER)
        transfer(anna, request, "vtoroy")
        assert papers.consent_about(request.pk).withdrawn_at is None

    @pytest.mark.parametrize("slug", ["uralmash", "net-takogo", "66", "../vtoroy", ""])
    def test_only_to_a_centre_that_may_take_it(self, anna, make_request, slug):
        with pytest.raises(Refusal, match="no_target"):
            transfer(anna, make_request(), slug)

    def test_not_to_a_suspended_one_and_away_from_it(self, anna, actor_of, world, make_request):
        world.vtoroy.apply(status=UnitStatus.SUSPENDED)
        with pytest.raises(Refusal, match="no_target"):
            transfer(anna, make_request(), "vtoroy")
        transfer(actor_of("stranger"), make_request(unit=world.vtoroy), "uralmash")

    def test_only_to_one_that_offers_the_service(self, anna, world, make_request):
        request = make_request(service="social-design")
        with pytest.raises(Refusal, match="no_target"):
            transfer(anna, request, "vtoroy")
        Offer.objects.create(unit=world.vtoroy, service=request.service)
        assert transfer(anna, request, "vtoroy").unit == world.vtoroy

    def test_by_the_coordinator_of_the_region_and_nobody_from_outside(self, actor_of, make_request):
        request = make_request()
        with pytest.raises(NotSeen):
            transfer(actor_of("stranger"), request, "vtoroy")
        for role in (Role.FEDERAL_MANAGER, Role.ADMIN, Role.BENEFICIARY):
            with pytest.raises(NotSeen):
                transfer(actor_of(role), request, "vtoroy")
        assert transfer(actor_of(Role.REGION_COORDINATOR), request, "vtoroy").unit.slug == "vtoroy"

    def test_a_meeting_of_the_old_centre_does_not_hold(self, anna, make_request):
        soon = clock.now() + dt.timedelta(days=2)
        request = make_request(status=Status.SCHEDULED, agreed_at=soon, agreed_format=Format.IN_PERSON)
        transfer(anna, request, "vtoroy")
        request.refresh_from_db()
        assert (request.status, request.agreed_at) == (Status.CONTACTED, None)

    def test_not_what_is_done(self, anna, make_request):
        for status in (Status.DELIVERED, Status.RATED, Status.CLOSED, Status.CANCELLED):
            with pytest.raises(Refusal, match="closed"):
                transfer(anna, make_request(status=status), "vtoroy")

    def test_the_step_before_cannot_be_taken_back(self, anna, actor_of, make_request):
        request = make_request()
        actions.assign(actor=anna, request_id=request.pk, version=None)
        transfer(anna, request, "vtoroy")
        with pytest.raises(NotSeen):
            actions.undo_step(actor=anna, request_id=request.pk)

    def test_back_with_a_reason(self, anna, actor_of, client_of, world, make_request):
        request = make_request()
        transfer(anna, request, "vtoroy")
        back = {"actor": actor_of("stranger"), "request_id": request.pk, "version": None}
        with pytest.raises(Refusal, match="reason"):
            actions.return_transfer(**back, reason="нет")
        actions.return_transfer(**back, reason="У нас нет свободных дней")
        request.refresh_from_db()
        assert request.unit == world.uralmash
        page = client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/").content.decode()
        assert "У нас нет свободных дней" in page
        assert client_of("stranger").get(f"/desk/requests/{request.pk}/").status_code == 404
        with pytest.raises(Refusal, match="not_transferred"):
            actions.return_transfer(**back | {"actor": anna}, reason="Ещё раз назад")
        transfer(anna, request, "vtoroy")  # and once more: the person is told each time
        assert Message.objects.filter(about_id=request.pk, channel="cabinet").count() == 3

    def test_not_back_to_a_centre_that_does_not_work(self, anna, actor_of, world, make_request):
        request = make_request()
        transfer(anna, request, "vtoroy")
        world.uralmash.apply(status=UnitStatus.SUSPENDED)
        with pytest.raises(Refusal, match="sender_away"):
            actions.return_transfer(
                actor=actor_of("stranger"), request_id=request.pk, version=None, reason="Не наш сервис"
            )

    @pytest.mark.parametrize("rows", [10, 60])
    def test_traces_cost_the_same(self, anna, client_of, world, make_request, rows, django_assert_num_queries):
        for _ in range(rows):
            request = make_request(unit=world.vtoroy)
            values = {"from_unit": world.uralmash, "to_unit": world.vtoroy, "reason": "Ближе", "at": clock.now()}
            Transfer.objects.create(request=request, by=world.user(Role.CENTRE_EMPLOYEE), **values)
        client = client_of(Role.CENTRE_EMPLOYEE)
        client.get("/desk/sent/")
        with django_assert_num_queries(5):
            client.get("/desk/sent/")


@pytest.mark.ledger("A20")
class TestReopening:
    def reopen(self, who: Any, request: Any, reason: str = "Закрыли не ту заявку") -> Any:
        return actions.reopen_request(actor=who, request_id=request.pk, version=None, reason=reason)

    def test_with_a_new_clock_and_the_old_one_in_the_history(self, head, make_request):
        with time_machine.travel("2026-11-16 10:00+05:00"):
            request = make_request(contact_due_at=clock.now() + dt.timedelta(days=2), status=Status.CANCELLED)
        with time_machine.travel("2026-11-23 09:40+05:00"):
            self.reopen(head, request)
            again = ServiceRequest.objects.get()
            assert again.status == Status.VIEWED
            assert again.contact_due_at.isoformat() == "2026-11-25T18:59:59+00:00"
            assert again.submitted_at == request.submitted_at
            assert again.cancel_reason == ""
        kept = Reopening.objects.get()
        assert (kept.due_at, kept.cancel_reason) == (request.contact_due_at, CancelReason.BY_APPLICANT)

    def test_only_by_the_head_and_with_a_reason(self, anna, head, actor_of, make_request):
        request = make_request(status=Status.CANCELLED)
        with pytest.raises(Denied):
            self.reopen(anna, request)
        with pytest.raises(NotSeen):
            self.reopen(actor_of("stranger"), request)
        with pytest.raises(Refusal, match="reason"):
            self.reopen(head, request, " нет ")
        self.reopen(actor_of(Role.REGION_COORDINATOR), request)

    def test_only_what_was_cancelled(self, head, make_request):
        for status in set(Status) - {Status.CANCELLED}:
            with pytest.raises(Refusal, match="illegal_move"):
                self.reopen(head, make_request(status=status))

    def test_the_queue_counts_from_the_reopening(self, head, client_of, make_request):
        request = make_request(status=Status.CANCELLED, submitted_at=clock.now() - dt.timedelta(days=60))
        self.reopen(head, request)
        page = client_of(Role.CENTRE_EMPLOYEE).get("/desk/").content.decode()
        assert "Просрочено</h2>" not in page
        card = client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/").content.decode()
        assert "снова в работе" in card

    def test_it_is_served_after_all(self, head, make_request):
        request = make_request(service="informing", status=Status.CANCELLED)
        self.reopen(head, request)
        step = {"actor": head, "request_id": request.pk, "version": None}
        actions.record_contact(**step, way=Way.PHONE, result=Result.TALKED)
        actions.deliver(**step, done=Done(format=Format.PHONE, all_steps=True))
        assert ServiceRequest.objects.get().status == Status.DELIVERED
