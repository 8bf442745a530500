"""The pages: who opens them, what two people at once get, that nothing personal stands in addresses."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse
from tests.world import make_person, make_request

from uchastie.crm.accounts.rules import Role
from uchastie.crm.journal.models import Entry
from uchastie.crm.people import actions
from uchastie.crm.people.models import AudienceMark, Beneficiary, HouseholdMember, Merging
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.actor import NOBODY

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world: Any) -> Beneficiary:
    values = {"kind": Kind.PERSON, "preferred_way": Way.PHONE, "unit": world.uralmash}
    return actions.register(NOBODY, name="Ларина Вера Павловна", phone="+79123456789", **values)


@pytest.fixture
def desk(client_of: Any) -> Any:
    return client_of(Role.CENTRE_EMPLOYEE)


def url(name: str, *args: Any) -> str:
    return reverse(f"people:{name}", args=args)


class _Fields(HTMLParser):
    """What a browser would send of the form that stands in the body of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Any] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        known = dict(attrs)
        if tag == "form":
            self._inside = "sheet__body" in known.get("class", "") or "card-form" in known.get("class", "")
        if tag != "input" or not self._inside or known.get("name", "").startswith("csrf"):
            return
        if known.get("type") not in {"radio", "checkbox"} or "checked" in known:
            self.found.setdefault(known["name"], []).append(known.get("value") or "")


def fields(answer: Any) -> dict[str, Any]:
    parser = _Fields()
    parser.feed(answer.content.decode())
    return parser.found


def form(desk: Any, person: Beneficiary) -> dict[str, Any]:
    return fields(desk.get(url("edit", person.pk)))


def rows(answer: Any) -> list[str]:
    return re.findall(r'class="row" href="([^"]+)"', answer.content.decode())


def test_a_card_shows_what_is_known_and_who_looked(desk: Any, person: Beneficiary, world: Any) -> None:
    make_request(world.uralmash, beneficiary=person)
    text = desk.get(url("person", person.pk)).content.decode()
    for part in ("Ларина Вера Павловна", "345-67-89", "Вся история", "Сервисы", "Кто смотрел", "вы"):
        assert part in text
    assert "Ларина" not in text[text.index("<title>") : text.index("</title>")]
    assert Entry.objects.filter(object_id=person.pk, verb="viewed").count() == 1


def test_a_story_is_told_by_year_and_month(desk: Any, person: Beneficiary, world: Any) -> None:
    make_request(world.uralmash, beneficiary=person)
    for query in (
        "",
        "?until=2024-05",
        "?month=2026-11",
        "?chapter=desk",
        "?until=x&month=y&chapter=z",
        "?month=0000-00",
    ):
        assert desk.get(url("person", person.pk) + query).status_code == 200
    make_request(world.vtoroy, beneficiary=person)  # another centre's request is not told here
    assert "Вся история: 1\u00a0запись" in desk.get(url("person", person.pk)).content.decode()


def test_people_are_looked_for_by_post(desk: Any, person: Beneficiary) -> None:
    answer = desk.post(url("found"), {"q": "Лорина"})
    assert "Ларина Вера Павловна" in answer.content.decode()
    assert "похоже на запрос" in answer.content.decode()
    assert desk.get(url("found")).status_code == 405
    assert desk.post(url("found"), {"q": " "}).status_code == 302
    assert "Никого не нашли" in desk.post(url("found"), {"q": "Несуществующий"}).content.decode()


def test_a_stranger_is_recognised_and_not_shown(client_of: Any, person: Beneficiary) -> None:
    text = client_of("stranger").post(url("found"), {"q": "8 912 345 67 89"}).content.decode()
    assert "из другого центра" in text
    assert "345-67-89" not in text
    assert client_of("stranger").get(url("person", person.pk)).status_code == 404


@pytest.mark.parametrize("people", [10, 120])
def test_the_list_costs_the_same_for_few_and_many(
    desk: Any, world: Any, people: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(people):
        person = make_person(world.uralmash, name=f"Ларина Вера {number}", phone=f"+7912345{number:04d}")
        AudienceMark.objects.create(beneficiary=person, code="P_VOLUNTEER")
    desk.get(url("index"))
    with django_assert_max_num_queries(8):
        answer = desk.get(url("index"))
    assert len(rows(answer)) == min(people, 50)


def test_the_list_is_turned_to_the_end_and_narrowed(desk: Any, world: Any, person: Beneficiary) -> None:
    for number in range(60):
        make_person(world.uralmash, name=f"Ларин Пётр {number}", phone=f"+7912345{number:04d}")
    first = desk.get(url("index"))
    more = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert more is not None
    seen = rows(first) + rows(desk.get(url("index") + unescape(more[1])))
    assert len(seen) == len(set(seen)) == 61
    AudienceMark.objects.create(beneficiary=person, code="P_VOLUNTEER")
    for query, count in (
        ("audience=P_VOLUNTEER", 1),
        ("audience=P_RESIDENT", 50),
        ("kind=organisation", 0),
        ("kind=x", 50),
    ):
        assert len(rows(desk.get(url("index") + f"?{query}"))) == count
    assert desk.get(url("index") + "?after=broken").status_code == 422


def test_editing_keeps_what_was_typed_and_says_what_is_wrong(desk: Any, person: Beneficiary) -> None:
    sent = form(desk, person) | {"birth_year": "1565", "name": "Ларина Вера Ильинична"}
    answer = desk.post(url("edit", person.pk), sent)
    assert answer.status_code == 422
    assert "Год рождения" in answer.content.decode()
    assert "Ларина Вера Ильинична" in answer.content.decode()
    assert desk.post(url("edit", person.pk), sent | {"birth_year": "1965"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("Ларина Вера Ильинична", 1965)


def test_changes_of_two_people_are_put_together(desk: Any, client_of: Any, person: Beneficiary) -> None:
    mine = form(desk, person)
    theirs = form(client_of(Role.CENTRE_HEAD), person)
    client_of(Role.CENTRE_HEAD).post(url("edit", person.pk), theirs | {"birth_year": "1965", "needs": ["louder"]})
    answer = desk.post(url("edit", person.pk), mine | {"preferred_time": "утром", "needs": ["step_free"]}, follow=True)
    assert "что поменял коллега" in answer.content.decode()
    person.refresh_from_db()
    assert (person.birth_year, person.preferred_time, person.needs) == (1965, "утром", ["louder", "step_free"])


def test_of_two_values_the_later_one_chooses(desk: Any, client_of: Any, person: Beneficiary) -> None:
    mine = form(desk, person)
    client_of(Role.CENTRE_HEAD).post(url("edit", person.pk), mine | {"name": "Ларина Вера Петровна"})
    answer = desk.post(url("edit", person.pk), mine | {"name": "Ларина Вера Ильинична", "birth_year": "1965"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Ларина Вера Петровна" in text
    assert "Ларина Вера Ильинична" in text
    again = fields(answer)
    assert json.loads(again["was"][0])["name"] == again["name"][0] == "Ларина Вера Петровна"
    assert desk.post(url("edit", person.pk), again | {"name": "Ларина Вера Ильинична"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.birth_year) == ("Ларина Вера Ильинична", 1965)


def test_a_taken_id_leads_to_its_holder(desk: Any, world: Any, person: Beneficiary) -> None:
    other = make_person(world.uralmash, name="Зимин Пётр", phone="+79120000009")
    Beneficiary.objects.filter(pk=other.pk).update(volunteer_id="96002534")
    answer = desk.post(url("edit", person.pk), form(desk, person) | {"volunteer_id": "96002534"})
    assert answer.status_code == 422
    assert url("merging", other.pk, person.pk) in answer.content.decode()


def test_contacts_are_kept_on_their_page(desk: Any, person: Beneficiary) -> None:
    page = url("contacts", person.pk)
    assert desk.post(page, {"value": "8 343 300 00 01", "whose": "домашний", "preferred": "on"}).status_code == 302
    assert desk.post(page, {"value": "123"}).status_code == 422
    point = person.contacts.get(value="+73433000001")
    assert desk.post(url("contact", person.pk, point.pk), {"whose": "рабочий"}).status_code == 302
    point.refresh_from_db()
    assert (point.whose, point.preferred) == ("рабочий", False)
    assert desk.post(url("contact_removal", person.pk, point.pk)).status_code == 302
    last = person.contacts.get()
    answer = desk.post(url("contact_removal", person.pk, last.pk))
    assert answer.status_code == 422
    assert "с человеком не связаться" in answer.content.decode()


def test_a_household_is_found_or_made(desk: Any, world: Any, person: Beneficiary) -> None:
    page = url("household", person.pk)
    values = {"name": "Ларин Илья", "relation": "внук", "birth_year": "2017", "method": "paper"}
    assert desk.post(page, values | {"method": ""}).status_code == 422
    assert desk.post(page, values).status_code == 302
    found = actions.register(
        NOBODY, kind=Kind.PERSON, name="Ларин Пётр", phone="+79120000001", preferred_way=Way.PHONE, unit=world.uralmash
    )
    assert "Ларин Пётр" in desk.post(url("household_found", person.pk), {"text": "Ларин Петр"}).content.decode()
    link = {"relative": str(found.pk), "relation": "муж"}
    assert desk.post(url("household_link", person.pk), link).status_code == 302
    assert HouseholdMember.objects.count() == 3
    member = HouseholdMember.objects.get(beneficiary=found)
    assert desk.post(url("household_removal", person.pk, member.pk)).status_code == 302
    assert desk.post(url("household_link", person.pk), {"relative": "x"}).status_code == 422


def test_two_cards_are_compared_joined_and_parted(desk: Any, world: Any, person: Beneficiary) -> None:
    twin = make_person(world.uralmash, name="Ларина В. П.")
    text = desk.get(url("duplicates")).content.decode()
    assert "Ларина В. П." in text
    page = url("merging", person.pk, twin.pk)
    sent = fields(desk.get(page))
    assert sent["take_name"] == ["kept"]
    assert desk.post(page, sent).status_code == 422
    assert not Merging.objects.exists()
    assert desk.post(page, sent | {"reason": "сама сказала"}).status_code == 302
    merging = Merging.objects.get()
    assert "Вернуть две карточки" in desk.get(url("person", person.pk)).content.decode()
    assert desk.get(page).status_code == 404
    assert desk.post(url("undoing", merging.pk)).status_code == 302
    assert desk.get(page).status_code == 200
    assert desk.post(url("apart", person.pk, twin.pk), {"list": "1"}).status_code == 302
    assert "Похожих карточек нет" in desk.get(url("duplicates")).content.decode()


def test_a_stale_comparison_is_not_carried_out(desk: Any, world: Any, person: Beneficiary) -> None:
    twin = make_person(world.uralmash, name="Ларина В. П.")
    page = url("merging", person.pk, twin.pk)
    sent = fields(desk.get(page)) | {"reason": "сама сказала"}
    Beneficiary.objects.filter(pk=twin.pk).update(version=9)
    assert desk.post(page, sent).status_code == 409
    assert not Merging.objects.exists()
