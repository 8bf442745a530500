"""The plan of training: it is there by itself, the head sets days, papers are kept, what is late is seen."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import actions as catalogue
from uchastie.crm.catalogue import queries as services
from uchastie.crm.catalogue.rules import Step
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment
from uchastie.crm.notifications.models import Message
from uchastie.crm.training import actions, queries
from uchastie.crm.training.actions import Aim, Record
from uchastie.crm.training.models import Goal, Training
from uchastie.crm.training.rules import Standing
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen

EMPLOYEE, HEAD, REGION = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.REGION_COORDINATOR
DAY = dt.timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


@pytest.fixture
def unit(world):
    return world.uralmash


@pytest.fixture
def today(unit):
    return clock.today(unit.zone)


def learner_of(unit, user):
    return queries.get_learner(SYSTEM, unit, user.pk)


def began(user, days_ago: int) -> None:
    Assignment.objects.filter(user=user).update(since=clock.now() - days_ago * DAY)


class TestByItself:
    @pytest.mark.ledger("A70", "A87")
    def test_a_new_employee_has_a_plan_of_three_subjects_and_the_services(self, unit, today):
        newcomer = make_user("newcomer", EMPLOYEE, unit)
        plan = learner_of(unit, newcomer).plan
        assert [one.subject for one in plan[:3]] == ["standards", "regulations", "principles"]
        assert {one.service for one in plan[3:]} == {"informing", "consulting", "dobro-vzaimno", "platform-help"}
        assert {(one.term.standing, one.term.due_on) for one in plan} == {(Standing.PLANNED, today + 30 * DAY)}

    def test_reading_is_done_by_the_employee_and_asked_again_of_a_new_version(self, unit, today):
        reader = make_user("reader", EMPLOYEE, unit)
        began(reader, 100)
        service = services.get_service("consulting")
        assert _lesson(unit, reader, "consulting").term.standing is Standing.LATE
        actor = network.actor_of(reader)
        actions.confirm_reading(actor, regulation=services.get_regulation_in_force(service))
        assert _lesson(unit, reader, "consulting").term.known
        steps = services.plain_steps(services.get_regulation_in_force(service))
        catalogue.publish_regulation(
            SYSTEM, service=service, steps=[*steps, Step("Записать итог", "", True)], changes="Новый шаг"
        )
        again = _lesson(unit, reader, "consulting").term
        assert (again.standing, again.due_on) == (Standing.PLANNED, today + 14 * DAY)


def _base() -> set[str]:
    return {one.code for one in services.list_services() if one.kind == "base"}


def _lesson(unit, user, key):
    return next(one for one in learner_of(unit, user).plan if one.key == key)


class TestHead:
    @pytest.mark.ledger("A87")
    def test_the_head_sets_a_day_and_a_course_and_the_employee_reads_them(self, client_of, world, unit, today):
        learner = world.user(EMPLOYEE)
        address = f"/training/{unit.slug}/people/{learner.pk}/"
        data = {
            "key": "principles",
            "version": "0",
            "due_on": (today + 20 * DAY).isoformat(),
            "planned_on": (today + 9 * DAY).isoformat(),
            "course": "Курс о границах",
            "link": "https://edu.dobro.ru/k",
        }
        answer = client_of(HEAD).post(address + "goal/", data, follow=True)
        assert "План изменён" in text(answer)
        own = client_of(EMPLOYEE).get("/training/own/")
        assert "Курс о границах" in text(own)
        assert 'href="https://edu.dobro.ru/k"' in own.content.decode()
        assert _lesson(unit, learner, "principles").term.due_on == today + 20 * DAY

    def test_what_is_typed_wrong_stays_in_its_form(self, client_of, world, unit):
        learner = world.user(EMPLOYEE)
        data = {"key": "principles", "due_on": "2020-01-01", "course": "Курс о границах"}
        answer = client_of(HEAD).post(f"/training/{unit.slug}/people/{learner.pk}/goal/", data)
        assert answer.status_code == 422
        assert "Этот день прошёл" in text(answer)
        assert 'value="Курс о границах"' in answer.content.decode()
        assert not Goal.objects.exists()

    def test_two_heads_do_not_overwrite_each_other(self, actor_of, world, unit, today):
        head, learner = actor_of(HEAD), world.user(EMPLOYEE)
        aim = Aim(today + 5 * DAY)
        actions.set_goal(head, unit, user_id=learner.pk, key="standards", aim=aim)
        with pytest.raises(Conflict):
            actions.set_goal(head, unit, user_id=learner.pk, key="standards", aim=aim)
        with pytest.raises(NotSeen):
            actions.set_goal(head, unit, user_id=learner.pk, key="cooking", aim=aim)
        assert Goal.objects.count() == 1

    def test_an_employee_sets_nothing_and_a_neighbour_sees_nothing(self, client_of, actor_of, world, unit, today):
        learner = world.user(EMPLOYEE)
        address = f"/training/{unit.slug}/people/{learner.pk}/"
        assert client_of(EMPLOYEE).post(address + "goal/", {"key": "standards"}).status_code == 403
        with pytest.raises(Denied):
            actions.set_goal(actor_of(EMPLOYEE), unit, user_id=learner.pk, key="standards", aim=Aim(today))
        assert client_of("stranger").get(address).status_code == 404

    @pytest.mark.ledger("A70")
    def test_those_who_are_late_stand_first(self, client_of, world, unit):
        for place in range(3):
            make_user(f"a{place}", EMPLOYEE, unit, name=f"Аникин {place}")
        late = make_user("late", EMPLOYEE, unit, name="Яковлева Зоя")
        began(late, 90)
        page = text(client_of(HEAD).get("/training/"))
        assert page.index("Яковлева Зоя") < page.index("Аникин 0")
        assert "срок прошёл: 7" in page


class TestCertificate:
    def data(self, learner, today, **more):
        return {
            "user_id": str(learner.pk),
            "subjects": ["standards", "principles"],
            "learnt_on": today.isoformat(),
            "number": "ДУ-1207",
            "issued_by": "Добро.Университет",
            **more,
        }

    @pytest.mark.ledger("A70", "A87")
    def test_the_paper_of_a_course_is_kept_and_says_how_long_it_counts(self, client_of, client, world, unit, today):
        learner = world.user(EMPLOYEE)
        until = today + 100 * DAY
        upload = SimpleUploadedFile("свидетельство.pdf", PDF)
        data = self.data(learner, today, valid_until=until.isoformat(), upload=upload)
        assert client_of(HEAD).post("/training/", data).status_code == 302
        rows = Training.objects.filter(user=learner)
        assert {(row.until, row.number) for row in rows} == {(until, "ДУ-1207")}
        file = f"/files/{rows[0].file_id}/"
        own = client_of(EMPLOYEE).get("/training/own/").content.decode()
        address = re.search(rf'href="([^"]*{rows[0].file_id}[^"]*)"', own)
        assert address, file
        assert client_of(EMPLOYEE).get(address[1]).status_code == 200
        assert client_of("stranger").get(address[1]).status_code == 404
        mate = make_user("mate", EMPLOYEE, unit)
        client.force_login(mate)
        assert client.get(address[1]).status_code == 404
        page = client.get(f"/training/{unit.slug}/people/{learner.pk}/").content.decode()
        assert str(rows[0].file_id) not in page

    def test_the_paper_goes_with_the_last_record_that_shows_it(self, client_of, world, unit, today):
        learner = world.user(EMPLOYEE)
        client = client_of(HEAD)
        client.post("/training/", self.data(learner, today, upload=SimpleUploadedFile("с.pdf", PDF)))
        first, second = Training.objects.filter(user=learner)
        client.post(f"/training/{first.pk}/removal/")
        assert StoredFile.objects.filter(pk=second.file_id).exists()
        client.post(f"/training/{second.pk}/removal/")
        assert not StoredFile.objects.filter(pk=second.file_id).exists()

    def test_a_paper_that_comes_later_joins_the_record(self, client_of, world, today):
        learner = world.user(EMPLOYEE)
        client = client_of(HEAD)
        client.post("/training/", self.data(learner, today, number="", issued_by=""))
        client.post("/training/", self.data(learner, today))
        client.post("/training/", self.data(learner, today, number="", issued_by=""))
        rows = Training.objects.filter(user=learner)
        assert [(row.number, row.issued_by) for row in rows] == [("ДУ-1207", "Добро.Университет")] * 2

    def test_what_is_wrong_in_the_paper_keeps_nothing(self, client_of, world, today):
        data = self.data(world.user(EMPLOYEE), today, valid_until=(today - DAY).isoformat())
        answer = client_of(HEAD).post("/training/", data)
        assert (answer.status_code, Training.objects.count()) == (422, 0)
        assert "ДУ-1207" in answer.content.decode()


class TestReminders:
    def told(self, user, event):
        return Message.objects.filter(recipient_id=user.pk, event=event, channel="cabinet").count()

    @pytest.mark.ledger("A87")
    def test_each_is_told_once_and_no_name_is_written(self, world, unit, today):
        newcomer, head = make_user("newcomer", EMPLOYEE, unit, name="Яковлева Зоя"), world.user(HEAD)
        began(head, 200)
        ending = make_user("ending", EMPLOYEE, unit)
        began(ending, 200)
        record = Record(["standards", "regulations", "principles"], today - 340 * DAY)
        actions.record_training(SYSTEM, unit, user_id=ending.pk, record=record)
        for _ in range(2):
            actions.remind_of_training()
        assert self.told(newcomer, "training_plan") == 1
        assert self.told(newcomer, "training_due") == 0
        assert self.told(ending, "training_plan") == 0
        assert self.told(ending, "training_due") == 2  # subjects that end, regulations that are late
        assert self.told(head, "training_late") == 1
        assert not Message.objects.filter(event="training_late", body__contains="Яковлева").exists()
        ends = today + 25 * DAY
        body = Message.objects.filter(recipient_id=ending.pk, body__contains="Стандарты").first().body
        assert f"{ends.day}\xa0" in body

    def test_who_knows_everything_hears_nothing(self, world, unit, today):
        wise = make_user("wise", EMPLOYEE, unit)
        record = Record(["standards", "regulations", "principles"], today)
        actions.record_training(SYSTEM, unit, user_id=wise.pk, record=record)
        for code in _base():
            regulation = services.get_regulation_in_force(services.get_service(code))
            actions.confirm_reading(network.actor_of(wise), regulation=regulation)
        actions.remind_of_training()
        assert not Message.objects.filter(recipient_id=wise.pk).exists()


def test_somebody_from_above_has_no_plan_here(client_of, world):
    answer = client_of(Role.FEDERAL_MANAGER).get("/training/own/")
    assert answer.status_code == 200
