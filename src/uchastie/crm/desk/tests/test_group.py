"""A consultation of a group: a request and a delivery for each name, a number for the rest, all or nobody."""

import pytest
from django.urls import reverse
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.actions import Done, Gathering, serve_group
from uchastie.crm.desk.models import Delivery, Draft, Group, ServiceRequest
from uchastie.crm.desk.rules import GROUP_LIMIT, Format, Status
from uchastie.crm.desk.rules.gathering import Participant, read_list, require_group, without_repeats
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.people.actions import register
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

DONE = Done(format=Format.IN_PERSON, minutes=40, outcome="Рассказали о проектах", all_steps=True)
KEY = "00000000000070008000000000000002"
VERA = Participant("Ларина Вера Павловна", "8 912 345-67-89")
PETR = Participant("Орлов Пётр", email="petr@example.org")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ларина Вера", ("Ларина Вера", "", "", "")),
        ("1. Ларина Вера, 8 912 345-67-89, 96002534", ("Ларина Вера", "8 912 345-67-89", "", "96002534")),
        (
            "12) Орлов Пётр;+7 (343) 300-00-00;petr@primer.ru",
            ("Орлов Пётр", "+7 (343) 300-00-00", "petr@primer.ru", ""),
        ),
        ("Орлова Анна\t89121234567", ("Орлова Анна", "89121234567", "", "")),
        ("Школа № 98, 83430000098", ("Школа № 98", "83430000098", "", "")),
        ("5551234567 Ким Ольга", ("Ким Ольга", "", "", "5551234567")),
        ("ID 96002534 Ким", ("Ким", "", "", "ID 96002534")),
    ],
)
def test_a_line_is_read_as_people_write_it(line, expected):
    (read,) = read_list(line + "\n\n")
    assert (read.name, read.phone, read.email, read.volunteer_id) == expected


def test_the_same_person_twice_is_once():
    rows = [VERA, Participant("вера павловна ларина", "+7 (912) 345 67 89"), PETR]
    assert without_repeats(rows) == [VERA, PETR]


@pytest.mark.parametrize(
    ("named", "unnamed", "code"),
    [([], 20, "nobody"), ([VERA], 0, "not_a_group"), ([VERA, VERA], 0, "twice"), ([VERA], 501, "too_many")],
)
def test_what_is_no_group_is_refused(named, unnamed, code):
    with pytest.raises(Refusal, match=code):
        require_group(named, unnamed)


def test_fifty_one_are_too_many():
    crowd = [Participant(f"Человек {number}") for number in range(GROUP_LIMIT + 1)]
    require_group(crowd[:-1], 0)
    with pytest.raises(Refusal, match="too_many"):
        require_group(crowd, 0)


@pytest.fixture
def serve(world, actor_of):
    def go(*named, unnamed=0, key=KEY, who=Role.CENTRE_EMPLOYEE, service_code="informing", done=DONE):
        return serve_group(
            actor=actor_of(who),
            unit=world.uralmash,
            service_code=service_code,
            gathering=Gathering(named, unnamed),
            done=done,
            key=key,
        )

    return go


@pytest.mark.ledger("A20", "A44")
def test_everyone_with_a_name_has_a_request_and_an_invitation(serve):
    group = serve(VERA, PETR, unnamed=7)
    assert (group.unnamed, Delivery.objects.filter(group=group).count()) == (7, 2)
    for request in ServiceRequest.objects.all():
        assert request.status == Status.DELIVERED
        assert request.delivery.outcome == DONE.outcome
        assert request.delivery.regulation_id == group.regulation_id
        told = list(notifications.list_about(request.pk))
        assert any(message.event == "review_invited" for message in told)


def test_a_mistake_in_one_line_leaves_nothing_and_names_whose_it_is(serve):
    with pytest.raises(Refusal) as refused:
        serve(VERA, Participant("Ким Ольга", "12345"))
    assert refused.value.field == "people"
    assert "Ким Ольга" in refused.value.message
    assert not ServiceRequest.objects.exists()
    assert not Group.objects.exists()


def test_what_is_wrong_with_the_group_is_said_of_the_group(serve):
    with pytest.raises(Refusal) as refused:
        serve(VERA, PETR, done=Done(format=Format.IN_PERSON))
    assert (refused.value.field, "Ларина" in refused.value.message) == ("exemption", False)


def test_the_same_key_twice_is_one_group_and_with_others_a_conflict(serve):
    assert serve(VERA, PETR) == serve(VERA, PETR)
    assert (Group.objects.count(), ServiceRequest.objects.count()) == (1, 2)
    with pytest.raises(Conflict, match="key_reused"):
        serve(VERA, PETR, unnamed=1)


@pytest.mark.parametrize("who", ["stranger", Role.FEDERAL_ANALYST, Role.BENEFICIARY])
def test_only_the_staff_of_the_centre_serve_groups(serve, who):
    with pytest.raises(NotSeen):
        serve(VERA, PETR, who=who)


def test_a_stranger_taken_by_an_id_alone_stops_the_group(serve, world):
    stranger = make_person(world.novosibirsk, name="Чужой Человек", phone="+79130000001")
    with pytest.raises(Refusal, match="person_not_found"):
        serve(VERA, Participant(beneficiary_id=stranger.pk))
    assert serve(VERA, Participant(beneficiary_id=stranger.pk, phone="89130000001"))


class TestPage:
    ROWS = {
        "row_id": ["", ""],
        "row_name": ["Ларина Вера Павловна", "Ким Ольга"],
        "row_phone": ["8 912 345-67-89", ""],
        "row_email": ["", ""],
        "row_volunteer": ["", ""],
    }
    DATA = {"key": KEY, "service": "informing", "all_steps": "on", "consent": "oral", "unnamed": "3", **ROWS}

    @pytest.fixture
    def anna(self, client_of):
        return client_of(Role.CENTRE_EMPLOYEE)

    def test_a_pasted_list_is_read_looked_over_and_saved(self, anna):
        text = "Ларина Вера, 8 912 345-67-89\nвера ларина; +79123456789\nКим Ольга"
        page = anna.post(reverse("desk:group"), {"key": KEY, "parse": "1", "people": text}).content.decode()
        assert "2 человека" in page.replace("\u00a0", " ")
        assert "Повторы убраны: 1" in page.replace("\u00a0", " ")
        answer = anna.post(reverse("desk:group"), self.DATA, follow=True)
        assert "Группа: 5 человек" in answer.content.decode().replace("\u00a0", " ")
        assert not Draft.objects.exists()

    def test_a_wrongly_added_one_is_taken_away(self, anna):
        page = anna.post(reverse("desk:group_people"), self.DATA | {"remove": "0"}).content.decode()
        assert "Ларина" not in page
        assert "Ким Ольга" in page
        assert not ServiceRequest.objects.exists()

    def test_a_found_one_is_taken_by_the_card(self, anna, world, actor_of):
        given = {"kind": Kind.PERSON, "name": "Берёзкина Тамара", "phone": "+79120000001", "preferred_way": Way.PHONE}
        known = register(actor_of(Role.CENTRE_EMPLOYEE), unit=world.uralmash, **given)
        page = anna.post(reverse("desk:group_people"), {"who": "берез", "look": "1"}).content.decode()
        assert f'name="take" value="{known.pk}"' in page
        page = anna.post(reverse("desk:group_people"), {"who": "берез", "take": str(known.pk)}).content.decode()
        assert "Берёзкина Тамара" in page
        assert f'name="row_id" value="{known.pk}"' in page

    def test_a_list_not_looked_over_is_not_lost(self, anna):
        answer = anna.post(reverse("desk:group"), self.DATA | {"people": "Орлов Пётр"})
        assert answer.status_code == 422
        assert "Орлов Пётр" in answer.content.decode()
        assert not Group.objects.exists()

    def test_an_error_keeps_everybody(self, anna):
        answer = anna.post(reverse("desk:group"), self.DATA | {"row_phone": ["123", ""]})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Ларина Вера Павловна: не хватает цифр" in page.replace("\u00a0", " ") or "Не хватает" in page
        assert 'value="Ким Ольга"' in page

    def test_the_members_are_seen_by_their_unit_and_its_region(self, anna, client_of):
        anna.post(reverse("desk:group"), self.DATA)
        address = reverse("desk:gathered", args=[Group.objects.get().pk])
        assert "Показать" in anna.get(address).content.decode() or "Код" in anna.get(address).content.decode()
        assert client_of(Role.REGION_COORDINATOR).get(address).status_code == 200
        assert client_of("stranger").get(address).status_code == 404
        card = reverse("desk:request", args=[ServiceRequest.objects.first().pk])
        assert address in anna.get(card).content.decode()

    @pytest.mark.parametrize("many", [3, 40])
    def test_the_list_costs_the_same(self, anna, many, django_assert_max_num_queries):
        lines = "\n".join(f"Человек {number}, 8 912 000-{number:02}-00" for number in range(many))
        with django_assert_max_num_queries(14):
            page = anna.post(reverse("desk:group_people"), {"parse": "1", "people": lines}).content.decode()
        assert page.count('name="row_id"') == many
