"""The knowledge base as people use it in a browser, without scripts."""

import datetime as dt
import re

import pytest
from tests.world_knowledge import make_article

from uchastie.crm.accounts.rules import Role
from uchastie.crm.knowledge import actions
from uchastie.crm.knowledge.models import Article, ArticleGram
from uchastie.crm.knowledge.reference import load
from uchastie.kernel import typos
from uchastie.kernel.searching import find_everywhere

EMPLOYEE, HEAD, REGION = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.REGION_COORDINATOR


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


def typed(world, **changes):
    day = actions.today_of(None) + dt.timedelta(days=60)
    values = {"kind": "article", "title": "Где взять справку", "body": "## Куда идти\n\nВ **МФЦ**.", "tags": "справки"}
    return values | {"owner": str(world.user(HEAD).pk), "check_on": day.isoformat(), "version": ""} | changes


@pytest.mark.ledger("A71")
def test_a_head_writes_and_an_employee_finds_it_in_spite_of_a_slip(world, client_of, actor_of):
    answer = client_of(HEAD).post("/knowledge/new/", typed(world))
    article = Article.objects.get(title="Где взять справку")
    assert (answer.status_code, answer["Location"]) == (302, f"/knowledge/{article.pk}/")
    assert article.unit == world.uralmash
    page = client_of(EMPLOYEE).get(f"/knowledge/{article.pk}/").content.decode()
    assert "<strong>МФЦ</strong>" in page
    typos.learn(ArticleGram, article.title)
    for words in ("справка", "спрафку"):
        assert "Где взять справку" in text(client_of(EMPLOYEE).get("/knowledge/", {"q": words}))
    hits = [hit.title for group in find_everywhere(actor_of(EMPLOYEE), world.uralmash, "справку") for hit in group.hits]
    assert "Где взять справку" in hits


def test_nothing_typed_is_lost_on_a_refused_form(world, client_of):
    answer = client_of(HEAD).post("/knowledge/new/", typed(world, title="", body="Долгий труд"))
    assert answer.status_code == 422
    assert "Долгий труд" in answer.content.decode()


def test_a_look_saves_nothing(world, client_of):
    answer = client_of(HEAD).post("/knowledge/new/", typed(world, do="look"))
    assert "<strong>МФЦ</strong>" in answer.content.decode()
    assert not Article.objects.filter(unit=world.uralmash).exists()


def test_the_form_knows_the_days_and_the_second_editor_sees_both_texts(world, client_of):
    article = make_article(world.uralmash, body="Звоните в час дня", owner=world.user(HEAD))
    address = f"/knowledge/{article.pk}/edit/"
    assert f'value="{article.check_on.isoformat()}"' in client_of(HEAD).get(address).content.decode()
    client_of(HEAD).post(address, typed(world, title=article.title, body="Звоните в два дня", version="1"))
    mine = typed(world, title=article.title, body="Звоните в три дня", version="1")
    answer = client_of(REGION).post(address, mine)
    page = answer.content.decode()
    assert (answer.status_code, "<del>два</del>" in page, "<ins>три</ins>" in page) == (409, True, True)
    assert Article.objects.get(pk=article.pk).body == "Звоните в два дня"
    again = client_of(REGION).post(address, mine | {"version": "2"})
    assert (again.status_code, Article.objects.get(pk=article.pk).body) == (302, "Звоните в три дня")


def test_readers_see_the_mark_of_a_stale_article(world, client_of):
    yesterday = actions.today_of(None) - dt.timedelta(days=2)
    article = make_article(world.uralmash, check_on=yesterday, owner=world.user(HEAD))
    assert "Статью пора проверить" in text(client_of(EMPLOYEE).get(f"/knowledge/{article.pk}/"))


def test_a_contest_that_is_over_leaves_the_list(world, client_of):
    today = actions.today_of(None)
    make_article(world.uralmash, title="Прошлый конкурс", kind="contest", until=today - dt.timedelta(days=2))
    assert "Прошлый конкурс" not in text(client_of(EMPLOYEE).get("/knowledge/"))
    assert "Прошлый конкурс" in text(client_of(EMPLOYEE).get("/knowledge/?tab=over"))


def test_scripts_of_the_service_are_one_click_from_the_request(world, client_of, make_request):
    load()
    request = make_request(status="contacted", service="consulting")
    client = client_of(EMPLOYEE)
    page = client.get(f"/desk/requests/{request.pk}/").content.decode()
    assert "/knowledge/?service=consulting" in page
    assert "Скрипт: первый звонок по заявке" in text(client.get("/knowledge/?service=consulting"))


def test_an_archived_one_leaves_lists_but_opens(world, client_of):
    article = make_article(world.uralmash, title="Ненужная статья")
    client_of(HEAD).post(f"/knowledge/{article.pk}/archive/", {"archived": "1"})
    assert "Ненужная статья" not in text(client_of(EMPLOYEE).get("/knowledge/"))
    assert "Статья в архиве" in text(client_of(EMPLOYEE).get(f"/knowledge/{article.pk}/"))


@pytest.mark.parametrize(
    "query", ["?tab=нет", "?after=xx", "?service=%00", "?chapter=9", "?q=%00%00", "?tag=" + "а" * 90]
)
def test_bad_addresses_are_answered(world, client_of, query):
    assert client_of(EMPLOYEE).get(f"/knowledge/{query}").status_code in {200, 422}


def test_the_list_costs_the_same_for_ten_and_for_two_hundred(world, client_of, django_assert_max_num_queries):
    client = client_of(EMPLOYEE)
    for number in range(200):
        make_article(world.uralmash, title=f"Статья {number}")
    with django_assert_max_num_queries(25):
        page = client.get("/knowledge/").content.decode()
    assert page.count('class="kb__row"') == 30
    assert 'rel="next"' in page
