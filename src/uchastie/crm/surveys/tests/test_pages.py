"""Pages of surveys: confidential in every place they could leak from; the same cost for long lists."""

import pytest
from django.test import Client
from tests.world_councils import fill, make_permit, make_survey

from uchastie.crm.accounts.rules import Role
from uchastie.crm.surveys import actions
from uchastie.crm.surveys.models import Answer, Sheet
from uchastie.crm.surveys.rules import Form
from uchastie.kernel.actor import SYSTEM

SECRET = "Жирафы на крыше"


def texts_of(answers):
    return "".join(answer.content.decode() for answer in answers)


@pytest.mark.ledger("C17", "C30")
def test_words_of_one_are_found_nowhere(world, client_of):
    """Neither on pages, nor by the search, nor by the API, nor in the journal and the tables."""
    survey = make_survey(world.uralmash, Form.QUESTIONNAIRE)
    for _ in range(4):
        fill(survey)
    fill(survey, text=SECRET)
    actions.close_survey(actor=SYSTEM, survey_id=survey.pk)
    for role in (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER):
        client = client_of(role)
        pages = [client.get(path) for path in (f"/surveys/{survey.pk}/", "/surveys/", f"/search/?q={SECRET}")]
        assert SECRET not in texts_of(pages).replace(f'value="{SECRET}"', "").replace(f"«{SECRET}»", "")
    visitor = Client()
    open_ = [
        visitor.get(path) for path in (f"/answer/{survey.code}/results/", f"/centres/{world.uralmash.slug}/surveys/")
    ]
    assert [answer.status_code for answer in open_] == [200, 200]
    assert SECRET not in texts_of(open_)
    assert visitor.get("/api/v1/surveys/").status_code in {401, 404}


@pytest.mark.ledger("C30")
def test_a_teenager_answers_without_scripts_and_may_leave_on_any_screen(world):
    survey = make_survey(world.uralmash, Form.TEEN)
    permit = make_permit(survey)
    client, start = Client(), f"/answer/{survey.code}/"
    typed = client.post(f"{start}code/", {"code": f"{permit.code[:4]}-{permit.code[4:].lower()}"})
    assert typed.status_code == 302
    page = client.get(start).content.decode()
    assert "8&nbsp;800&nbsp;2000-122" in page
    assert "Решаешь ты" in page
    assert client.post(f"{start}beginning/").status_code == 422
    assert client.post(f"{start}beginning/", {"agree": "on"}).url == f"{start}1/"
    wrong = client.post(f"{start}1/", {"chosen": "2", "text": "пиши на vasya@mail.ru", "move": "next"})
    assert wrong.status_code == 422
    assert "пиши на vasya@mail.ru" in wrong.content.decode()
    assert client.post(f"{start}1/", {"chosen": "2", "move": "next"}).url == f"{start}2/"
    assert client.post(f"{start}2/", {"move": "back"}).url == f"{start}1/"
    assert 'value="2" checked' in client.get(f"{start}1/").content.decode()
    client.post(f"{start}leaving/")
    assert not Sheet.objects.exists()
    client.post(f"{start}beginning/", {"agree": "on"})
    for place in (1, 2, 3):
        answer = client.post(f"{start}{place}/", {"move": "skip"})
    assert answer.url == f"{start}done/"
    assert not Answer.objects.exists()
    assert "Спасибо" in client.get(start).content.decode()


def test_a_wrong_code_is_told_and_a_parent_sees_what_is_asked(world):
    survey = make_survey(world.uralmash, Form.TEEN)
    client = Client()
    wrong = client.post(f"/answer/{survey.code}/code/", {"code": "XXXXXXXX"})
    assert (wrong.status_code, "Такого кода" in wrong.content.decode()) == (422, True)
    permit = make_permit(survey, given=False)
    page = client.get(f"/permits/{permit.code}/").content.decode()
    assert "Разрешить" in page
    assert survey.title in page
    assert client.post(f"/permits/{permit.code}/", {"name": "Ким Ольга"}).status_code == 422


def test_a_poll_is_one_tap_and_the_second_time_is_thanked(world):
    survey = make_survey(world.uralmash)
    client = Client()
    assert (
        client.post(f"/answer/{survey.code}/1/", {"chosen": "1", "move": "next"}).url == f"/answer/{survey.code}/done/"
    )
    assert "Ответ учтён" in client.get(f"/answer/{survey.code}/").content.decode()
    assert "Ответ учтён" in client.post(f"/answer/{survey.code}/1/", {"chosen": "0", "move": "next"}).content.decode()
    assert Sheet.objects.filter(finished=True).count() == 1


def test_drafts_and_numbers_of_open_surveys_are_nobodys(world, client_of):
    draft, going = make_survey(world.uralmash, opened=False), make_survey(world.uralmash)
    for _ in range(6):
        fill(going, chosen=1)
    assert Client().get(f"/answer/{draft.code}/").status_code == 404
    assert "Итогов ещё нет" in Client().get(f"/answer/{going.code}/results/").content.decode()
    assert "res__bar" not in client_of(Role.CENTRE_HEAD).get(f"/surveys/{going.pk}/").content.decode()


def test_a_ranking_with_the_same_place_twice_keeps_what_was_typed(world):
    survey = make_survey(world.uralmash, Form.RANKING)
    answer = Client().post(f"/answer/{survey.code}/1/", {"place_0": "1", "place_1": "1", "move": "next"})
    assert answer.status_code == 422
    assert answer.content.decode().count('value="1"') >= 2


def test_the_list_costs_the_same_for_many(world, client_of, django_assert_max_num_queries):
    client = client_of(Role.CENTRE_EMPLOYEE)
    for _ in range(12):
        make_survey(world.uralmash, opened=False)
    with django_assert_max_num_queries(25):
        client.get("/surveys/")
