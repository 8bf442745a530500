"""The one field of the counter: who is found by what, what is shown of them, and what it costs."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import counter
from uchastie.crm.desk.rules import Status
from uchastie.crm.people.actions import register
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock


@pytest.fixture
def anna(client_of):
    return client_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def actor(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def enter(world, actor):
    def go(name, phone="", volunteer_id=""):
        way = Way.PHONE if phone else Way.VISIT
        given = {"kind": Kind.PERSON, "name": name, "phone": phone, "volunteer_id": volunteer_id, "preferred_way": way}
        return register(actor, unit=world.uralmash, **given)

    return go


@pytest.mark.parametrize(
    "text", ["ковалева", "Ковалёв", "кавалёва", "8 912 000", "+79120000001", "96002534", "анна кова"]
)
def test_a_person_is_found_by_anything_that_is_remembered(world, actor, enter, text):
    person = enter("Ковалёва Анна", "+79120000001", "96002534")
    enter("Орлов Пётр", "+79350000002")
    assert [one.hit.id for one in counter.find_people(actor, world.uralmash, text)] == [person.pk]


@pytest.mark.parametrize("text", ["{number}", "№ {short}", "{short}", "66 {year} {short}"])
def test_a_person_is_found_by_the_number_of_the_request(world, actor, enter, make_request, text):
    person = enter("Ковалёва Анна", "+79120000001")
    year = clock.now().year
    made = make_request(beneficiary=person, number=f"ДЦ-66-{year}-000424")
    make_request(unit=world.vtoroy, number=f"ДЦ-66-{year - 1}-000424", phone="+79120000009")
    found = counter.find_people(actor, world.uralmash, text.format(number=made.number, short="424", year=year))
    assert [(one.hit.id, one.number) for one in found] == [(person.pk, made.number)]


def test_the_last_visit_is_of_this_centre_and_of_its_day(world, actor, enter, make_request):
    person = enter("Ковалёва Анна", "+79120000001")
    at = dt.datetime(2026, 3, 1, 20, tzinfo=dt.UTC)  # the second of March already
    make_request(beneficiary=person, submitted_at=at)
    make_request(unit=world.vtoroy, beneficiary=person)
    (found,) = counter.find_people(actor, world.uralmash, "ковалева")
    assert found.last_on == dt.date(2026, 3, 2)


def test_two_cards_of_one_are_told_from_a_family(anna, world, actor, enter):
    enter("Берёзкина Тамара Ильинична", "+79120000001")
    enter("Берёзкина Т. И.", "+79120000001")
    page = anna.post(reverse("desk:hits"), {"who": "березк"}).content.decode().replace("\u00a0", " ")
    assert page.count("похоже, дубль") == 2
    enter("Ким Ольга", "+79120000005")
    enter("Ким Лев", "+79120000005")
    assert "похоже, дубль" not in anna.post(reverse("desk:hits"), {"who": "ким"}).content.decode()


def test_what_was_typed_is_marked_in_the_names(anna, enter):
    enter("Берёзкина Тамара", "+79120000001")
    assert "<mark>Берёз</mark>кина" in anna.post(reverse("desk:hits"), {"who": "берез"}).content.decode()


def test_the_like_are_shown_with_the_reason_while_a_new_one_is_typed(anna, enter, world):
    known = enter("Ларина Вера Павловна", "+79123456789")
    page = anna.post(reverse("desk:similar"), {"name": "Ларина В. П.", "phone": "8 912 345 67 89"}).content.decode()
    assert "тот же телефон" in page.replace("\u00a0", " ")
    assert f'value="{known.pk}"' in page
    assert "с тем же телефоном" in page.replace("\u00a0", " ")
    assert "Возможно" not in anna.post(reverse("desk:similar"), {"name": "Л", "phone": "8912"}).content.decode()


def test_one_letter_and_hostile_text_find_nobody(anna, enter):
    enter("Ларина Вера", "+79123456789")
    for text in ("л", "", " ", "\0", "%", "';--", "<b>", "я" * 5000, "№ 99999999999999999999"):
        answer = anna.post(reverse("desk:hits"), {"who": text})
        assert answer.status_code == 200
        assert "Ларина" not in answer.content.decode()


@pytest.mark.parametrize("many", [2, 8])
def test_a_search_costs_the_same_for_one_and_for_many(
    world, actor, enter, make_request, many, django_assert_max_num_queries
):
    for number in range(many):
        make_request(beneficiary=enter(f"Ковалёва Анна {number}", f"+7912000000{number}"))
    with django_assert_max_num_queries(9):
        assert len(counter.find_people(actor, world.uralmash, "ковалева")) == many


def test_two_cards_that_may_be_one_person_are_a_press_from_being_compared(anna, enter, world):
    one, other = enter("Берёзкина Тамара Ильинична", "89125550067"), enter("Березкина Т. И.", "89125550067")
    page = anna.post(reverse("desk:hits"), {"who": "берёзкина"}).content.decode()
    assert "Похоже, у одного человека две карточки" in page.replace("\u00a0", " ")
    ways = [reverse("people:merging", args=pair) for pair in ((one.pk, other.pk), (other.pk, one.pk))]
    assert sum(way in page for way in ways) == 1
    assert anna.get(ways[0]).status_code == 200


class TestWithoutId:
    """A66: the task «привязать ID»."""

    @pytest.mark.ledger("A66")
    def test_one_number_clears_every_request_of_the_person(self, anna, world, make_request):
        person = make_person(world.uralmash)
        for unit in (world.uralmash, world.uralmash, world.vtoroy):
            make_request(unit=unit, beneficiary=person, id_pending=True)
        assert "2 заявки" in anna.get(reverse("desk:unlinked")).content.decode().replace("\u00a0", " ")
        answer = anna.post(reverse("desk:link_id", args=[person.pk]), {"volunteer_id": "96002534"}, follow=True)
        assert "У всех есть ID" in answer.content.decode().replace("\u00a0", " ")
        assert not ServiceRequest.objects.filter(id_pending=True).exists()

    @pytest.mark.parametrize("name", ["desk:queue", "desk:filters"])
    def test_the_selection_without_id_leads_to_the_task(self, client_of, name):
        way = reverse("desk:unlinked")
        assert way in client_of(Role.CENTRE_EMPLOYEE).get(reverse(name) + "?no_id=1").content.decode()
        assert way not in client_of(Role.REGION_COORDINATOR).get(reverse(name) + "?no_id=1").content.decode()

    def test_a_wrong_number_stays_in_its_line(self, anna, world, make_request):
        person = make_person(world.uralmash)
        make_request(beneficiary=person, id_pending=True)
        answer = anna.post(reverse("desk:link_id", args=[person.pk]), {"volunteer_id": "12"})
        assert answer.status_code == 422
        assert 'value="12"' in answer.content.decode()
        assert "от 4 до 10 цифр" in answer.content.decode().replace("\u00a0", " ")

    def test_people_of_others_and_cancelled_requests_are_no_task(self, anna, world, make_request):
        make_request(unit=world.vtoroy, id_pending=True)
        make_request(id_pending=True, status=Status.CANCELLED)
        assert "У всех есть ID" in anna.get(reverse("desk:unlinked")).content.decode().replace("\u00a0", " ")

    @pytest.mark.parametrize("many", [10, 60])
    def test_it_costs_the_same(self, world, actor, make_request, many, django_assert_num_queries):
        for number in range(many):
            make_request(phone=f"+791200{number:05}", id_pending=True)
        with django_assert_num_queries(2):
            found = counter.list_unlinked(actor, world.uralmash)
        assert len(found.items) == min(many, 50)
        rest = counter.list_unlinked(actor, world.uralmash, after=found.after) if found.after else None
        assert len(found.items) + (len(rest.items) if rest else 0) == many


def test_the_code_to_rate_is_on_the_screen_of_its_unit_only(anna, client_of, make_request):
    address = reverse("desk:served", args=[make_request(status=Status.DELIVERED).pk])
    page = anna.get(address).content.decode().replace("\u00a0", " ")
    assert "QR-код" in page
    assert "Следующий человек" in page
    assert client_of("stranger").get(address).status_code == 404
    early = make_request()
    assert anna.get(reverse("desk:served", args=[early.pk])).url == reverse("desk:request", args=[early.pk])
