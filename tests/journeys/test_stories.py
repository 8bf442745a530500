"""A story from the guardian's phone to the open page and off it: the guardian writes and shows, the family reads and
agrees, the federal team publishes, everybody reads, the family takes it back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pages.own import open_card_of
from tests.world import Citizen
from tests.world_opeka import make_pair
from tests.world_stories import ALT, TEXT, TITLE, make_photo
from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.documents.queries import path_of
from uchastie.crm.stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WRITER, READER = Citizen("pavel@example.org"), Citizen("olga@example.org")


def write(page, pair, photo):
    page.goto(f"/my/guardian/{pair.guardian_id}/stories/")
    page.get_by_role("link", name="Написать историю").click()
    page.get_by_label("Название").fill(TITLE)
    page.get_by_label("Что произошло").fill(TEXT)
    page.get_by_label("Ссылка на видео").fill("https://example.com/film")
    page.get_by_role("button", name="Сохранить и перейти к снимкам").click()
    expect(page.locator("#errors")).to_contain_text("видео должно лежать")
    expect(page.get_by_label("Что произошло")).to_have_value(TEXT)
    page.get_by_label("Ссылка на видео").fill("")
    page.get_by_role("button", name="Сохранить и перейти к снимкам").click()
    page.get_by_label("Снимок", exact=True).set_input_files(photo)
    page.get_by_label("Что на снимке").fill(ALT)
    page.get_by_role("button", name="Добавить снимок").click()
    page.get_by_text("Снимок добавлен").first.wait_for()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Отправить семье").click()
    page.get_by_text("Семья читает").first.wait_for()


def agree(page, pair):
    page.goto(f"/my/family/{pair.case_id}/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("img", name=ALT)).to_have_js_property("complete", value=True)
    page.get_by_label("Как назвать семью в истории").fill("Семья с Уралмаша")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Согласиться").click()
    page.get_by_text("Вы согласились").first.wait_for()


def publish(page):
    page.goto("/opeka/stories/work/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Опубликовать").click()
    page.get_by_text("История опубликована").first.wait_for()


def loaded(image):
    expect(image).to_have_js_property("complete", value=True)
    return image.evaluate("image => image.naturalWidth") > 0


@pytest.mark.ledger("B21", "B49")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_story_is_told_agreed_shown_and_taken_back(open_browser, world, tmp_path, settings, js):
    photo = Path(tmp_path) / "IMG_0001.jpg"
    photo.write_bytes(make_photo().getvalue())
    pair = make_pair(world, state="active")
    open_card_of(pair.guardian.representative, WRITER)
    open_card_of(pair.case.applicant, READER)

    writer = open_browser(phone=True, user=WRITER, js=js)
    write(writer, pair, photo)
    story = Story.objects.get()
    visitor = open_browser(phone=True, js=js)
    visitor.goto(f"/opeka/stories/{story.pk}/")
    visitor.get_by_role("heading", name=TITLE).wait_for(state="detached")

    family = open_browser(phone=True, user=READER, js=js)
    agree(family, pair)
    publish(open_browser(user=world.user(Role.FEDERAL_MANAGER), js=js))

    visitor.goto("/opeka/")
    visitor.get_by_role("link", name="Читать истории").click()
    visitor.get_by_role("link", name=TITLE).click()
    visitor.get_by_role("heading", name=TITLE).wait_for()
    visitor.get_by_text("Семья с Уралмаша").wait_for()
    assert loaded(visitor.get_by_role("img", name=ALT))
    kept = [path_of(place) for place in StoredFile.objects.values_list("place", flat=True)]
    assert all(path.is_file() for path in kept)

    family.goto(f"/my/family/{pair.case_id}/stories/")
    family.get_by_role("link", name=re.compile("Открыть историю")).click()
    family.get_by_role("button", name="Снять историю").click()
    family.get_by_text("История снята. Слова и снимки стёрты.").first.wait_for()

    visitor.reload()
    visitor.get_by_role("heading", name="История снята").wait_for()
    expect(visitor.get_by_text(TITLE)).to_have_count(0)
    visitor.goto("/opeka/stories/")
    visitor.get_by_text("Историй пока нет").wait_for()
    assert not any(path.exists() for path in kept)
    writer.reload()
    writer.get_by_text("Слова и снимки стёрты").first.wait_for()
