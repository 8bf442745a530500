"""Pages: one tap, what comes back when it was wrong, what others see, what they cost."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.world import make_person, sign_in
from tests.world_platform import make_community, make_mark, make_placement, make_question, make_reading

from uchastie.crm.accounts.rules import Role
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Kind, Way
from uchastie.crm.platform.models import Placement, Question, Reading, UsefulMark
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM


@pytest.fixture
def client(world):
    return sign_in(world.user(Role.CENTRE_EMPLOYEE))


@pytest.fixture
def unit(world):
    return world.uralmash


def address(name, unit):
    return reverse(f"platform:{name}", args=[unit.slug])


@pytest.mark.ledger("A100")
def test_one_tap_writes_a_question_and_a_double_click_writes_one(client, unit):
    typed = {"topic": "university", "count": "4", "home": "1", "key": "a" * 32}
    for _ in range(2):
        assert client.post(address("questions", unit), typed)["Location"] == address("centre", unit)
    assert Question.objects.get().count == 4
    shown = client.get(address("centre", unit)).content.decode()
    assert "ответили на 4 из 4" in shown


def test_an_unknown_topic_comes_back_with_words(client, unit):
    answer = client.post(address("questions", unit), {"topic": "nothing", "count": "7"})
    assert answer.status_code == 422
    assert 'value="7"' in answer.content.decode()


def test_a_fall_is_told_plainly_and_written(client, unit):
    local = make_community(unit)
    make_reading(local, 41, days_ago=20)
    typed = {"day": f"{clock.today(unit.zone)}", f"n_{local.pk.hex}": "38", f"all_{local.pk.hex}": ""}
    answer = client.post(address("readings", unit), typed, follow=True)
    assert "меньше на 3" in answer.content.decode()
    assert Reading.objects.order_by("-day").first().active == 38
    empty = client.post(address("readings", unit), typed | {f"n_{local.pk.hex}": ""})
    assert empty.status_code == 422
    assert "хотя бы одно число" in empty.content.decode()


@pytest.mark.ledger("A85")
def test_a_poster_is_proved_by_a_picture_that_the_region_may_open(client, world, unit):
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    typed = {"kind": "poster", "since": f"{clock.today(unit.zone)}", "note": "У входа", "key": "b" * 32}
    refused = client.post(address("placement_new", unit), typed)
    assert refused.status_code == 422
    assert "У входа" in refused.content.decode()
    typed["photo"] = SimpleUploadedFile("плакат.jpg", file.getvalue())
    assert client.post(address("placement_new", unit), typed).status_code == 302
    picture = reverse("documents:file", args=[Placement.objects.get().photo_id])
    assert sign_in(world.user(Role.REGION_COORDINATOR)).get(picture).status_code == 200
    assert sign_in(world.stranger).get(picture).status_code == 404


def test_one_of_several_people_is_chosen_before_the_mark(client, unit):
    who = {"unit": unit, "kind": Kind.PERSON, "preferred_way": Way.PHONE}
    people.register(SYSTEM, name="Ларина Вера", phone="+79125550031", **who)
    other = people.register(SYSTEM, name="Ларина Анна", phone="+79125550032", **who)
    typed = {"text": "Ларина", "kind": "news", "day": f"{clock.today(unit.zone)}"}
    asked = client.post(address("useful", unit), typed)
    assert "Кого отметить" in asked.content.decode()
    assert not UsefulMark.objects.exists()
    client.post(address("useful", unit), typed | {"person": f"{other.pk}"})
    assert UsefulMark.objects.get().person == other
    unknown = client.post(address("useful", unit), typed | {"text": "Никто"})
    assert unknown.status_code == 422
    assert "центр не знает" in unknown.content.decode()


@pytest.mark.ledger("A78")
def test_the_service_shows_where_the_neighbours_are(world, unit):
    from django.test import Client

    page = reverse("licensing:service", args=[unit.slug, "dobro-vzaimno"])
    assert "Соседи рядом" not in Client().get(page).content.decode()
    local = make_community(unit)
    make_community(unit, closed_on=clock.today(unit.zone), name="Прежние соседи")
    shown = Client().get(page).content.decode()
    assert local.url in shown
    assert "Прежние соседи" not in shown
    other = reverse("licensing:service", args=[unit.slug, "informing"])
    assert local.url not in Client().get(other).content.decode()


def test_a_person_card_tells_useful_actions(client, unit):
    person = make_person(unit)
    make_mark(unit, person, kind="blood")
    assert "Донорство" in client.get(reverse("people:person", args=[person.pk])).content.decode()


@pytest.mark.parametrize("name", ["centre", "questions", "useful", "history"])
def test_pages_cost_the_same_for_ten_rows_and_a_hundred(client, unit, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    community = make_community(unit)
    costs = []
    for rows in (10, 90):
        for place in range(rows):
            make_question(unit, days_ago=place % 60)
            make_mark(unit, make_person(unit, phone=f"+7912{rows:03}{place:04}"))
            make_reading(community, 5, days_ago=rows + place)
            if place < 5:
                make_placement(unit)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address(name, unit)).status_code == 200
        costs.append(len(found))
    assert costs[0] == costs[1] <= 25
