import re

import pytest

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.catalogue import actions as catalogue
from uchastie.crm.catalogue import queries as services
from uchastie.crm.licensing import actions, panels, queries
from uchastie.kernel.actor import NOBODY, SYSTEM

MANAGER = Role.FEDERAL_MANAGER


def text(response) -> str:
    body = re.sub(r"<(script|style|head).*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body).replace("\xa0", " "))


@pytest.fixture
def twelve(world):
    actions.set_offers(SYSTEM, world.uralmash, [service.code for service in queries.list_elective()][:8])
    return world.uralmash


@pytest.mark.ledger("A59")
def test_the_centre_page_lists_its_services(client, twelve):
    body = client.get("/centres/uralmash/").content.decode()
    assert "Чем мы можем помочь" in body
    assert "Доступные сервисы: 12" in body
    assert body.count(">Подать заявку</a>") == 13  # twelve services and the button of the centre itself
    assert body.count(">Подробнее</a>") == 12
    assert 'href="/centres/uralmash/apply/?service=consulting"' in body
    assert 'href="/centres/uralmash/services/consulting/"' in body


@pytest.mark.ledger("A59")
def test_the_service_page_tells_a_citizen_what_comes(client, twelve):
    service = services.get_service("consulting")
    page = client.get("/centres/uralmash/services/consulting/")
    for part in (service.name, service.short, *service.outcomes, "Бесплатно", "40 минут", "двух рабочих дней"):
        assert part in text(page)
    assert 'href="/centres/uralmash/apply/?service=consulting"' in page.content.decode()


@pytest.mark.ledger("A2")
def test_a_doubtful_partner_is_not_told_to_citizens(client, world):
    actions.set_offers(SYSTEM, world.uralmash, ["eco", "first-aid"])
    assert "Росатом" not in text(client.get("/centres/uralmash/services/eco/"))
    assert "Российский Красный Крест" in text(client.get("/centres/uralmash/services/first-aid/"))
    catalogue.confirm_partner(SYSTEM, service=services.get_service("eco"), partner_code="rosatom")
    assert "Росатом" in text(client.get("/centres/uralmash/services/eco/"))


@pytest.mark.parametrize(
    "path",
    ["/centres/uralmash/services/eco/", "/centres/uralmash/services/massage/", "/centres/none/services/consulting/"],
)
def test_what_the_centre_does_not_offer_is_404(client, world, path):
    assert client.get(path).status_code == 404


def test_every_service_has_a_page_for_citizens(client, world):
    actions.set_offers(SYSTEM, world.uralmash, [service.code for service in queries.list_elective()])
    offered = queries.list_offered(world.uralmash)
    assert len(offered) == 32
    for service in offered:
        assert service.name in text(client.get(f"/centres/uralmash/services/{service.code}/"))


@pytest.mark.parametrize("chosen", [1, 20])
def test_the_pages_cost_the_same_for_any_set(client, world, chosen, django_assert_max_num_queries):
    actions.set_offers(SYSTEM, world.uralmash, [service.code for service in queries.list_elective()][:chosen])
    with django_assert_max_num_queries(3):
        panels.centre_services(NOBODY, world.uralmash)
    with django_assert_max_num_queries(12):
        assert client.get("/centres/uralmash/services/consulting/").status_code == 200


SET = "/licensing/uralmash/"


@pytest.mark.ledger("A26", "A29", "A107")
def test_the_federal_manager_chooses_the_set(client_of, world):
    client = client_of(MANAGER)
    page = client.get(SET)
    assert "при норме 6" in text(page)
    data = {"seen": "", "codes": ["eco", "events", "first-aid"]}
    answer = client.post(SET + "offers/", data, follow=True)
    assert "Набор сервисов сохранён" in text(answer)
    assert "До нормы не хватает: 3 сервиса" in text(answer)
    assert queries.list_chosen_codes(world.uralmash) == {"eco", "events", "first-aid"}
    assert len(re.findall(r'name="codes"[^>]* checked', answer.content.decode())) == 3


def test_a_set_changed_meanwhile_is_not_overwritten(client_of, world):
    client = client_of(MANAGER)
    actions.set_offers(SYSTEM, world.uralmash, ["eco"])
    answer = client.post(SET + "offers/", {"seen": "", "codes": ["events"]})
    assert (answer.status_code, "набор изменили" in text(answer)) == (409, True)
    assert 'name="seen" value="eco"' in answer.content.decode()
    assert re.search(r'value="events" checked', answer.content.decode())
    assert client.post(SET + "offers/", {"seen": "eco", "codes": ["events"]}).status_code == 302


def test_a_code_that_is_not_there_is_told_about(client_of, world):
    answer = client_of(MANAGER).post(SET + "offers/", {"seen": "", "codes": ["massage", "<script>"]})
    assert answer.status_code == 422


def test_norms_are_counted_while_ticking(client_of, world):
    standard = [service.code for service in queries.list_elective() if service.level == "standard"]
    answer = client_of(MANAGER).post(SET + "norms/", {"codes": standard[:6]})
    assert "6 при норме 6 Норма выполнена." in text(answer)


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_see_the_sets_they_cover_and_only_the_federal_team_changes_them(client_of, world, role):
    client = client_of(role)
    editor = role in {MANAGER, Role.ADMIN}
    sees = role is not Role.MUNICIPAL_COORDINATOR
    assert client.get(SET).status_code == (200 if sees else 404)
    assert client.post(SET + "offers/", {"seen": "", "codes": ["eco"]}).status_code == (302 if editor else 403)
    assert client.post(SET + "norms/", {}).status_code == (200 if editor else 403)


def test_a_neighbour_centre_and_headquarters_have_no_set_here(client_of, world):
    assert client_of("stranger").get(SET).status_code == 404
    assert client_of(MANAGER).get("/licensing/66/").status_code == 404


def test_visitors_and_people_from_outside_do_not_see_it(client, client_of, world):
    assert client.get(SET).status_code == 302
    assert client_of(Role.BENEFICIARY).get(SET).status_code == 403
