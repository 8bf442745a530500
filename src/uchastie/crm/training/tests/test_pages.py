import re

import pytest
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import actions as catalogue
from uchastie.crm.catalogue import queries as services
from uchastie.crm.catalogue.rules import Step
from uchastie.crm.journal.queries import list_entries
from uchastie.crm.training import actions, queries
from uchastie.crm.training.actions import Record
from uchastie.crm.training.models import Reading, Training
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen

EMPLOYEE, HEAD = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


@pytest.fixture
def master(world):
    """A service of «Мастер» with its regulation in force."""
    service = next(one for one in services.list_services() if one.level == "master")
    return service, services.get_regulation_in_force(service)


class TestReading:
    @pytest.mark.ledger("A33")
    def test_an_employee_reads_and_says_so_once(self, client_of, world, master):
        service, regulation = master
        employee = world.user(EMPLOYEE)
        assert queries.must_read(employee.pk, service, regulation)
        client, address = client_of(EMPLOYEE), f"/catalogue/{service.code}/regulation/{regulation.number}/"
        assert "не отметить оказанной" in text(client.get(address))
        for _ in range(2):
            answer = client.post(address + "reading/", follow=True)
        assert "Вы прочитали эту версию" in text(answer)
        assert Reading.objects.filter(user=employee).count() == 1
        assert not queries.must_read(employee.pk, service, regulation)
        assert [entry.verb for entry in list_entries(regulation.pk)] == ["regulation_read"]

    @pytest.mark.ledger("A33")
    def test_a_new_version_is_read_again_a_small_correction_is_not(self, world, actor_of, master):
        service, regulation = master
        employee = actor_of(EMPLOYEE)
        actions.confirm_reading(employee, regulation=regulation)
        steps = services.plain_steps(regulation)
        small = catalogue.publish_regulation(
            SYSTEM, service=service, steps=[*steps, Step("Проститься", "", True)], changes="Опечатка", reread=False
        )
        assert not queries.must_read(employee.id, service, small)
        big = catalogue.publish_regulation(
            SYSTEM, service=service, steps=[*steps, Step("Записать итог", "", True)], changes="Новый шаг"
        )
        assert queries.must_read(employee.id, service, big)

    def test_services_of_other_levels_ask_nothing(self, world, django_assert_num_queries):
        service = services.get_service("consulting")
        regulation = services.get_regulation_in_force(service)
        with django_assert_num_queries(0):
            assert not queries.must_read(world.user(EMPLOYEE).pk, service, regulation)


class TestTraining:
    @pytest.mark.ledger("A8")
    def test_the_head_notes_who_was_trained_in_what(self, client_of, world):
        client, learner = client_of(HEAD), world.user(EMPLOYEE)
        day = clock.today(world.uralmash.zone)
        assert set(queries.list_untrained([learner.pk], day)) == {learner.pk}
        today = day.isoformat()
        data = {
            "user_id": str(learner.pk),
            "subjects": ["standards", "principles"],
            "learnt_on": today,
            "note": "Вебинар",
        }
        answer = client.post("/training/", data, follow=True)
        assert "Обучение отмечено" in text(answer)
        assert "Вебинар" in text(client.get(f"/training/{world.uralmash.slug}/people/{learner.pk}/"))
        assert queries.list_untrained([learner.pk], day) == {learner.pk: ("регламенты сервисов",)}
        client.post("/training/", data)
        assert Training.objects.count() == 2
        assert [entry.verb for entry in list_entries(learner.pk)][:1] == ["trained"]

    def test_a_note_made_by_mistake_is_taken_back_and_the_journal_keeps_it(self, client_of, world, actor_of):
        learner = world.user(EMPLOYEE)
        (training,) = actions.record_training(
            actor_of(HEAD),
            world.uralmash,
            user_id=learner.pk,
            record=Record(["standards"], clock.today(world.uralmash.zone)),
        )
        assert client_of(HEAD).post(f"/training/{training.pk}/removal/").status_code == 302
        assert not Training.objects.exists()
        assert [entry.verb for entry in list_entries(learner.pk)][:2] == ["training_taken_back", "trained"]

    def test_what_is_typed_wrong_stays_on_the_form(self, client_of, world):
        data = {
            "user_id": str(world.user(EMPLOYEE).pk),
            "learnt_on": "2999-01-01",
            "subjects": ["standards"],
            "note": "Курс «А»",
        }
        answer = client_of(HEAD).post("/training/", data)
        assert answer.status_code == 422
        assert "ещё не наступил" in text(answer)
        assert "Курс «А»" in answer.content.decode()

    def test_nobody_from_outside_is_trained_here(self, client_of, world):
        today = clock.today(world.uralmash.zone).isoformat()
        data = {"user_id": str(world.stranger.pk), "learnt_on": today, "subjects": ["standards"]}
        assert client_of(HEAD).post("/training/", data).status_code == 422
        assert not Training.objects.exists()

    def test_an_employee_reads_the_table_and_does_not_change_it(self, client_of, world):
        client = client_of(EMPLOYEE)
        assert "Отметить обучение" not in text(client.get("/training/"))
        assert client.post("/training/", {}).status_code == 403

    def test_a_neighbour_head_cannot_take_back(self, world, actor_of):
        learner = world.user(EMPLOYEE)
        (training,) = actions.record_training(
            SYSTEM,
            world.uralmash,
            user_id=learner.pk,
            record=Record(["standards"], clock.today(world.uralmash.zone)),
        )
        with pytest.raises(NotSeen):
            actions.take_back_training(actor_of("stranger"), training_id=training.pk)

    @pytest.mark.parametrize("count", [2, 12])
    def test_the_table_costs_the_same_for_any_staff(self, world, actor_of, count, django_assert_num_queries):
        for place in range(count):
            make_user(f"learner{place}", EMPLOYEE, world.uralmash)
        head = actor_of(HEAD)
        with django_assert_num_queries(6):
            assert len(queries.list_learners(head, world.uralmash)) >= count
