"""Nothing is published that the family has not agreed to; what it takes back is gone: rows, files, search, receipt."""

import io
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from PIL import Image
from tests.world import World, actor
from tests.world_opeka import make_pair
from tests.world_stories import ALT, TEXT, TITLE, agree, family_of, guardian_of, make_photo, make_story

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.documents.queries import folder, path_of
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message
from uchastie.crm.stories import actions, queries, rules
from uchastie.crm.stories.actions import Words
from uchastie.crm.stories.models import Story, StoryPhoto
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("world")


def files_on_disk() -> list[Path]:
    return [path for path in folder().rglob("*") if path.is_file()] if folder().exists() else []


@pytest.mark.ledger("B21", "B49")
def test_a_story_goes_its_whole_way(world: World) -> None:
    story = make_story(world, "published", photos=2)
    assert story.state == "published"
    shown = queries.get_shown(story.pk)
    assert (shown.title, shown.paragraphs) == (TITLE, tuple(TEXT.split("\n\n")))
    assert shown.family_name == rules.made_up_name(world.region.region.name)
    assert [photo.alt for photo in shown.photos] == [ALT, f"{ALT}, 2"]
    assert story.consent is not None
    assert (story.consent.text.purpose, story.consent.about_id) == (Purpose.STORY, story.pk)
    assert story.show_until == queries.consent_document(story).kept_until
    told = set(Message.objects.filter(about_id=story.pk).values_list("event", flat=True))
    assert told == {"story_to_read", "story_published", "story_shown"}


@pytest.mark.parametrize("state", ["moderation", "published"])
def test_the_database_keeps_back_what_nobody_agreed_to(world: World, state: str) -> None:
    """Past every action: by one statement, and with a consent to other words."""
    story = make_story(world, "waiting_consent")
    rows = Story.objects.filter(pk=story.pk)
    wrong: list[dict[str, Any]] = [{}, {"agreed_digest": story.digest}]
    receipt = consents.give(
        SYSTEM,
        purpose=Purpose.STORY,
        subject_id=story.case.applicant_id,
        about_id=story.pk,
        name="Рябинина",
        method=Method.WEB,
        text_id=current_text(Purpose.STORY).pk,
    )
    wrong.append({"consent": receipt, "agreed_digest": "0" * 64, "show_until": clock.now().date()})
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(state=state, published_at=clock.now(), **values)
    right = {"consent": receipt, "agreed_digest": story.digest, "show_until": clock.now().date()}
    assert rows.update(state=state, published_at=clock.now(), **right) == 1


def test_words_changed_past_the_actions_are_not_published(world: World) -> None:
    story = make_story(world, "moderation")
    Story.objects.filter(pk=story.pk).update(text="Совсем другое")
    federal = actor(world.user(Role.FEDERAL_MANAGER))
    with pytest.raises(Refusal, match="no_consent"):
        actions.publish_story(actor=federal, story_id=story.pk, version=None)
    StoryPhoto.objects.all().update(alt="Другой снимок")
    Story.objects.filter(pk=story.pk).update(text=TEXT)
    with pytest.raises(Refusal, match="no_consent"):
        actions.publish_story(actor=federal, story_id=story.pk, version=None)


def test_the_family_agrees_to_what_it_has_read(world: World) -> None:
    story = make_story(world, "waiting_consent")
    read = story.digest
    actions.take_back(actor=guardian_of(story), story_id=story.pk, version=None)
    with pytest.raises(Conflict, match="story_changed"):
        agree(story, seal=read)
    actions.write_story(
        actor=guardian_of(story), story_id=story.pk, version=None, words=Words(TITLE, "И ещё про соседей.")
    )
    sent = actions.send_story(actor=guardian_of(story), story_id=story.pk, version=None, people_agree=True)
    with pytest.raises(Conflict, match="story_changed"):
        agree(story, seal=read)
    with pytest.raises(Conflict, match="story_changed"):
        agree(story, seal="")
    assert agree(sent).state == "moderation"


def test_only_the_family_says_how_it_is_called(world: World) -> None:
    story = agree(make_story(world, "waiting_consent"), family_name="Семья  Рябининых")
    assert story.family_name == "Семья Рябининых"
    assert story.digest == story.agreed_digest == queries.seal_of(story)


def test_a_story_that_is_changed_needs_a_new_consent(world: World) -> None:
    story = make_story(world, "returned")
    old = Consent.objects.get(about_id=story.pk)
    assert old.withdrawn_at is not None
    assert (story.consent_id, story.agreed_digest, story.digest) == (None, "", "")
    sent = actions.send_story(actor=guardian_of(story), story_id=story.pk, version=None, people_agree=True)
    federal = actor(world.user(Role.FEDERAL_MANAGER))
    with pytest.raises(NotSeen):
        actions.publish_story(actor=federal, story_id=story.pk, version=None)
    agree(sent)
    assert Consent.objects.filter(about_id=story.pk, withdrawn_at=None).count() == 1
    assert actions.publish_story(actor=federal, story_id=story.pk, version=None).state == "published"


def test_a_paper_is_noted_by_the_coordinator_only(world: World) -> None:
    story = make_story(world, "waiting_consent")
    lead = actor(world.user(Role.REGION_COORDINATOR))
    with pytest.raises(Refusal, match="method"):
        agree(story, actor=lead)
    with pytest.raises(Refusal, match="method"):
        agree(story, method=Method.PAPER)
    with pytest.raises(Denied):
        agree(story, actor=guardian_of(story))
    taken = agree(story, actor=lead, method=Method.PAPER)
    assert taken.consent is not None
    assert taken.consent.taken_by_id == lead.id


@pytest.mark.parametrize("who", ["family", "guardian", "coordinator"])
def test_what_is_withdrawn_leaves_nothing(world: World, who: str, django_capture_on_commit_callbacks: Any) -> None:
    story = make_story(world, "published", photos=2)
    paths = [path_of(place) for place in StoredFile.objects.values_list("place", flat=True)]
    assert len(paths) == 4
    by = {
        "family": family_of(story),
        "guardian": guardian_of(story),
        "coordinator": actor(world.user(Role.REGION_COORDINATOR)),
    }[who]
    with django_capture_on_commit_callbacks(execute=True):
        gone = actions.withdraw_story(actor=by, story_id=story.pk)
    assert gone.state == "withdrawn"
    row = Story.objects.get(pk=story.pk)
    assert not any([row.title, row.text, row.family_name, row.video_url, row.digest, row.agreed_digest])
    assert not StoryPhoto.objects.exists()
    assert not StoredFile.objects.exists()
    assert not any(path.exists() for path in paths)
    assert not files_on_disk()
    assert Consent.objects.get(about_id=story.pk).withdrawn_at is not None
    with pytest.raises(queries.Gone):
        queries.get_shown(story.pk)
    assert actions.withdraw_story(actor=by, story_id=story.pk).state == "withdrawn", "twice is once"
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(text="вернулось")


def test_a_receipt_withdrawn_elsewhere_ends_the_story(world: World) -> None:
    story, other = make_story(world, "published"), make_story(world, "published")
    assert story.consent_id is not None
    consents.withdraw(SYSTEM, consent_id=story.consent_id)
    assert Story.objects.get(pk=story.pk).state == "withdrawn"
    assert Story.objects.get(pk=other.pk).state == "published"


def test_a_family_that_is_forgotten_takes_its_stories_along(world: World) -> None:
    story, draft = make_story(world, "published"), None
    draft = make_story(world, "draft", pair=story.pair)
    receipt = consents.take(
        SYSTEM,
        subject_id=story.case.applicant_id,
        about_id=story.case_id,
        name="Рябинина",
        method=Method.PAPER,
        purpose=Purpose.FAMILY,
    )
    consents.withdraw(SYSTEM, consent_id=receipt.pk)
    assert {row.state for row in Story.objects.filter(pk__in=[story.pk, draft.pk])} == {"withdrawn"}


def test_when_the_term_is_over_the_story_goes_by_itself(world: World) -> None:
    story = make_story(world, "published")
    assert actions.remove_expired() == 0
    assert story.show_until is not None
    with time_machine.travel(f"{story.show_until.year}-12-31 12:00+00:00", tick=False):
        assert not queries.has_shown(), "even before the job"
        assert actions.remove_expired() == 1
    assert Story.objects.get(pk=story.pk).state == "removed"
    assert not StoredFile.objects.exists()


def test_photos_lose_place_camera_and_name_and_get_two_sizes(world: World) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Производитель"
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 50.0, 0.0), 3: "E", 4: (60.0, 36.0, 0.0)})
    story = make_story(world, "draft", photos=0)
    taken = make_photo((4000, 3000), exif=exif, comment=b"Ryabinina")
    photo = actions.add_photo(actor=guardian_of(story), story_id=story.pk, upload=taken, alt=ALT)
    sizes = []
    for file in (photo.large, photo.small):
        data = path_of(file.place).read_bytes()
        assert b"Exif" not in data
        assert b"Ryabinina" not in data
        assert "Рябинина" not in file.name
        drawn = Image.open(io.BytesIO(data))
        assert not drawn.getexif().get_ifd(0x8825)
        sizes.append(max(drawn.size))
    assert sizes == [rules.LARGE, rules.SMALL]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n" + b"x" * 200, "Нужен снимок"),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 20, "HEIC"),
        (b"\xff\xd8\xff" + b"broken" * 20, "повреждён"),
        (b"x" * (10 * 1024 * 1024 + 1), "больше 10 МБ"),
        (b"", "пустой"),
    ],
    ids=["pdf", "heic", "broken", "large", "empty"],
)
def test_wrong_files_are_refused_in_words(world: World, data: bytes, words: str) -> None:
    story = make_story(world, "draft", photos=0)
    upload = io.BytesIO(data)
    upload.name = "снимок.jpg"
    with pytest.raises(Refusal) as refusal:
        actions.add_photo(actor=guardian_of(story), story_id=story.pk, upload=upload, alt=ALT)
    assert words in refusal.value.message
    assert refusal.value.field == "upload"
    assert not StoredFile.objects.exists()
    assert not files_on_disk()


def test_a_photo_without_words_and_one_too_many(world: World) -> None:
    story = make_story(world, "draft", photos=rules.PHOTOS)
    as_guardian = guardian_of(story)
    with pytest.raises(Refusal, match="full"):
        actions.add_photo(actor=as_guardian, story_id=story.pk, upload=make_photo(), alt=ALT)
    first = story.photos.first()
    assert first is not None
    with pytest.raises(Refusal, match="alt"):
        actions.describe_photo(actor=as_guardian, photo_id=first.pk, alt="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryPhoto.objects.filter(pk=first.pk).update(alt="")
    actions.remove_photo(actor=as_guardian, photo_id=first.pk)
    assert StoredFile.objects.count() == 2 * (rules.PHOTOS - 1)
    again = actions.add_photo(actor=as_guardian, story_id=story.pk, upload=make_photo(), alt=ALT)
    assert again.place == 1, "the free place is taken"


def test_who_may_not_see_learns_nothing(world: World) -> None:
    story, other = make_story(world, "draft"), make_pair(world, state="active")
    strangers = [NOBODY, guardian_of(other), family_of(other), family_of(story)]
    strangers += [actor(world.user(role)) for role in (Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER, Role.ADMIN)]
    photo = story.photos.first()
    assert photo is not None
    for stranger in strangers:
        with pytest.raises(NotSeen):
            queries.get_story(stranger, story.pk)
        with pytest.raises(NotSeen):
            queries.get_photo(stranger, photo.pk, large=True)
        with pytest.raises(NotSeen):
            actions.withdraw_story(actor=stranger, story_id=story.pk)
    assert queries.get_photo(guardian_of(story), photo.pk, large=False) == photo.small


def test_only_while_the_guardian_helps(world: World) -> None:
    pair = make_pair(world, state="introduced")
    with pytest.raises(NotSeen):
        make_story(world, "draft", pair=pair)
    story = make_story(world, "draft")
    story.pair.apply(state="introduced")
    with pytest.raises(Refusal, match="help_over"):
        actions.send_story(actor=guardian_of(story), story_id=story.pk, version=None, people_agree=True)


def test_a_double_click_is_one_story(world: World) -> None:
    pair = make_pair(world, state="active")
    key = new_id().hex
    made = {
        actions.create_story(actor=guardian_of(pair), pair_id=pair.pk, words=Words(TITLE, TEXT), key=key).pk
        for _ in range(3)
    }
    assert len(made) == 1


def test_the_journal_holds_no_words(world: World) -> None:
    story = make_story(world, "returned")
    actions.ask_to_change(
        actor=family_of(story),
        story_id=actions.send_story(actor=guardian_of(story), story_id=story.pk, version=None, people_agree=True).pk,
        reason="Не пишите про Мишу",
    )
    actions.withdraw_story(actor=family_of(story), story_id=story.pk)
    told = "\n".join(str(details) for details in Entry.objects.values_list("details", flat=True))
    for word in ("Крыльцо", "крыльцо", "перила", "Миш", "Рябинин", "прохожих"):
        assert word not in told
    bodies = "\n".join(Message.objects.filter(about_id=story.pk).values_list("body", flat=True))
    assert "рыльцо" not in bodies
