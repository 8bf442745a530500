"""Pages of a profile: nothing typed is lost, nobody sees others' answers, no list is ordered by answers, ten questions
without an account."""

from typing import Any

import pytest
from django.test import Client
from tests.pages.language import complaints
from tests.world import World, actor
from tests.world_involved import STATEMENT, answer_plain, make_profile, start, write_basis

from uchastie.crm.accounts.rules import Role
from uchastie.crm.assessment.models import Answer, Mark, Sheet
from uchastie.crm.assessment.rules.questions import PLAIN

ROOT = "/assessment/"
STATES = ("draft", "self_assessed", "discussed_with_beneficiaries", "plan_approved", "in_progress", "reviewed")
TEN = {question.code: "1" for question in PLAIN}


@pytest.mark.parametrize("state", STATES)
def test_the_card_in_every_state(world: World, client_of: Any, state: str) -> None:
    profile = make_profile(world.uralmash, state)
    for role in (Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR, Role.FEDERAL_ANALYST):
        answer = client_of(role).get(f"{ROOT}{profile.pk}/")
        assert answer.status_code == 200
        assert complaints(answer.content.decode()) == []
    assert client_of("stranger").get(f"{ROOT}{profile.pk}/").status_code == 404


@pytest.mark.ledger("C11")
def test_profiles_are_no_ranking(world: World, client_of: Any) -> None:
    """The list above shows no figure of the answers, and no address of it orders by them."""
    make_profile(world.uralmash, "self_assessed")
    make_profile(world.vtoroy, "self_assessed", beneficiaries=0)
    for role in (Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST):
        client = client_of(role)
        html = client.get(ROOT).content.decode()
        assert "sort" not in html
        rows = html[html.index('class="years"') : html.index("</main>")]
        assert not any(figure in rows for figure in ("2,0", "3,0", "1,0"))
        for query in ("?sort=staff", "?order=-score", "?year=1"):
            again = client.get(ROOT + query).content.decode()
            assert again[again.index('class="years"') : again.index("</main>")] == rows


def test_answers_by_question_only_when_collected(world: World, client_of: Any) -> None:
    draft = start(world.uralmash)
    assert client_of(Role.CENTRE_HEAD).get(f"{ROOT}{draft.pk}/result/").status_code == 404
    done = make_profile(world.vtoroy, "self_assessed", beneficiaries=4)
    html = client_of(Role.FEDERAL_MANAGER).get(f"{ROOT}{done.pk}/result/").content.decode()
    assert "меньше 5" in html
    assert "Пожелание" not in html
    assert complaints(html) == []


@pytest.mark.ledger("C3", "C10", "C23")
def test_the_head_begins_and_writes(world: World, client_of: Any) -> None:
    head = client_of(Role.CENTRE_HEAD)
    wrong = head.post(f"{ROOT}new/", {"organisation": "state", "closes_on": "2026-02-31"})
    assert wrong.status_code == 422
    assert 'value="state"' in wrong.content.decode()
    day = head.get(f"{ROOT}new/")
    assert day.status_code == 200
    profile = start(world.uralmash)
    page = f"{ROOT}{profile.pk}/words/"
    about = head.get(f"{page}about/").content.decode()
    for words in (
        "Имеющийся опыт и инструменты",
        "Точки роста",
        "Потребности",
        "На каких принципах и ценностях",
        "Каких результатов мы ждём",
    ):
        assert words in about
    lost = head.post(f"{page}purpose/", {"aim": "Слышать", "roles": "просто родители", "version": profile.version})
    assert lost.status_code == 422
    assert "просто родители" in lost.content.decode()
    typed = {"experience": "Клуб мам", "version": profile.version}
    assert head.post(f"{page}about/", typed).status_code == 302
    assert "Клуб мам" in head.get(f"{ROOT}{profile.pk}/").content.decode()
    stale = head.post(f"{page}about/", {"experience": "Другое", "version": profile.version})
    assert stale.status_code == 409
    assert "Другое" in stale.content.decode()
    assert head.get(f"{page}nosuch/").status_code == 404


def test_a_question_a_page(world: World, client_of: Any) -> None:
    profile = start(world.uralmash)
    client = client_of(Role.CENTRE_EMPLOYEE)
    page = f"{ROOT}{profile.pk}/answers/"
    first = client.get(f"{page}p1/")
    assert "Заявление о принципах ещё не записано" in first.content.decode()
    empty = client.post(f"{page}p1/", {"comment": "Пока думаем"})
    assert empty.status_code == 422
    assert "Пока думаем" in empty.content.decode()
    onward = client.post(f"{page}p1/", {"score": "1", "facts": ["statement"]})
    assert onward["Location"] == f"{page}p2/"
    again = client.get(f"{page}p1/").content.decode()
    assert 'name="facts" value="statement" checked' in again
    assert client.get(f"{page}b1/").status_code == 404
    assert client_of(Role.REGION_COORDINATOR).get(f"{page}p1/").status_code == 403
    html = client_of(Role.CENTRE_HEAD).get(f"{page}p1/").content.decode()
    assert "Пока думаем" not in html


def test_the_discussion_and_points_keep_what_was_typed(world: World, client_of: Any) -> None:
    profile = make_profile(world.uralmash, "self_assessed")
    head = client_of(Role.CENTRE_HEAD)
    late = head.post(f"{ROOT}{profile.pk}/discussion/", {"held_on": "2099-01-01", "people": "3", "words": "Суббота"})
    assert late.status_code == 422
    assert "Суббота" in late.content.decode()
    bad = head.post(f"{ROOT}{profile.pk}/points/", {"title": "Совет родителей", "due_on": "нет"})
    assert bad.status_code == 422
    assert "Совет родителей" in bad.content.decode()
    early = head.post(f"{ROOT}{profile.pk}/approval/", follow=True)
    assert "Это действие сейчас не подходит" in early.content.decode()


@pytest.mark.ledger("C18")
def test_strategic_points_stand_out_except_among_parents(world: World, client_of: Any) -> None:
    words = "участие в управлении пока редкость"
    ngo = make_profile(world.uralmash, "plan_approved")
    parents = make_profile(world.vtoroy, "plan_approved", organisation="parents")
    federal = client_of(Role.FEDERAL_MANAGER)
    assert words in federal.get(f"{ROOT}{ngo.pk}/").content.decode()
    assert words not in federal.get(f"{ROOT}{parents.pk}/").content.decode()


@pytest.mark.ledger("C28")
def test_the_page_names_the_framework(world: World, client_of: Any) -> None:
    profile = start(world.uralmash)
    html = client_of(Role.CENTRE_HEAD).get(f"{ROOT}{profile.pk}/").content.decode()
    assert "4Pi" in html
    assert "Национального партнёрства по вовлечению" in html


# --- without an account ---


def test_ten_questions_without_a_name(world: World) -> None:
    profile = start(world.uralmash)
    write_basis(actor(world.user(Role.CENTRE_HEAD)), profile)
    page, visitor = f"/our-say/{profile.code}/", Client()
    html = visitor.get(page).content.decode()
    assert STATEMENT in html
    assert complaints(html) == []
    half = visitor.post(page, {"b1": "3", "wish": "Больше скамеек"})
    assert half.status_code == 422
    assert "Больше скамеек" in half.content.decode()
    called = visitor.post(page, TEN | {"wish": "Звоните +7 912 345-67-89"})
    assert called.status_code == 422
    done = visitor.post(page, TEN | {"b2": "x", "accepts": "yes"})
    assert done["Location"] == f"{page}thanks/"
    assert visitor.get(page)["Location"] == f"{page}thanks/"
    assert visitor.post(page, TEN)["Location"] == f"{page}thanks/"
    assert Sheet.objects.count() == 1
    assert Answer.objects.filter(score=None).count() == 1
    assert visitor.cookies["say"].value not in repr(list(Mark.objects.values()))
    assert Client().post(page, TEN).status_code == 302
    assert Sheet.objects.count() == 2


def test_staff_and_latecomers_do_not_answer(world: World, client_of: Any) -> None:
    profile = start(world.uralmash)
    answer = client_of(Role.CENTRE_EMPLOYEE).post(f"/our-say/{profile.code}/", TEN)
    assert answer.status_code == 422
    assert not Sheet.objects.exists()
    done = make_profile(world.vtoroy, "self_assessed")
    assert Client().get(f"/our-say/{done.code}/").status_code == 410
    assert Client().post(f"/our-say/{done.code}/", TEN).status_code == 410
    assert Client().get("/our-say/nosuchcode/").status_code == 404


def test_before_the_end_only_numbers_of_answers(world: World, client_of: Any) -> None:
    profile = start(world.uralmash)
    answer_plain(profile, "one", 0, wish="Всё плохо")
    for role in (Role.CENTRE_HEAD, Role.FEDERAL_MANAGER):
        html = client_of(role).get(f"{ROOT}{profile.pk}/").content.decode()
        assert "Всё плохо" not in html


def test_pages_cost_the_same_for_many(world: World, client_of: Any, django_assert_max_num_queries: Any) -> None:
    profile = make_profile(world.uralmash, "self_assessed", beneficiaries=60)
    head = client_of(Role.CENTRE_HEAD)
    for path in (f"{ROOT}{profile.pk}/", f"{ROOT}{profile.pk}/result/", ROOT):
        with django_assert_max_num_queries(25):
            head.get(path)
