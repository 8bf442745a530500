"""A guardian tells a story in its own cabinet: words first, then photos; nothing typed is lost; nobody else's opens."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.pages.own import open_to
from tests.world import World
from tests.world_opeka import make_case, make_guardian, make_pair
from tests.world_stories import ALT, TEXT, TITLE, make_photo, make_story

from uchastie.crm.stories.models import Story, StoryPhoto
from uchastie.crm.stories.rules import PHOTOS

GUARDIAN = "pavel@example.org"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def pair(world: World) -> Any:
    return make_pair(world, state="active")


@pytest.fixture
def client(pair: Any) -> Client:
    return open_to(pair.guardian.representative, GUARDIAN)


def home(pair: Any) -> str:
    return f"/my/guardian/{pair.guardian_id}/stories/"


@pytest.mark.ledger("B21", "B49")
def test_words_then_photos_then_the_family(pair: Any, client: Client) -> None:
    assert "Написать историю" in client.get(home(pair)).content.decode()
    body = {"family": str(pair.pk), "title": TITLE, "text": TEXT, "key": "one"}
    made = client.post(f"{home(pair)}new/", body)
    again = client.post(f"{home(pair)}new/", body)
    assert made.status_code == 302
    assert made["Location"] == again["Location"], "a double click is one story"
    story = Story.objects.get()
    at = f"{home(pair)}{story.pk}/"
    assert client.post(f"{at}photos/", {"upload": make_photo(), "alt": ALT}).status_code == 302
    photo = story.photos.get()
    for size in ("large", "small"):
        assert client.get(f"/my/guardian/photos/{photo.pk}/{size}/")["Content-Type"] == "image/jpeg"
    assert client.get(f"/my/guardian/photos/{photo.pk}/huge/").status_code == 404
    html = client.get(at).content.decode()
    assert f"/my/guardian/photos/{photo.pk}/large/" in html
    refused = client.post(f"{at}sending/", {"version": ""})
    assert refused.status_code == 422
    assert "знают о публикации" in refused.content.decode()
    assert client.post(f"{at}sending/", {"people_agree": "on"}).status_code == 302
    assert Story.objects.get().state == "waiting_consent"
    assert "Семья читает" in client.get(at).content.decode()
    assert client.get(f"{at}words/").status_code == 302, "what was sent is not changed by the back button"
    assert client.post(f"{at}return/").status_code == 302
    assert client.get(f"{at}words/").status_code == 200
    assert client.post(f"{at}withdrawal/").status_code == 302
    assert Story.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Назовите историю"),
        ({"title": "я" * 121}, "помещается 120 знаков"),
        ({"text": "Наш телефон 8 912 345-67-89"}, "Уберите телефон"),
        ({"video_url": "https://example.com/film"}, "видео должно лежать"),
        ({"family": "0"}, "не помогаете"),
    ],
    ids=["empty", "long", "contacts", "film", "family"],
)
def test_nothing_typed_is_lost(pair: Any, client: Client, wrong: dict[str, str], words: str) -> None:
    body = {"family": str(pair.pk), "title": TITLE, "text": TEXT, "video_url": "", "key": "two"} | wrong
    answer = client.post(f"{home(pair)}new/", body)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    for name in ("title", "text", "video_url"):
        assert body[name] in html
    assert not Story.objects.exists()


def test_a_wrong_file_keeps_the_words_about_it(world: World, pair: Any, client: Client) -> None:
    story = make_story(world, "draft", pair=pair, photos=0)
    upload = io.BytesIO(b"%PDF-1.7\n" + b"x" * 100)
    upload.name = "снимок.jpg"
    answer = client.post(f"{home(pair)}{story.pk}/photos/", {"upload": upload, "alt": ALT})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Нужен снимок" in html
    assert ALT in html
    assert not StoryPhoto.objects.exists()
    none = client.post(f"{home(pair)}{story.pk}/photos/", {"alt": ALT})
    assert "Выберите снимок" in none.content.decode()


def test_photos_are_described_and_taken_off(world: World, pair: Any, client: Client) -> None:
    story = make_story(world, "draft", pair=pair, photos=PHOTOS)
    at = f"{home(pair)}{story.pk}/"
    assert "Больше 6 снимков" in client.get(at).content.decode()
    photo = story.photos.first()
    assert photo is not None
    long = "я" * 301
    refused = client.post(f"{at}photos/{photo.pk}/words/", {"alt": long})
    assert refused.status_code == 422
    assert long in refused.content.decode()
    assert client.post(f"{at}photos/{photo.pk}/words/", {"alt": "Новые перила"}).status_code == 302
    assert StoryPhoto.objects.get(pk=photo.pk).alt == "Новые перила"
    assert client.post(f"{at}photos/{photo.pk}/removal/").status_code == 302
    assert story.photos.count() == PHOTOS - 1


def test_the_story_of_another_guardian_does_not_exist(world: World, pair: Any, client: Client) -> None:
    other = make_story(world, "draft", words=None)
    photo = other.photos.get()
    theirs = f"/my/guardian/{other.guardian_id}/stories/"
    mine = f"{home(pair)}{other.pk}/"
    for path in (theirs, f"{theirs}new/", f"{theirs}{other.pk}/", mine, f"{mine}words/"):
        assert client.get(path).status_code == 404, path
    for path in (f"{mine}sending/", f"{mine}withdrawal/", f"{mine}return/", f"{theirs}{other.pk}/withdrawal/"):
        assert client.post(path, {"people_agree": "on"}).status_code == 404, path
    assert client.post(f"{home(pair)}{other.pk}/photos/{photo.pk}/removal/").status_code == 404
    assert client.get(f"/my/guardian/photos/{photo.pk}/small/").status_code == 404
    assert Story.objects.get(pk=other.pk).state == "draft"


def test_the_way_there_is_in_my_services(pair: Any, client: Client) -> None:
    assert home(pair) in client.get("/my/").content.decode()


def test_who_is_not_in_is_asked_for_a_code(pair: Any) -> None:
    answer = Client().get(home(pair))
    assert answer.status_code == 302
    assert "/my/sign-in/" in answer["Location"]


def test_who_helps_nobody_is_told_so(world: World) -> None:
    guardian = make_guardian(world)
    client = open_to(guardian.representative, "other@example.org")
    path = f"/my/guardian/{guardian.pk}/stories/"
    assert "Сейчас писать не о ком" in client.get(path).content.decode()
    assert client.get(f"{path}new/").status_code == 302


def test_the_list_costs_the_same(world: World, pair: Any, client: Client, django_assert_max_num_queries: Any) -> None:
    counts = []
    for more in (3, 15):
        for _ in range(more):
            make_story(world, "draft", pair=pair, photos=0)
        with django_assert_max_num_queries(25) as queries:
            client.get(home(pair))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_several_families_are_a_choice(world: World, pair: Any, client: Client) -> None:
    second = make_pair(world, case=make_case(world, state="helped"), guardian=pair.guardian, state="active")
    html = client.get(f"{home(pair)}new/").content.decode()
    assert pair.case.number in html
    assert second.case.number in html
    assert "Рябинина" not in html
