"""Codes to print: made by the head, stable, not to be guessed; the poster (A41)."""

import re

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents.tests.paper_text import text_of
from uchastie.crm.feedback import actions, queries
from uchastie.crm.feedback.models import Place
from uchastie.crm.feedback.rules import CODE, PlaceKind
from uchastie.crm.network.models import Premises
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Denied, Refusal


def test_a_place_keeps_its_code(world, place):
    again = actions.make_place(actor=SYSTEM, unit=world.uralmash, kind=PlaceKind.CENTRE)
    assert (again.pk, again.code) == (place.pk, place.code)
    assert CODE.fullmatch(place.code)


def test_after_revocation_a_new_code_is_made(world, place):
    actions.revoke_place(actor=SYSTEM, place_id=place.pk)
    actions.revoke_place(actor=SYSTEM, place_id=place.pk)
    assert actions.make_place(actor=SYSTEM, unit=world.uralmash, kind=PlaceKind.CENTRE).code != place.code


@pytest.mark.ledger("A41")
def test_codes_are_of_rooms_employees_and_services(world, client_of):
    room = Premises.objects.create(unit=world.uralmash, name="Зал на втором этаже")
    user = world.user(Role.CENTRE_EMPLOYEE)
    head = client_of(Role.CENTRE_HEAD)
    for target in (f"room:{room.pk}", f"employee:{user.pk}", "service:consulting", "centre:"):
        assert head.post("/feedback/places/", {"target": target}).status_code == 302
    labels = set(Place.objects.values_list("label", flat=True))
    assert {"Зал на втором этаже", user.name, world.uralmash.name} < labels
    assert Place.objects.count() == 4


@pytest.mark.parametrize("target", ["", "centre", "room:1", "employee:чужой", "service:eco", "нечто:"])
def test_a_code_of_what_is_not_here_is_refused(client_of, world, target):
    assert client_of(Role.CENTRE_HEAD).post("/feedback/places/", {"target": target}).status_code == 422


def test_a_room_of_another_centre_is_refused(world, actor_of):
    room = Premises.objects.create(unit=world.vtoroy, name="Чужой зал")
    with pytest.raises(Refusal, match="target"):
        actions.make_place(
            actor=actor_of(Role.CENTRE_HEAD), unit=world.uralmash, kind=PlaceKind.ROOM, target=str(room.pk)
        )


def test_an_employee_prints_but_does_not_make_or_revoke(client_of, actor_of, place):
    employee = client_of(Role.CENTRE_EMPLOYEE)
    assert employee.get(f"/feedback/places/{place.pk}/poster.pdf").status_code == 200
    with pytest.raises(Denied):
        actions.revoke_place(actor=actor_of(Role.CENTRE_EMPLOYEE), place_id=place.pk)


@pytest.mark.ledger("A41")
@pytest.mark.parametrize(("size", "page"), [("a4", (595, 842)), ("a5", (420, 595))])
def test_the_poster_has_one_sentence_and_a_large_code(client_of, place, size, page):
    answer = client_of(Role.CENTRE_HEAD).get(f"/feedback/places/{place.pk}/poster.pdf?size={size}")
    pdf = answer.content
    assert answer["Content-Type"] == "application/pdf"
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert (round(float(box[1])), round(float(box[2]))) == page
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    words = re.sub(r"\s", "", text_of(pdf))
    assert "Оцените,каквампомогли" in words
    assert f"/q/{place.code}/" in words


def test_the_code_without_its_margin_is_wider_than_80_millimetres(place):
    """Of the smaller sheet; the longest address we can imagine makes more modules and so a narrower margin."""
    import segno

    for url in (queries.place_url(place), "https://uchastie.nastoyashchiy-dlinnyy-adres.example/q/aaaaaaaaaa/"):
        modules = segno.make(url, error="q").symbol_size(border=0)[0]
        assert 96 * modules / (modules + 4) > 80


def test_the_code_leads_to_its_own_page(place, client):
    assert queries.place_url(place).endswith(f"/q/{place.code}/")
