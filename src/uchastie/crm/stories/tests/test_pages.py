"""The open pages show what a family has agreed to and nothing else; the queue of the federal team; forms that lose
nothing; addresses of photos that die with their story."""

from typing import Any

import pytest
from django.test import Client
from tests.world import World, actor
from tests.world_opeka import make_case, make_pair
from tests.world_stories import ALT, TEXT, TITLE, family_of, make_story

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.stories import actions
from uchastie.crm.stories.actions import Words
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import StoryState

GALLERY = "/opeka/stories/"
WORK = "/opeka/stories/work/"
CANARY = Words("Канарейка в названии", "Канарейка в тексте")


def photo_paths(story: Story) -> list[str]:
    return [f"{GALLERY}photos/{photo.pk}/{size}/" for photo in story.photos.all() for size in ("large", "small")]


@pytest.mark.ledger("B21", "B49")
def test_everybody_reads_what_is_published(world: World, client: Client) -> None:
    story = make_story(world)
    gallery = client.get(GALLERY)
    assert TITLE in gallery.content.decode()
    page = client.get(f"{GALLERY}{story.pk}/")
    html = page.content.decode()
    assert TITLE in html
    assert f'alt="{ALT}"' in html
    assert "Семья из Свердловской области" in html
    for path in photo_paths(story):
        answer = client.get(path)
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"] == "inline"
        assert answer["Cache-Control"] == "no-store"
        assert b"".join(answer).startswith(b"\xff\xd8")
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert client.get(f"{GALLERY}photos/{story.photos.get().pk}/huge/").status_code == 404


def test_the_open_page_names_nobody(world: World, client: Client) -> None:
    case = make_case(world, state="helped")
    story = make_story(world, pair=make_pair(world, case=case, state="active"))
    html = client.get(f"{GALLERY}{story.pk}/").content.decode() + client.get(GALLERY).content.decode()
    for word in ("Рябинина", case.number, case.town, case.district, "Юдин"):
        assert word not in html


@pytest.mark.parametrize("state", [state for state in StoryState if state != "published"])
def test_what_is_not_published_is_nowhere(world: World, client_of: Any, state: str) -> None:
    """A canary in every unpublished story: open pages, photos, the door of files, other roles, another region."""
    story = make_story(world, state, words=CANARY)
    paths = [GALLERY, f"{GALLERY}{story.pk}/", *photo_paths(story)]
    paths += [f"/files/{file.pk}/" for file in StoredFile.objects.filter(about_id=story.pk)]
    strangers = [Client(), *[client_of(who) for who in (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.ADMIN)]]
    strangers.append(client_of(Role.MUNICIPAL_COORDINATOR))
    for stranger in strangers:
        for path in [*paths, f"{WORK}{story.pk}/"]:
            answer = stranger.get(path)
            assert "анарейка" not in answer.content.decode("utf-8", "replace")
            assert (answer.status_code == 200) == (path == GALLERY), path
            if "photos" in path:
                assert answer.status_code == 404


def test_the_federal_team_sees_only_what_a_family_has_agreed_to(world: World, client_of: Any) -> None:
    waiting, agreed = make_story(world, "waiting_consent"), make_story(world, "moderation")
    federal = client_of(Role.FEDERAL_MANAGER)
    assert federal.get(f"{WORK}{waiting.pk}/").status_code == 404
    assert [federal.get(path).status_code for path in photo_paths(waiting)] == [404, 404]
    card = federal.get(f"{WORK}{agreed.pk}/").content.decode()
    assert TITLE in card
    assert agreed.case.number not in card
    assert "Рябинина" not in card
    assert [federal.get(path).status_code for path in photo_paths(agreed)] == [200, 200]
    assert agreed.case.number in client_of(Role.REGION_COORDINATOR).get(f"{WORK}{agreed.pk}/").content.decode()


def test_withdrawn_at_the_next_request(world: World, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    story = make_story(world)
    paths = photo_paths(story)
    assert client.get(f"{GALLERY}{story.pk}/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_story(actor=family_of(story), story_id=story.pk)
    gone = client.get(f"{GALLERY}{story.pk}/")
    html = gone.content.decode()
    assert gone.status_code == 410
    assert "История снята" in html
    for word in (TITLE, "крыльцо", "Верное плечо", story.guardian.name, "области"):
        assert word not in html
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert TITLE not in client.get(GALLERY).content.decode()


def test_a_story_that_was_never_open_has_no_tombstone(world: World, client: Client) -> None:
    story = make_story(world, "withdrawn")
    assert client.get(f"{GALLERY}{story.pk}/").status_code == 404


def test_the_federal_team_publishes_returns_and_takes_down(world: World, client_of: Any) -> None:
    story = make_story(world, "moderation")
    federal, card = client_of(Role.FEDERAL_MANAGER), f"{WORK}{story.pk}/"
    assert TITLE in federal.get(WORK).content.decode()
    assert federal.post(f"{card}publication/", {"version": story.version}).status_code == 302
    assert Story.objects.get(pk=story.pk).state == "published"
    empty = federal.post(f"{card}revision/", {"reason": " "})
    assert empty.status_code == 422
    assert "Напишите, что исправить" in empty.content.decode()
    late = federal.post(f"{card}revision/", {"reason": "Смажьте лица", "version": story.version})
    assert late.status_code == 409
    assert "Смажьте лица" in late.content.decode(), "nothing typed is lost"
    long = federal.post(f"{card}removal/", {"reason": "я" * 1001})
    assert long.status_code == 422
    assert "я" * 1001 in long.content.decode()
    assert federal.post(f"{card}removal/", {"reason": "Просит организация"}).status_code == 302
    assert Story.objects.get(pk=story.pk).state == "removed"
    assert "Просит организация" in federal.get(card).content.decode()


def test_a_coordinator_notes_the_paper(world: World, client_of: Any) -> None:
    story = make_story(world, "waiting_consent")
    lead, card = client_of(Role.REGION_COORDINATOR), f"{WORK}{story.pk}/"
    assert "Согласие семьи на бумаге" in lead.get(card).content.decode()
    body = {"seal": story.digest, "text": str(current_text(Purpose.STORY).pk), "family_name": "Семья с Уралмаша"}
    unticked = lead.post(f"{card}paper/", body)
    assert unticked.status_code == 422
    assert "Семья с Уралмаша" in unticked.content.decode()
    wrong = lead.post(f"{card}paper/", body | {"seal": "0" * 64, "agree": "on"})
    assert wrong.status_code == 409
    assert lead.post(f"{card}paper/", body | {"agree": "on"}).status_code == 302
    assert Story.objects.get(pk=story.pk).family_name == "Семья с Уралмаша"
    assert lead.post(f"{card}publication/", {}).status_code == 403
    assert lead.post(f"{card}withdrawal/", {}).status_code == 302
    assert Story.objects.get(pk=story.pk).state == "withdrawn"


def test_names_of_the_family_are_pointed_out(world: World, client_of: Any) -> None:
    story = make_story(world, "waiting_consent", words=Words("У Рябининых", "Миша красил перила"))
    card = client_of(Role.REGION_COORDINATOR).get(f"{WORK}{story.pk}/").content.decode()
    assert "есть имена из этой семьи: Рябинина, Миша" in card


def test_a_film_is_a_link_and_nothing_more(world: World, client: Client) -> None:
    film = Words(TITLE, TEXT, "https://rutube.ru/video/abc/")
    story = make_story(world, words=film, photos=0)
    answer = client.get(f"{GALLERY}{story.pk}/")
    html = answer.content.decode()
    assert 'href="https://rutube.ru/video/abc/"' in html
    assert "iframe" not in html
    assert "rutube" not in answer["Content-Security-Policy"]


def test_text_is_text(world: World, client: Client) -> None:
    story = make_story(world, words=Words("<b>Дом</b>", "<script>alert(1)</script>"), photos=0)
    html = client.get(f"{GALLERY}{story.pk}/").content.decode()
    assert "<script>alert" not in html
    assert "<b>Дом" not in html


@pytest.mark.parametrize(("path", "who"), [(GALLERY, None), (f"{WORK}?tab=published", Role.REGION_COORDINATOR)])
def test_lists_cost_the_same_for_any_number(
    world: World, client_of: Any, django_assert_max_num_queries: Any, path: str, who: Role | None
) -> None:
    pair = make_pair(world, state="active")
    counts = []
    for more in (3, 20):
        for _ in range(more):
            make_story(world, pair=pair, photos=0)
        client = client_of(who) if who else Client()
        client.get(path)
        with django_assert_max_num_queries(25) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_gallery_turns_pages(world: World, client: Client) -> None:
    pair = make_pair(world, state="active")
    for number in range(14):
        make_story(world, pair=pair, photos=0, words=Words(f"История {number}.", TEXT))
    first = client.get(GALLERY)
    after = first.content.decode().split("after=")[1].split('"')[0]
    second = client.get(f"{GALLERY}?after={after}").content.decode()
    assert "История 0." in second
    assert "История 13." not in second


def test_a_withdrawal_and_a_publication_at_once(world: World) -> None:
    """Whoever comes second meets what is there."""
    story = make_story(world, "moderation")
    federal = actor(world.user(Role.FEDERAL_MANAGER))
    actions.withdraw_story(actor=family_of(story), story_id=story.pk)
    with pytest.raises(Exception, match="stale"):
        actions.publish_story(actor=federal, story_id=story.pk, version=story.version)
    with pytest.raises(Exception, match="no_consent"):
        actions.publish_story(actor=federal, story_id=story.pk, version=None)
