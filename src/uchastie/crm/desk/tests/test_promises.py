"""The promise to call within two working days: how it is kept, and who is reminded of it."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.rules import Status
from uchastie.crm.notifications import queries as notifications
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen


class TestPunctuality:
    @pytest.mark.ledger("A12", "A18")
    def test_only_a_talk_before_the_deadline_counts(self, actor_of, world, make_request, noise):
        now = clock.now()
        long_ago = {"submitted_at": now - dt.timedelta(days=6), "contact_due_at": now - dt.timedelta(days=4)}
        make_request(status=Status.CONTACTED, contacted_at=now - dt.timedelta(days=5), **long_ago)
        make_request(status=Status.CONTACTED, contacted_at=now - dt.timedelta(days=3), phone="+79120000001", **long_ago)
        make_request(phone="+79120000002", **long_ago)
        make_request(phone="+79120000003")  # not due yet
        make_request(status=Status.CANCELLED, phone="+79120000004", **long_ago)  # withdrawn: nobody was to be called
        found = queries.get_punctuality(actor_of(Role.CENTRE_HEAD), world.uralmash)
        assert (found.kept, found.due) == (1, 3)
        assert found.share == pytest.approx(1 / 3)

    def test_no_data_is_not_a_hundred_per_cent(self, actor_of, world):
        assert queries.get_punctuality(actor_of(Role.CENTRE_HEAD), world.uralmash).share is None

    def test_strangers_learn_nothing(self, actor_of, world):
        with pytest.raises(NotSeen):
            queries.get_punctuality(actor_of("stranger"), world.uralmash)


class TestReminders:
    DUE = dt.datetime.fromisoformat("2026-11-23T23:59:59+05:00")

    def due(self, make_request, **values):
        submitted = self.DUE - dt.timedelta(days=4)
        return make_request(contact_due_at=self.DUE, attention_at=self.DUE, submitted_at=submitted, **values)

    @pytest.mark.ledger("A12", "A18")
    def test_the_owner_and_the_head_are_told_once_in_working_hours(self, world, make_request):
        anna, head = world.user(Role.CENTRE_EMPLOYEE), world.user(Role.CENTRE_HEAD)
        own = self.due(make_request, assignee=anna)
        nobodys = self.due(make_request, phone="+79120000001")
        for hour in ("06:00", "09:30", "10:30"):
            with time_machine.travel(f"2026-11-23 {hour}+05:00", tick=False):
                actions.remind_of_deadlines()
        letters = {person: notifications.list_about(person.pk) for person in (anna, head)}
        for person, request in ((anna, own), (head, nobodys)):
            texts = [message.body for message in letters[person] if message.channel == "email"]
            assert len(texts) == 1
            assert request.number in texts[0]
            assert "Ларина" not in texts[0]

    @pytest.mark.parametrize("moment", ["2026-11-23 18:30", "2026-11-23 08:59", "2026-11-22 10:00"])
    def test_nobody_is_woken(self, world, make_request, moment):
        self.due(make_request)
        with time_machine.travel(f"{moment}+05:00", tick=False):
            assert actions.remind_of_deadlines() == 0


def test_a_year_without_a_calendar_is_loud_for_the_employee(client_of, make_request):
    """Both places show the promise, so both show the doubt, and not only when somebody asks why."""
    from uchastie.crm.deadlines.models import CalendarRevision, CalendarYear
    from uchastie.kernel.ids import new_id

    request = make_request()
    CalendarYear.objects.all().delete()
    CalendarRevision.objects.update(value=new_id())
    anna = client_of(Role.CENTRE_EMPLOYEE)
    for place in ("", "preview/"):
        page = anna.get(f"/desk/requests/{request.pk}/{place}", headers={"HX-Request": "true"}).content.decode()
        assert "Срок может измениться" in page, place
