import re

import pytest
from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.catalogue import actions, queries
from uchastie.crm.catalogue.rules import Step
from uchastie.kernel.actor import SYSTEM

STEPS = [Step("Подготовить ответ", "по памятке"), Step("Ответить"), Step("Попросить оценить", required=False)]
MANAGER = Role.FEDERAL_MANAGER


def text(response) -> str:
    """What a person reads: no tags, plain spaces."""
    body = re.sub(r"<(script|style|head).*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body).replace("\xa0", " "))


def typed(service, steps, **more):
    """What the editor's form sends."""
    data = {"version": service.version, "steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": 0, "changes": ""}
    for place, step in enumerate(steps):
        data |= {f"steps-{place}-text": step.text, f"steps-{place}-hint": step.hint}
        data |= {f"steps-{place}-required": "on"} if step.required else {}
    return data | more


@pytest.fixture
def consulting(world):
    return queries.get_service("consulting")


def url(name, **kwargs):
    return reverse(f"catalogue:{name}", kwargs=kwargs)


@pytest.mark.ledger("A1", "A2", "A4", "A25")
@pytest.mark.parametrize("role", sorted(STAFF))
def test_all_staff_read_the_catalogue(client_of, role):
    client = client_of(role)
    index = text(client.get(url("index")))
    assert "32 сервиса" in index
    assert "«Мастер», уточняется" in index
    assert "Высшая школа экономики" in index
    for path in (url("principles"), url("service", code="consulting"), url("regulation", code="eco", number=1)):
        assert client.get(path).status_code == 200
    assert client.get(url("draft", code="eco")).status_code == (200 if role in {MANAGER, Role.ADMIN} else 403)


@pytest.mark.parametrize("role", sorted(set(Role) - set(STAFF)))
def test_people_from_outside_do_not(client_of, role):
    assert client_of(role).get(url("index")).status_code == 403


def test_nobody_is_asked_to_sign_in(client, world):
    answer = client.get(url("index"))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?level=master", "Подростковые центры", "Донорство"),
        ("?level=standard", "Донорство", "Подростковые центры"),
        ("?type=organisational", "Подбор экспертов", "Социальное проектирование"),
        ("?unconfirmed=1", "Донорство", "Консультирование"),
        ("?level=gold&type=odd", "Донорство", "Таких сервисов нет"),
    ],
)
def test_filters(client_of, query, shown, hidden):
    page = text(client_of(MANAGER).get(url("index") + query)).split("Вид сервиса")[-1]
    assert shown in page
    assert hidden not in page


def test_a_filter_with_no_services_says_so(client_of, world):
    for service in queries.list_services():
        if service.level:
            actions.set_level(SYSTEM, service=service, level=service.level)
    assert "Таких сервисов нет" in text(client_of(MANAGER).get(url("index") + "?unconfirmed=1"))


@pytest.mark.ledger("A6")
def test_the_principles_are_shown_as_the_standard(client_of):
    page = text(client_of(Role.CENTRE_EMPLOYEE).get(url("principles")))
    assert page.index("Целесообразность") < page.index("Разграничение личных и профессиональных отношений")


@pytest.mark.ledger("A3", "A21", "A22", "A23", "A24", "A67", "A108")
@pytest.mark.parametrize("code", ["informing", "consulting", "dobro-vzaimno", "platform-help"])
def test_the_page_of_a_service_tells_goal_tasks_and_regulation(client_of, world, code):
    service = queries.get_service(code)
    page = text(client_of(Role.CENTRE_EMPLOYEE).get(url("service", code=code)))
    for part in (service.goal, *service.tasks, "действует версия 1", *(t.name for t in queries.list_topics(service))):
        assert part in page
    for step in queries.list_steps(queries.find_current_regulation(service)):
        assert step.text in page


@pytest.mark.parametrize(
    "path", ["/catalogue/massage/", "/catalogue/eco/regulation/2/", "/catalogue/massage/regulation/draft/"]
)
def test_what_is_not_there_is_404(client_of, path):
    assert client_of(MANAGER).get(path).status_code == 404


@pytest.mark.ledger("A25")
def test_the_manager_confirms_a_level(client_of, world):
    client, eco = client_of(MANAGER), queries.get_service("eco")
    answer = client.post(url("level", code="eco"), {"version": eco.version, "level": "master"}, follow=True)
    assert "Уровень подтверждён" in text(answer)
    answer = client.post(url("level", code="eco"), {"version": eco.version, "level": "standard"})
    assert (answer.status_code, queries.get_service("eco").level) == (409, "master")
    answer = client.post(url("level", code="eco"), {"version": "odd", "level": ""})
    assert answer.status_code == 422


@pytest.mark.ledger("A2")
def test_the_manager_confirms_a_partner(client_of):
    client = client_of(MANAGER)
    path = url("partner_confirmation", code="silver-mentor", partner="culture-volunteers")
    assert "партнёр уточняется" in text(client.get(url("service", code="silver-mentor")))
    assert "партнёр уточняется" not in text(client.post(path, follow=True))
    assert client.post(path).status_code == 404


CHANGES = (
    ("level", {}),
    ("draft", {}),
    ("draft_removal", {}),
    ("publication", {}),
    ("partner_confirmation", {"partner": "delai"}),
)


@pytest.mark.parametrize(("name", "more"), CHANGES)
def test_employees_cannot_change_anything(client_of, name, more):
    assert client_of(Role.CENTRE_HEAD).post(url(name, code="eco", **more)).status_code == 403


@pytest.mark.parametrize(("name", "more"), [change for change in CHANGES if change[0] != "draft"])
def test_changes_are_posts(client_of, name, more):
    assert client_of(MANAGER).get(url(name, code="eco", **more)).status_code == 405


def test_the_editor_starts_from_the_version_in_force(client_of, consulting):
    page = client_of(MANAGER).get(url("draft", code="consulting"))
    assert "Регламент, версия 2" in text(page)
    assert page.content.decode().count('class="edit__step"') == 9


@pytest.mark.parametrize(
    ("button", "order", "anchor"),
    [
        ("up-1", [1, 0, 2], "#step-1"),
        ("down-1", [0, 2, 1], "#step-3"),
        ("remove-0", [1, 2], "#step-1"),
        ("up-99999999999999999999", [0, 1, 2], "#step-1"),
        ("save", [0, 1, 2], ""),
    ],
)
def test_buttons_keep_the_draft_and_come_back_to_the_row(client_of, consulting, button, order, anchor):
    answer = client_of(MANAGER).post(url("draft", code="consulting"), typed(consulting, STEPS, do=button))
    assert (answer.status_code, answer.headers["Location"]) == (302, url("draft", code="consulting") + anchor)
    kept = queries.plain_steps(queries.find_draft(SYSTEM, consulting))
    assert kept == [STEPS[place] for place in order]


def test_adding_a_row_keeps_what_was_typed(client_of, consulting):
    client = client_of(MANAGER)
    answer = client.post(
        url("draft", code="consulting"), typed(consulting, STEPS, do="add", changes="Короче"), follow=True
    )
    assert answer.redirect_chain[0][0].endswith("#step-4")
    body = answer.content.decode()
    assert body.count('class="edit__step"') == 4
    assert "Короче" in body


@pytest.mark.ledger("A3")
def test_publishing_with_what_has_changed(client_of, consulting):
    client = client_of(MANAGER)
    path = url("publication", code="consulting")
    answer = client.post(path, typed(consulting, STEPS))
    assert (answer.status_code, "Напишите, что изменилось" in text(answer)) == (422, True)
    assert "Подготовить ответ" in answer.content.decode()

    answer = client.post(path, typed(consulting, STEPS, changes="Собрали в три шага"), follow=True)
    page = text(answer)
    assert "Версия 2 введена в действие" in page
    assert "Собрали в три шага" in page
    assert "действует версия 2" in page
    assert "заменена" in text(client.get(url("regulation", code="consulting", number=1)))


def test_a_conflict_keeps_what_was_typed_and_lets_try_again(client_of, consulting):
    client, path = client_of(MANAGER), url("draft", code="consulting")
    seen = typed(consulting, [Step("Мой шаг")], do="save")
    client.post(path, typed(consulting, STEPS, do="save"))
    answer = client.post(path, seen)
    body = answer.content.decode()
    assert (answer.status_code, "Мой шаг" in body, "Ваш текст цел" in body) == (409, True, True)
    fresh = re.search(r'name="version" value="(\d+)"', body).group(1)
    assert client.post(path, seen | {"version": fresh}).status_code == 302


@pytest.mark.parametrize(
    "broken",
    [{"steps-TOTAL_FORMS": ""}, {"steps-TOTAL_FORMS": "x"}, {"version": ""}, {"steps-TOTAL_FORMS": "100000"}],
)
def test_a_form_that_came_broken_is_told_about(client_of, consulting, broken):
    for name in ("draft", "publication"):
        data = typed(consulting, STEPS, do="save", changes="Новое") | broken
        assert client_of(MANAGER).post(url(name, code="consulting"), data).status_code == 422


def test_hostile_and_long_texts_are_kept_or_refused(client_of, consulting):
    client, path = client_of(MANAGER), url("draft", code="consulting")
    assert client.post(path, typed(consulting, [Step("о" * 10_000)], do="save")).status_code == 422
    many = [Step(f"Шаг {n}") for n in range(31)]
    assert client.post(path, typed(consulting, many, do="save")).status_code == 422
    hostile = typed(consulting, [Step("<script>alert(1)</script> 🙂")], do="save")
    body = client.post(path, hostile, follow=True).content.decode()
    assert "<script>alert" not in body
    assert "🙂" in body


def test_a_draft_can_be_thrown_away(client_of, consulting):
    client = client_of(MANAGER)
    client.post(url("draft", code="consulting"), typed(consulting, STEPS, do="save"))
    answer = client.post(url("draft_removal", code="consulting"), follow=True)
    assert "Черновик удалён" in text(answer)
    assert queries.find_draft(SYSTEM, consulting) is None


@pytest.mark.parametrize("count", [3, 30])
def test_pages_cost_the_same_for_any_number_of_steps_and_versions(
    client_of, consulting, count, django_assert_max_num_queries
):
    for turn in range(count // 3):
        steps = [Step(f"Шаг {turn} {n}") for n in range(count)]
        actions.publish_regulation(SYSTEM, service=consulting, steps=steps, changes=f"Версия {turn}")
    client = client_of(MANAGER)
    for path, most in (
        (url("index"), 12),
        (url("service", code="consulting"), 16),
        (url("draft", code="consulting"), 16),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(path).status_code == 200
