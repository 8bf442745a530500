"""Nothing is published without everybody who can be recognised; who changes their mind takes it from pages, search and
paper at once."""

import io
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from PIL import Image
from tests.world import World, actor
from tests.world_involved import WORDS, agree, holder_of, make_practice, people_of

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.people.models import Acquaintance, Beneficiary
from uchastie.crm.practices import actions, queries
from uchastie.crm.practices.models import CasePerson, CaseStudy
from uchastie.crm.practices.queries import Gone, Wanted
from uchastie.crm.practices.views.paper import collection
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.usefixtures("world")


def head_of(world: World) -> Actor:
    return actor(people_of(world.uralmash)[0])


def federal(world: World) -> Actor:
    return actor(world.user(Role.FEDERAL_MANAGER))


def picture() -> io.BytesIO:
    held = io.BytesIO()
    Image.new("RGB", (400, 300), "#cfe3f1").save(held, "JPEG")
    held.seek(0)
    held.name = "photo.jpg"
    return held


@pytest.mark.ledger("C26")
def test_a_practice_goes_its_whole_way(world: World) -> None:
    case = make_practice(world.uralmash, "draft", people=2)
    own = head_of(world)
    actions.add_photo(actor=own, case_id=case.pk, upload=picture(), alt="Стулья по кругу")
    actions.submit_case(actor=own, case_id=case.pk, version=None, names_checked=False)
    case.refresh_from_db()
    assert case.state == "consent_check"
    first, second = queries.list_people(case)
    agree(first)
    case.refresh_from_db()
    assert case.state == "consent_check"
    with pytest.raises(Refusal, match="no_consent"):
        actions.publish_case(actor=SYSTEM, case_id=case.pk, version=None)
    agree(second)
    case.refresh_from_db()
    assert case.state == "moderation"
    actions.publish_case(actor=federal(world), case_id=case.pk, version=None)
    assert [one.pk for one in queries.list_published(Wanted()).items] == [case.pk]
    receipt = Consent.objects.filter(about_id=case.pk).first()
    assert receipt is not None
    assert receipt.text.purpose == Purpose.PRACTICE


@pytest.mark.ledger("C26")
@pytest.mark.parametrize("who", ["person", "author", "registry", "word"])
def test_withdrawn_is_nowhere_at_once(world: World, who: str) -> None:
    """By the person's link, by the authors, by the receipt in the registry, by the person's word said to the authors."""
    case = make_practice(world.uralmash)
    person = queries.list_people(case)[0]
    assert queries.list_published(Wanted.of("психологом")).items
    if who == "person":
        actions.refuse(actor=holder_of(person), person_id=person.pk)
    elif who == "author":
        actions.archive_case(actor=head_of(world), case_id=case.pk)
    elif who == "registry":
        consents.withdraw(SYSTEM, consent_id=person.consent_id)  # type: ignore[arg-type]
    else:
        actions.refuse(actor=head_of(world), person_id=person.pk)
    assert not queries.list_published(Wanted()).items
    assert not queries.list_published(Wanted.of("психологом")).items
    assert not queries.list_printed(Wanted())
    with pytest.raises(Gone):
        queries.get_published(case.pk)
    case.refresh_from_db()
    assert (case.state, case.search_text) == ("archived", "")
    assert not CasePerson.objects.exclude(name="").exists()
    assert actions.archive_case(actor=head_of(world), case_id=case.pk).state == "archived"


def test_a_withdrawn_receipt_counts_even_past_the_actions(world: World) -> None:
    """The open pages judge the consent at the moment of looking, whatever the row says."""
    case = make_practice(world.uralmash)
    Consent.objects.filter(about_id=case.pk).update(withdrawn_at=clock.now())
    assert case.state == "published"
    assert not queries.list_published(Wanted()).items


def test_files_go_with_the_practice(world: World) -> None:
    case = make_practice(world.uralmash, "draft")
    photo = actions.add_photo(actor=head_of(world), case_id=case.pk, upload=picture(), alt="Стулья по кругу")
    for _ in range(2):
        actions.add_photo(actor=head_of(world), case_id=case.pk, upload=picture(), alt="Ещё")
    with pytest.raises(Refusal, match="full"):
        actions.add_photo(actor=head_of(world), case_id=case.pk, upload=picture(), alt="Четвёртый")
    with pytest.raises(NotSeen):
        queries.get_photo(actor(world.stranger), photo.pk)
    assert StoredFile.objects.filter(about_id=case.pk).count() == 3
    actions.archive_case(actor=head_of(world), case_id=case.pk)
    assert not StoredFile.objects.filter(about_id=case.pk).exists()


def test_changed_words_are_asked_for_again(world: World) -> None:
    case = make_practice(world.uralmash, "moderation")
    own = head_of(world)
    actions.take_back(actor=own, case_id=case.pk, version=None)
    actions.submit_case(actor=own, case_id=case.pk, version=None, names_checked=False)
    case.refresh_from_db()
    assert case.state == "moderation", "the same words need no new consent"
    actions.take_back(actor=own, case_id=case.pk, version=None)
    actions.change_case(actor=own, case_id=case.pk, version=None, words=replace(WORDS, did="Совсем другое"))
    actions.submit_case(actor=own, case_id=case.pk, version=None, names_checked=False)
    case.refresh_from_db()
    assert case.state == "consent_check"
    person = queries.list_people(case)[0]
    text = current_text(Purpose.PRACTICE).pk
    with pytest.raises(Conflict):
        actions.agree(actor=holder_of(person), person_id=person.pk, seal="0" * 64, text_id=text)


def test_words_changed_past_the_actions_are_not_published(world: World) -> None:
    case = make_practice(world.uralmash, "moderation")
    CaseStudy.objects.filter(pk=case.pk).update(did="Подменили")
    with pytest.raises(Refusal, match="no_consent"):
        actions.publish_case(actor=federal(world), case_id=case.pk, version=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.filter(pk=case.pk).update(digest="")


def test_who_refuses_sends_it_back_and_is_not_overruled(world: World) -> None:
    case = make_practice(world.uralmash, "consent_check")
    person = queries.list_people(case)[0]
    actions.refuse(actor=holder_of(person), person_id=person.pk)
    case.refresh_from_db()
    assert case.state == "draft"
    with pytest.raises(Refusal, match="refused"):
        actions.submit_case(actor=head_of(world), case_id=case.pk, version=None, names_checked=True)
    actions.unname_person(actor=head_of(world), person_id=person.pk)
    with pytest.raises(Refusal, match="people"):
        actions.submit_case(actor=head_of(world), case_id=case.pk, version=None, names_checked=True)


def test_paper_is_noted_by_those_who_wrote_it(world: World) -> None:
    case = make_practice(world.uralmash, "consent_check")
    person = queries.list_people(case)[0]
    read: dict[str, Any] = {"seal": case.digest, "text_id": current_text(Purpose.PRACTICE).pk}
    with pytest.raises(Denied):
        actions.agree(actor=head_of(world), person_id=person.pk, **read)
    with pytest.raises(NotSeen):
        actions.agree(actor=actor(world.stranger), person_id=person.pk, method=Method.PAPER, **read)
    actions.agree(actor=head_of(world), person_id=person.pk, method=Method.PAPER, **read)
    case.refresh_from_db()
    assert case.state == "moderation"


def test_names_known_to_the_centre_are_pointed_out(world: World) -> None:
    person = Beneficiary.objects.create(name="Рябинина Ольга")
    Acquaintance.objects.create(beneficiary=person, unit=world.uralmash)
    case = make_practice(world.uralmash, "draft", words=replace(WORDS, did="Помогли Рябининой с группой."))
    with pytest.raises(Refusal, match="names"):
        actions.submit_case(actor=head_of(world), case_id=case.pk, version=None, names_checked=False)
    assert actions.names_in_case(case) == ("Рябининой",)
    assert actions.submit_case(actor=head_of(world), case_id=case.pk, version=None, names_checked=True).names_ok
    elsewhere = make_practice(world.vtoroy, "draft", words=replace(WORDS, did="Помогли Рябининой с группой."))
    assert actions.names_in_case(elsewhere) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"did": "Звоните +7 912 345-67-89"},
        {"barriers": "пишите vera@example.org"},
        {"people_effect": "смотрите https://vk.com/x"},
        {"quoted": ""},
        {"groups": ()},
        {"dimensions": ("best",)},
        {"degree": 9},
        {"level": "top"},
        {"title": "я" * 121},
    ],
)
def test_bad_words(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        actions.write_case(actor=head_of(world), unit=world.uralmash, words=replace(WORDS, **wrong), key=uuid4().hex)
    assert not CaseStudy.objects.exists()


def test_the_same_form_twice_is_one_practice(world: World) -> None:
    for _ in range(2):
        actions.write_case(actor=head_of(world), unit=world.uralmash, words=WORDS, key="one")
    assert CaseStudy.objects.count() == 1


def test_nobody_moderates_their_own(world: World) -> None:
    case = make_practice(world.uralmash, "moderation")
    CaseStudy.objects.filter(pk=case.pk).update(author=world.user(Role.FEDERAL_MANAGER))
    with pytest.raises(Denied):
        actions.publish_case(actor=federal(world), case_id=case.pk, version=None)
    for who in (head_of(world), actor(world.user(Role.REGION_COORDINATOR))):
        with pytest.raises(Denied):
            actions.publish_case(actor=who, case_id=case.pk, version=None)


@pytest.mark.ledger("C27")
def test_other_organisations_see_and_try(world: World) -> None:
    case = make_practice(world.uralmash)
    other = actor(world.stranger)
    assert queries.get_published(case.pk).pk == case.pk
    for _ in range(2):
        actions.try_here(actor=other, case_id=case.pk, unit=world.vtoroy)
    assert [trial.unit for trial in queries.list_trials(case)] == [world.vtoroy]
    assert queries.get_published(case.pk).tried == 1  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="own"):
        actions.try_here(actor=head_of(world), case_id=case.pk, unit=world.uralmash)
    with pytest.raises(NotSeen):
        queries.get_case(other, case.pk)


def test_filters_and_search(world: World) -> None:
    special = make_practice(world.uralmash)
    foster = make_practice(
        world.vtoroy,
        words=replace(WORDS, title="Мама звонит маме", groups=("foster",), dimensions=("impact",), level="community"),
    )

    def found(text: str = "", **chosen: Any) -> list[Any]:
        return [case.pk for case in queries.list_published(Wanted.of(text, **chosen)).items]

    assert found() == [foster.pk, special.pk]
    assert found(groups=["foster"]) == [foster.pk]
    assert found(groups=["foster", "special"]) == [foster.pk, special.pk]
    assert found(dimensions=["process"]) == [special.pk]
    assert found(levels=["community"], groups=["special"]) == []
    assert found("звонит маме") == [foster.pk]
    assert found(levels=["nonsense"]) == [foster.pk, special.pk]
    assert queries.count_published() == (2, 1)


def test_the_collection_is_a_paper(world: World) -> None:
    make_practice(world.uralmash)
    assert collection(queries.list_printed(Wanted())).startswith(b"%PDF")
    assert collection([]).startswith(b"%PDF")
