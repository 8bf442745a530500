"""The pages of the network's staff: filling the form wrong, colliding, counting queries."""

import re
from html import unescape
from typing import Any

import pytest
from tests.world import World, _centre

from uchastie.crm.accounts.actions import mark_installation
from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.search import make_text


def _filled(**changes: str) -> dict[str, str]:
    values = {
        "name": "Добро.Центр «Новый»",
        "region": "66",
        "town": "Екатеринбург",
        "address": "ул. Новая, 1",
        "place": "56.88, 60.58",
        "phone": "8 343 555 01 99",
        "host_inn": "6673000005",
        "territory": "65701000 Екатеринбург",
        "room_0_name": "Зал",
        "room_0_note": "1 этаж",
        "room_0_step_free": "on",
        **{f"day_{day}": "9–18" for day in range(5)},
        "day_5": "10–14",
    }
    return values | changes


def _as_shown(page: str) -> dict[str, str]:
    """What a browser would send if nothing were touched."""
    form = page[page.index('class="page"') :]
    inputs = re.findall(r"<input[^>]+>", form)
    sent = {_attribute(tag, "name"): _value(tag) for tag in inputs if _sent(tag)}
    areas = re.findall(r'<textarea[^>]+name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return sent | {name: unescape(text) for name, text in areas}


def _value(tag: str) -> str:
    return "on" if 'type="checkbox"' in tag else unescape(_attribute(tag, "value"))


def _sent(tag: str) -> bool:
    return 'type="checkbox"' not in tag or " checked" in tag


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def test_a_centre_is_opened_by_the_form(world: World, client_of: Any) -> None:
    client = client_of(Role.REGION_COORDINATOR)
    assert client.get("/network/new/").status_code == 200
    assert client.post("/network/new/", _filled()).url == "/network/units/novyy/"
    unit = Unit.objects.get(slug="novyy")
    assert (unit.phone, unit.latitude, unit.hours.count()) == ("+73435550199", 56.88, 6)
    page = client.get("/network/units/novyy/").content.decode()
    assert "пн–пт" in page
    assert "Зал, 1 этаж, без ступеней" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Название"),
        ({"name": "Ц" * 10000}, "Название"),
        ({"day_0": "завтра в 9"}, "Понедельник"),
        ({"place": "нигде"}, "Координаты"),
        ({"host_inn": "123"}, "ИНН"),
        ({"phone": "12"}, "Телефон"),
        ({"territory": "Екатеринбург"}, "Территория"),
        ({"email": "не адрес"}, "почты"),
        ({"region": "54"}, "Регион"),
    ],
)
def test_what_was_typed_comes_back_with_the_field_named(
    world: World, client_of: Any, changes: dict[str, str], words: str
) -> None:
    answer = client_of(Role.REGION_COORDINATOR).post("/network/new/", _filled(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page[page.index("Проверьте 1") :][:400]
    assert "ул. Новая, 1" in page
    assert not Unit.objects.filter(slug="novyy").exists()


def test_what_people_type_is_text(world: World, client_of: Any) -> None:
    client = client_of(Role.ADMIN)
    client.post("/network/new/", _filled(name="<script>alert(1)</script> 😀"))
    page = client.get("/network/?region=66").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_two_editors_collide_on_the_page(world: World, client_of: Any) -> None:
    first, second = client_of(Role.CENTRE_HEAD), client_of(Role.REGION_COORDINATOR)
    version = str(world.uralmash.version)
    assert "ул. Победы" in first.get("/network/units/uralmash/edit/").content.decode()
    assert first.post("/network/units/uralmash/edit/", _filled(version=version)).status_code == 302
    late = second.post("/network/units/uralmash/edit/", _filled(version=version, address="ул. Поздняя, 2"))
    assert late.status_code == 409
    assert "ул. Поздняя, 2" in late.content.decode(), "nothing typed is lost"
    assert "запись изменили" in late.content.decode()


def test_a_form_that_is_saved_untouched_changes_nothing(world: World, client_of: Any) -> None:
    client = client_of(Role.CENTRE_HEAD)
    client.post("/network/units/uralmash/edit/", _filled(version="1"))
    sent = _as_shown(client.get("/network/units/uralmash/edit/").content.decode())
    assert sent["day_5"] == "10:00–14:00"
    before = Unit.objects.values("name", "town", "phone", "latitude", "tz").get(slug="uralmash")
    assert client.post("/network/units/uralmash/edit/", sent).status_code == 302
    unit = Unit.objects.get(slug="uralmash")
    assert {name: getattr(unit, name) for name in before} == before
    assert (unit.hours.count(), unit.premises.count(), unit.territory.count()) == (6, 1, 1)


@pytest.mark.parametrize("text", ["новый", "60.5", "' OR 1=1 --", "%", "😀", "а" * 300])
def test_searching_for_anything(world: World, client_of: Any, text: str) -> None:
    assert client_of(Role.ADMIN).get("/network/", {"text": text}).status_code == 200


def test_a_cursor_that_cannot_be_read(world: World, client_of: Any) -> None:
    answer = client_of(Role.CENTRE_HEAD).get("/network/", {"after": "garbage", "region": "66"})
    assert answer.status_code == 422


def test_pages_of_the_list(world: World, client_of: Any) -> None:
    for number in range(60):
        _centre(f"c{number:02d}", world.region, world.region.region, f"Центр {number:02d}")
    client = client_of(Role.REGION_COORDINATOR)
    first = client.get("/network/").content.decode()
    assert len(re.findall(r'class="unit" href="/network/units/(?!66|r66|ekaterinburg)', first)) == 50
    following = unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])  # type: ignore[index]
    second = client.get(following).content.decode()
    assert len(re.findall(r'class="unit" href="/network/units/(?!66|r66|ekaterinburg)', second)) == 12
    assert 'rel="next"' not in second


@pytest.mark.parametrize("rows", [10, 60])
def test_lists_cost_the_same(world: World, client_of: Any, django_assert_max_num_queries: Any, rows: int) -> None:
    for number in range(rows):
        unit = _centre(f"c{number:02d}", world.region, world.region.region, f"Центр {number:02d}")
        Unit.objects.filter(pk=unit.pk).update(search_text=make_text(unit.name))
    mark_installation(demo=False)
    client = client_of(Role.REGION_COORDINATOR)
    for address in ("/network/", "/network/?text=центр", "/network/units/uralmash/"):
        client.get(address)
        with django_assert_max_num_queries(14):
            client.get(address)


def test_one_s_own_name(world: World, client_of: Any) -> None:
    client = client_of(Role.CENTRE_EMPLOYEE)
    assert client.post("/me/name/", {"name": "  Анна   Ковалёва "}).status_code == 302
    assert "Анна Ковалёва" in client.get("/me/").content.decode()
    assert client.post("/me/name/", {"name": "7"}).status_code == 422
