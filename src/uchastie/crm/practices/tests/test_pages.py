"""The open collection shows what people have agreed to; forms lose nothing; whoever takes a word back is believed."""

from typing import Any

import pytest
from django.test import Client
from tests.pages.language import complaints
from tests.world import World
from tests.world_involved import WORDS, make_practice

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.practices.models import CaseStudy
from uchastie.crm.practices.queries import consent_path, list_people

OPEN, WORK = "/practices/", "/practices/work/"
STATES = ("draft", "consent_check", "moderation", "published", "returned", "archived")


@pytest.mark.ledger("C26", "C27")
def test_everybody_reads_what_is_published(world: World, client: Client) -> None:
    case = make_practice(world.uralmash, photo=True)
    listed = client.get(OPEN).content.decode()
    assert WORDS.title in listed
    page = client.get(f"{OPEN}{case.pk}/")
    html = page.content.decode()
    for words in (WORDS.did, WORDS.people_effect, WORDS.work_effect, WORDS.barriers, "мама, соведущая"):
        assert words in html
    assert "Ирина Ч" not in html
    assert complaints(html) == []
    assert "noindex" in page["X-Robots-Tag"]
    assert client.get(f"{OPEN}photos/{case.photos.get().pk}/").status_code == 200
    paper = client.get(f"{OPEN}collection.pdf")
    assert paper.content.startswith(b"%PDF")
    assert WORDS.title in client.get(f"{OPEN}?levels=operational&groups=special").content.decode()
    assert WORDS.title not in client.get(f"{OPEN}?levels=community").content.decode()
    assert client.get(f"{OPEN}?levels=nonsense&after=zzz").status_code == 422


@pytest.mark.parametrize("state", [state for state in STATES if state != "published"])
def test_what_is_not_published_is_nowhere(world: World, client_of: Any, state: str) -> None:
    case = make_practice(world.uralmash, state)
    for visitor in (Client(), client_of("stranger"), client_of(Role.MUNICIPAL_COORDINATOR)):
        assert WORDS.title not in visitor.get(OPEN).content.decode()
        assert visitor.get(f"{OPEN}{case.pk}/").status_code in {404, 410}
        assert visitor.get(f"{WORK}{case.pk}/").status_code in {302, 404}
    early = state in {"draft", "consent_check"}
    assert client_of(Role.FEDERAL_MANAGER).get(f"{WORK}{case.pk}/").status_code == (404 if early else 200)


@pytest.mark.parametrize("state", STATES)
def test_the_card_in_every_state(world: World, client_of: Any, state: str) -> None:
    case = make_practice(world.uralmash, state)
    for role in (Role.CENTRE_HEAD, Role.REGION_COORDINATOR):
        html = client_of(role).get(f"{WORK}{case.pk}/").content.decode()
        assert WORDS.title in html
        assert complaints(html) == []


def test_the_person_reads_agrees_and_takes_it_back(world: World, client: Client) -> None:
    case = make_practice(world.uralmash, "consent_check")
    person = list_people(case)[0]
    link = consent_path(person)
    html = client.get(link).content.decode()
    assert WORDS.did in html
    assert complaints(html) == []
    read = {"seal": case.digest, "text": str(current_text(Purpose.PRACTICE).pk)}
    unticked = client.post(link, read)
    assert unticked.status_code == 422
    assert client.post(link, read | {"agree": "on", "seal": "0" * 64}).status_code == 409
    assert client.post(link, read | {"agree": "on"}).status_code == 302
    assert CaseStudy.objects.get(pk=case.pk).state == "moderation"
    assert "Вы согласились" in client.get(link).content.decode()
    assert client.post(f"{link}refusal/").status_code == 302
    assert CaseStudy.objects.get(pk=case.pk).state == "draft"
    assert "Практику не публикуем" in client.get(link).content.decode()
    assert client.get(f"{OPEN}consent/ispor4eno/").status_code == 404


def test_writing_loses_nothing(world: World, client_of: Any) -> None:
    head = client_of(Role.CENTRE_HEAD)
    new = head.get(f"{WORK}new/")
    assert complaints(new.content.decode()) == []
    typed: dict[str, Any] = {
        name: getattr(WORDS, name) for name in ("title", "organisation", "organisation_kind", "level", "format", "did")
    }
    typed |= {"degree": "4", "groups": ["special"], "dimensions": ["process"], "key": "k"}
    short = head.post(f"{WORK}new/", typed)
    assert short.status_code == 422
    assert WORDS.did in short.content.decode()
    full = typed | {"people_effect": "Легче", "work_effect": "Звоните +7 912 345-67-89", "barriers": "Время"}
    phone = head.post(f"{WORK}new/", full)
    assert phone.status_code == 422
    assert "телефон" in phone.content.decode()
    made = head.post(f"{WORK}new/", full | {"work_effect": "Быстрее"})
    assert made.status_code == 302
    case = CaseStudy.objects.get()
    nameless = head.post(f"{WORK}{case.pk}/people/", {"label": "мама"})
    assert nameless.status_code == 422
    assert "мама" in nameless.content.decode()
    assert head.post(f"{WORK}{case.pk}/people/", {"label": "мама", "name": "Ирина Ч"}).status_code == 302
    assert head.post(f"{WORK}{case.pk}/photos/", {"alt": "Стулья"}).status_code == 422
    assert head.post(f"{WORK}{case.pk}/submission/", {"version": ""}).status_code == 302
    sent = head.get(f"{WORK}{case.pk}/").content.decode()
    assert "ждёт согласия людей" in sent
    assert head.post(f"{WORK}{case.pk}/draft/").status_code == 302


def test_the_federal_team_moderates(world: World, client_of: Any) -> None:
    case = make_practice(world.uralmash, "moderation")
    federal = client_of(Role.FEDERAL_MANAGER)
    assert WORDS.title in federal.get(WORK).content.decode()
    assert federal.post(f"{WORK}{case.pk}/revision/", {"reason": " "}).status_code == 422
    assert federal.post(f"{WORK}{case.pk}/publication/", {"version": case.version}).status_code == 302
    assert CaseStudy.objects.get().state == "published"
    assert client_of("stranger").post(f"{OPEN}{case.pk}/trial/").status_code == 302
    assert "Вы пробуете это у себя" in client_of("stranger").get(f"{OPEN}{case.pk}/").content.decode()
    assert "Добро.Центр «Второй»" in client_of(Role.CENTRE_HEAD).get(f"{WORK}{case.pk}/").content.decode()


@pytest.mark.ledger("C4", "C22", "C29")
def test_chapters_and_authorship(world: World, client: Client, client_of: Any) -> None:
    html = client.get(f"{OPEN}source/").content.decode()
    for words in (
        "VIII Международная конференция",
        "«Вовлекай!»",
        "«Эволюция и филантропия», 2020",
        "фонда «Виктория»",
        "Татьяна Арчакова",
        "Семьи и люди в трудной ситуации",
        "Приёмные семьи",
        "Семьи с особыми детьми",
        "Национальное партнёрство по вовлечению (Великобритания)",
    ):
        assert words in html
    chapters = client.get(f"{OPEN}chapters/").content.decode()
    assert chapters.count("<h2") == 7
    assert "базы знаний" not in chapters
    assert client_of(Role.CENTRE_EMPLOYEE).get(f"{OPEN}chapters/").content.decode().count("Статьи базы знаний") == 7


@pytest.mark.parametrize(("path", "who"), [(OPEN, None), (WORK, Role.CENTRE_HEAD)])
def test_lists_cost_the_same_for_any_number(world: World, client_of: Any, path: str, who: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for more in (2, 8):
        for _ in range(more):
            make_practice(world.uralmash, people=0, words=_quiet())
        client = client_of(who) if who else Client()
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def _quiet() -> Any:
    from dataclasses import replace

    return replace(WORDS, quote="", quoted="")
