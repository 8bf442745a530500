import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from uchastie.crm.accounts.rules import Role
from uchastie.crm.knowledge import actions
from uchastie.crm.knowledge.models import Handout
from uchastie.kernel.errors import Conflict

TITLE = "Как нас найти"
EMPLOYEE, HEAD, FEDERAL = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.FEDERAL_MANAGER


def made() -> Handout:
    return Handout.objects.get(title=TITLE)


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


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
