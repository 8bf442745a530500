"""Pages: who opens them, what they say, what they hide."""

import re

import pytest
from django.urls import reverse
from tests.world import sign_in
from tests.world_opeka import make_case, make_need

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families.models import FamilyCase, HelpCategory, Look
from uchastie.crm.notifications.models import Message
from uchastie.kernel.ids import new_id


@pytest.fixture
def hq(world):
    return sign_in(world.people[Role.REGION_COORDINATOR])


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def filled():
    return {
        "name": "Рябинина Ольга",
        "phone": "8 912 555-01-01",
        "town": "Екатеринбург",
        "region": "66",
        "members": "Миша, сын, 2017",
        "categories": ["children", "repair"],
        "story": "Некому водить сына",
        "key": "a" * 32,
    }


def test_the_lists_hide_names(hq, world):
    make_case(world, state="received")
    waiting = make_case(world)
    for url in (reverse("families:screening"), reverse("families:index")):
        page = words(hq.get(url))
        assert "Рябинина" not in page
        assert "7912" not in page
        assert "ребёнок 7 лет" in page
    assert waiting.number in page
    assert "№ 48-ФЗ" in page


def test_the_search_knows_numbers_and_places_and_no_names(hq, world):
    case = make_case(world, town="Кушва")
    url = reverse("families:index")
    assert case.number in words(hq.get(url, {"q": case.number}))
    assert case.number in words(hq.get(url, {"q": "кушва"}))
    assert case.number not in words(hq.get(url, {"q": "Рябинина"}))


@pytest.mark.ledger("B54")
def test_the_card_shows_six_stages(hq, world):
    page = words(hq.get(reverse("families:case", args=[make_case(world).pk])))
    stages = ("Отбор", "Опекуны", "Соединение", "Сопровождение", "Отчётность", "Прекращение", "Этап 3 из 6: соединение")
    assert [stage for stage in stages if stage not in page] == []
    ended = words(hq.get(reverse("families:case", args=[make_case(world, state="ended").pk])))
    assert [number for number in ("6.1", "6.2", "6.3") if number not in ended] == []


def test_the_veil_opens_with_a_reason(hq, world):
    case = make_case(world)
    card = reverse("families:case", args=[case.pk])
    assert "Рябинина" not in words(hq.get(card))
    assert hq.post(reverse("families:opening", args=[case.pk])).status_code == 422
    assert "Рябинина" not in words(hq.get(card))
    hq.post(reverse("families:opening", args=[case.pk]), {"reason": "call"})
    page = words(hq.get(card))
    assert "Рябинина" in page
    assert "ромашка" in page
    assert "звонок" in page
    colleague = words(sign_in(world.people[Role.REGION_COORDINATOR]).get(card))
    assert "Рябинина" in colleague  # the same user in another browser


def test_who_is_not_let_in_is_seen_by_the_family(world):
    case = make_case(world, unit=world.other_region)
    answer = sign_in(world.people[Role.REGION_COORDINATOR]).get(reverse("families:case", args=[case.pk]))
    assert answer.status_code == 404
    assert Look.objects.get(case=case).reason == "refused"


@pytest.mark.ledger("B10", "B11", "B28")
def test_from_the_form_to_the_marker(hq, world, filled):
    typed = {key: value for key, value in filled.items() if key != "region"}
    answer = hq.post(reverse("families:new"), typed | {"source": "hq", "consent": "oral"})
    case = FamilyCase.objects.get()
    assert answer.headers["Location"] == reverse("families:case", args=[case.pk])
    assert {need.category_id for need in case.needs.all()} == {"children", "repair"}
    assert consents.consent_about(case.pk).method == "oral"
    hq.post(reverse("families:decision", args=[case.pk]), {"needed": "yes", "reason": "Одна с ребёнком"})
    assert "Спросите у семьи" in words(hq.get(reverse("families:case", args=[case.pk])))
    for need in case.needs.all():
        answer = hq.post(
            reverse("families:need", args=[case.pk, need.pk]),
            {
                "category": need.category_id,
                "description": need.description,
                "format": "any",
                "periodicity": "weekly",
                "urgency": "high",
                "version": need.version,
            },
        )
        assert answer.status_code == 302
    hq.post(reverse("families:marker", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == "waiting"
    assert "История потребностей" in words(hq.get(reverse("families:need_history", args=[case.pk])))


def test_a_bad_form_keeps_what_was_typed(hq):
    answer = hq.post(reverse("families:new"), {"name": "О", "phone": "12", "story": "осталось"})
    assert answer.status_code == 422
    assert "осталось" in words(answer)


@pytest.mark.ledger("B33")
def test_closing_asks_why(hq, world):
    case = make_case(world)
    url = reverse("families:closing", args=[case.pk])
    assert hq.get(url).status_code == 200
    assert hq.post(url).status_code == 422
    hq.post(url, {"reason": "by_family"})
    case.refresh_from_db()
    assert case.state == "closed"


def test_other_pages_open(hq, world):
    case = make_case(world)
    need = make_need(case)
    met = make_need(case, state="met")
    for name, args in (
        ("handover", [case.pk]),
        ("split", [case.pk]),
        ("need_add", [case.pk]),
        ("need", [case.pk, need.pk]),
        ("need", [case.pk, met.pk]),
        ("need_history", [case.pk]),
        ("tables", []),
        ("sample", []),
        ("export", []),
        ("new", []),
    ):
        assert hq.get(reverse(f"families:{name}", args=args)).status_code == 200, name
    assert hq.get(reverse("families:need", args=[case.pk, new_id()])).status_code == 404
    assert hq.get(reverse("families:members", args=[case.pk])).status_code == 302  # the veil is down
    hq.post(reverse("families:opening", args=[case.pk]), {"reason": "call"})
    assert "Миша" in words(hq.get(reverse("families:members", args=[case.pk])))
    hq.post(reverse("families:members", args=[case.pk]), {"relation": "мама", "members": "Коля, сын, 2015"})
    assert list(case.members.order_by("-speaks").values_list("name", flat=True)) == ["Рябинина Ольга", "Коля"]


@pytest.mark.parametrize("role", [Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.FEDERAL_MANAGER, Role.DPO])
def test_others_have_no_such_pages(world, role):
    client = sign_in(world.people[role])
    for name, args in (("screening", []), ("index", []), ("case", [make_case(world).pk]), ("export", [])):
        assert client.get(reverse(f"families:{name}", args=args)).status_code == 403


def test_the_federal_team_keeps_the_categories(world):
    client = sign_in(world.people[Role.FEDERAL_MANAGER])
    url = reverse("families:categories")
    client.post(url, {"name": "Прогулки с собакой"})
    new = HelpCategory.objects.get(name="Прогулки с собакой")
    assert client.post(url, {"name": "Прогулки с собакой"}).status_code == 422
    client.post(reverse("families:category", args=[new.pk]), {"name": "Собаки", "service_code": "eco"})
    assert HelpCategory.objects.get(pk=new.pk).service_code == "eco"
    client.post(reverse("families:category", args=[new.pk]), {"name": "Собаки", "service_code": "no-such"})
    assert HelpCategory.objects.get(pk=new.pk).service_code == "eco"
    client.post(reverse("families:category", args=[new.pk]), {"archived": "yes"})
    new.refresh_from_db()
    assert (new.name, new.archived) == ("Собаки", True)
    assert "Собаки" in words(client.get(url))
    assert "Собаки" not in words(client.get(reverse("families:apply")))


@pytest.mark.ledger("B32", "B53", "B55")
def test_the_public_page(client, world):
    page = words(client.get(reverse("families:about")))
    told = (
        "opeka@dobro.ru",
        "мывместе.рф/опека",
        "#МЫВМЕСТЕ",
        "Федеральный штаб #МЫВМЕСТЕ на базе АВЦ",
        "Оператор программы",
        "Координатор программы в регионе",
        "Участник программы",
        "Благополучатели",
        "№ 48-ФЗ",
    )
    assert [one for one in told if one not in page] == []
    assert "МЫИВМЕСТЕ" not in page


@pytest.mark.ledger("B22")
def test_a_family_asks_on_the_page(client, world, filled, django_capture_on_commit_callbacks):
    consent = client.post(reverse("families:apply_consent"), filled)
    assert consent.status_code == 200
    assert not FamilyCase.objects.exists()  # nothing is kept before the consent
    hidden = re.findall(r'name="categories" value="(\w+)"', words(consent))
    assert hidden == filled["categories"]
    assert client.post(reverse("families:submit"), filled).status_code == 422
    text = str(consents.current_text(Purpose.FAMILY).pk)
    for _ in range(2):
        answer = client.post(reverse("families:submit"), filled | {"agree": "on", "text": text})
        assert answer.headers["Location"] == reverse("families:accepted")
    case = FamilyCase.objects.get()
    assert (case.unit, case.source, case.state) == (world.region, "public", "received")
    assert "Рябинина" not in words(client.get(reverse("families:accepted")))
    assert Message.objects.filter(event="family_received", about_id=case.pk).exists()
    assert not Message.objects.filter(event="family_received", body__icontains="Рябинина").exists()


def test_a_region_without_a_coordinator_is_told_to_the_federal_team(client, world, filled):
    text = str(consents.current_text(Purpose.FAMILY).pk)
    client.post(reverse("families:submit"), filled | {"region": "54", "agree": "on", "text": text})
    case = FamilyCase.objects.get(unit=world.other_region)
    told = Message.objects.filter(event="family_nobody", about_id=case.pk)
    assert {message.recipient_id for message in told} == {world.people[Role.FEDERAL_MANAGER].pk}


@pytest.mark.parametrize(
    "wrong",
    [{"phone": "12"}, {"region": "99"}, {"categories": []}, {"name": ""}, {"members": "Миша, 17"}, {"website": "x"}],
)
def test_a_wrong_application_says_what_is_wrong(client, world, filled, wrong):
    answer = client.post(reverse("families:apply_consent"), filled | wrong)
    assert answer.status_code == 422
    assert "Некому водить сына" in words(answer)


def test_the_way_back_keeps_everything(client, world, filled):
    page = words(client.post(reverse("families:apply"), filled))
    assert "Некому водить сына" in page
    assert page.count("checked") == 2


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_takes_the_same_number_of_queries(hq, world, count, django_assert_max_num_queries):
    for _ in range(count):
        make_case(world, needs=2)
    with django_assert_max_num_queries(12):
        hq.get(reverse("families:index"))
