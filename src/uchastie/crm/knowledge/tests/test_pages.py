import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import actions as catalogue
from uchastie.crm.catalogue import queries as services
from uchastie.crm.catalogue.rules import Step
from uchastie.crm.journal.queries import list_entries
from uchastie.crm.knowledge import actions, queries
from uchastie.crm.knowledge.models import Handout, Reading, Training
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, NotSeen

TITLE = "Как нас найти"
EMPLOYEE, HEAD, FEDERAL = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.FEDERAL_MANAGER


def made() -> Handout:
    return Handout.objects.get(title=TITLE)


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
        assert set(queries.list_untrained([learner.pk])) == {learner.pk}
        today = clock.today(world.uralmash.zone).isoformat()
        data = {
            "user_id": str(learner.pk),
            "subjects": ["standards", "principles"],
            "learnt_on": today,
            "note": "Вебинар",
        }
        answer = client.post("/training/", data, follow=True)
        assert "Обучение отмечено" in text(answer)
        assert "Вебинар" in text(answer)
        assert queries.list_untrained([learner.pk]) == {learner.pk: ("regulations",)}
        client.post("/training/", data)
        assert Training.objects.count() == 2
        assert [entry.verb for entry in list_entries(learner.pk)][:1] == ["trained"]

    def test_a_note_made_by_mistake_is_taken_back_and_the_journal_keeps_it(self, client_of, world, actor_of):
        learner = world.user(EMPLOYEE)
        (training,) = actions.record_training(
            actor_of(HEAD),
            world.uralmash,
            user_id=learner.pk,
            subjects=["standards"],
            learnt_on=clock.today(world.uralmash.zone),
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
            subjects=["standards"],
            learnt_on=clock.today(world.uralmash.zone),
        )
        with pytest.raises(NotSeen):
            actions.take_back_training(actor_of("stranger"), training_id=training.pk)

    @pytest.mark.parametrize("count", [2, 12])
    def test_the_table_costs_the_same_for_any_staff(self, world, actor_of, count, django_assert_num_queries):
        for place in range(count):
            make_user(f"learner{place}", EMPLOYEE, world.uralmash)
        head = actor_of(HEAD)
        with django_assert_num_queries(2):
            assert len(queries.list_learners(head, world.uralmash)) >= count


class TestHandouts:
    def make(self, client, **data):
        return client.post("/handouts/new/", {"title": "Как нас найти", "text": "Позвоните нам.", **data})

    def test_the_federal_team_writes_and_everybody_reads(self, client, client_of, world):
        answer = self.make(client_of(FEDERAL), services=["consulting"])
        handout = made()
        assert answer["Location"] == f"/handouts/{handout.pk}/"
        page = client.get(answer["Location"])
        assert (page.status_code, "Позвоните нам." in text(page), "Изменить" in text(page)) == (200, True, False)
        assert "Как нас найти" in text(client_of(EMPLOYEE).get("/handouts/?service=consulting"))
        assert "Как нас найти" not in text(client_of(EMPLOYEE).get("/handouts/?service=informing"))

    def test_a_centre_has_its_own_which_others_do_not_offer(self, client_of, world):
        self.make(client_of(HEAD))
        assert made().unit == world.uralmash
        assert "Как нас найти" in text(client_of(EMPLOYEE).get("/handouts/"))
        assert "Как нас найти" not in text(client_of("stranger").get("/handouts/"))

    def test_a_head_does_not_change_what_is_the_countrys(self, client_of, world):
        self.make(client_of(FEDERAL))
        handout = made()
        assert client_of(HEAD).get(f"/handouts/{handout.pk}/edit/").status_code == 403
        assert client_of(HEAD).post(f"/handouts/{handout.pk}/archive/", {"archived": "1"}).status_code == 403

    def test_an_archived_one_is_not_offered_but_opens(self, client, client_of, world):
        writer = client_of(FEDERAL)
        self.make(writer)
        handout = made()
        writer.post(f"/handouts/{handout.pk}/archive/", {"archived": "1"})
        assert "Как нас найти" not in text(client_of(EMPLOYEE).get("/handouts/"))
        assert "Памятка устарела" in text(client.get(f"/handouts/{handout.pk}/"))

    def test_two_editors_do_not_overwrite_each_other(self, world, actor_of):
        federal = actor_of(FEDERAL)
        made = actions.write_handout(federal, unit=None, title="А", text="текст")
        actions.write_handout(federal, handout_id=made.pk, version=1, unit=None, title="Б", text="текст")
        with pytest.raises(Conflict):
            actions.write_handout(federal, handout_id=made.pk, version=1, unit=None, title="В", text="текст")

    def test_a_file_is_downloaded_never_opened_as_a_page(self, client, client_of, world, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        upload = SimpleUploadedFile("памятка.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF")
        answer = self.make(client_of(FEDERAL), text="", upload=upload)
        assert answer.status_code == 302, text(answer)
        file = client.get(f"/handouts/{made().pk}/file/")
        assert (file.status_code, file["Content-Disposition"].split(";")[0]) == (200, "attachment")

    def test_a_page_of_scripts_is_not_kept(self, client_of, world, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        upload = SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
        answer = self.make(client_of(FEDERAL), upload=upload)
        assert (answer.status_code, Handout.objects.filter(title=TITLE).count()) == (422, 0)
        assert "Позвоните нам." in answer.content.decode()

    def test_what_is_typed_is_text(self, client, client_of, world):
        self.make(client_of(FEDERAL), text="<script>alert(1)</script>", link="https://dobro.ru/a?b=1&c=2")
        page = client.get(f"/handouts/{made().pk}/").content.decode()
        assert "<script>alert" not in page
        assert 'href="https://dobro.ru/a?b=1&amp;c=2"' in page
