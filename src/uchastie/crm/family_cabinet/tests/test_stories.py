"""A family reads the story about it in its own cabinet, agrees to exactly that, asks to change it, takes it back."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.pages.own import open_to
from tests.world import World
from tests.world_opeka import make_case
from tests.world_stories import TITLE, make_story

from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.stories.actions import Words
from uchastie.crm.stories.models import Story

FAMILY = "olga@example.org"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


def enter(story: Story) -> tuple[Client, str]:
    return open_to(story.case.applicant, FAMILY), f"/my/family/{story.case_id}/stories/"


def answer_of(story: Story, **more: str) -> dict[str, str]:
    return {"seal": story.digest, "text": str(current_text(Purpose.STORY).pk)} | more


@pytest.mark.ledger("B21")
def test_the_family_reads_and_agrees_by_a_document_of_its_own(world: World) -> None:
    story = make_story(world, "waiting_consent")
    client, home = enter(story)
    assert "прочитайте и решите" in client.get(home).content.decode()
    assert "Опекун написал историю о вас" in client.get(f"/my/family/{story.case_id}/").content.decode()
    at = f"{home}{story.pk}/"
    html = client.get(at).content.decode().replace("\u00a0", " ")
    for words in (TITLE, "Дети на снимках", "Кто угодно", "Контрольное число", "Отказ и отзыв не меняют помощи"):
        assert words in html
    photo = story.photos.get()
    assert client.get(f"/my/family/photos/{photo.pk}/large/")["Content-Type"] == "image/jpeg"
    unticked = client.post(f"{at}consent/", answer_of(story, family_name="Семья с Уралмаша"))
    assert unticked.status_code == 422
    assert "Семья с Уралмаша" in unticked.content.decode()
    stale = client.post(f"{at}consent/", answer_of(story, seal="0" * 64, agree="on"))
    assert stale.status_code == 409
    assert "историю изменили" in stale.content.decode()
    assert client.post(f"{at}consent/", answer_of(story, family_name="Семья с Уралмаша", agree="on")).status_code == 302
    receipt = Consent.objects.get(about_id=story.pk)
    assert (receipt.method, receipt.text.purpose, receipt.taken_by) == (Method.WEB, Purpose.STORY, None)
    assert Story.objects.get(pk=story.pk).state == "moderation"
    assert "Вы согласились" in client.get(at).content.decode()


def test_the_family_asks_to_change(world: World) -> None:
    story = make_story(world, "waiting_consent", words=Words("У Рябининых", "Миша красил перила"))
    client, home = enter(story)
    at = f"{home}{story.pk}/"
    assert "В истории есть ваши имена: Рябинина, Миша" in client.get(at).content.decode()
    assert client.post(f"{at}changes/", {"reason": ""}).status_code == 422
    assert client.post(f"{at}changes/", {"reason": "Уберите имя сына"}).status_code == 302
    kept = Story.objects.get(pk=story.pk)
    assert (kept.state, kept.reason, kept.returned_by_family) == ("returned", "Уберите имя сына", True)
    html = client.get(at).content.decode()
    assert "Опекун исправляет историю" in html
    assert "Миша" not in html, "what the guardian writes anew is not shown before it is sent"


@pytest.mark.parametrize("state", ["waiting_consent", "moderation", "published"])
def test_the_family_takes_it_back_at_any_time(
    world: World, state: str, django_capture_on_commit_callbacks: Any
) -> None:
    story = make_story(world, state)
    photo = story.photos.get()
    client, home = enter(story)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{home}{story.pk}/withdrawal/").status_code == 302
    assert Story.objects.get(pk=story.pk).state == "withdrawn"
    assert client.get(f"/my/family/photos/{photo.pk}/large/").status_code == 404
    assert "снята, всё стёрто" in client.get(home).content.decode()
    assert Client().get(f"/opeka/stories/{story.pk}/").status_code == (410 if state == "published" else 404)


def test_another_family_sees_nothing(world: World) -> None:
    story, own = make_story(world, "waiting_consent"), make_case(world)
    photo = story.photos.get()
    client = open_to(own.applicant, "other@example.org")
    mine, theirs = f"/my/family/{own.pk}/stories/{story.pk}/", f"/my/family/{story.case_id}/stories/"
    for path in (mine, theirs, f"{theirs}{story.pk}/", f"/my/family/photos/{photo.pk}/small/"):
        assert client.get(path).status_code == 404, path
    for deed in ("consent/", "changes/", "withdrawal/"):
        body = answer_of(story, agree="on", reason="Нет")
        assert client.post(mine + deed, body).status_code == 404
        assert client.post(f"{theirs}{story.pk}/{deed}", body).status_code == 404
    assert Story.objects.get(pk=story.pk).state == "waiting_consent"


def test_a_draft_is_not_yet_the_familys(world: World) -> None:
    story = make_story(world, "draft")
    client, home = enter(story)
    assert client.get(f"{home}{story.pk}/").status_code == 404
    assert "Историй о вас нет" in client.get(home).content.decode()
