"""«Мои полезные действия»: the own word, taken back by nobody else."""

import pytest
from django.urls import reverse
from tests.pages.own import open_card, open_card_of
from tests.world import Citizen, make_person, make_request, sign_in
from tests.world_platform import make_mark

from uchastie.crm.platform.models import UsefulMark
from uchastie.kernel import clock

ADDRESS = "vera@example.org"


@pytest.mark.ledger("A104")
def test_a_person_says_what_was_done_and_unsays_it(world):
    request = make_request(world.uralmash)
    open_card(request, ADDRESS)
    client = sign_in(Citizen(ADDRESS))
    typed = {"kind": "blood", "day": f"{clock.today(world.uralmash.zone)}"}
    assert client.post(reverse("cabinet:useful"), typed).status_code == 302
    assert client.post(reverse("cabinet:useful"), typed).status_code == 302
    mark = UsefulMark.objects.get()
    assert (mark.person, mark.unit, mark.source, mark.made_by) == (request.beneficiary, world.uralmash, "self", None)
    assert "Донорство" in client.get(reverse("cabinet:useful")).content.decode()
    assert client.post(reverse("cabinet:useful_removal", args=[mark.pk])).status_code == 302
    assert not UsefulMark.objects.filter(cancelled_at=None).exists()


def test_wrong_entries_come_back_with_what_was_typed(world):
    open_card(make_request(world.uralmash), ADDRESS)
    client = sign_in(Citizen(ADDRESS))
    answer = client.post(reverse("cabinet:useful"), {"kind": "blood", "day": "2100-01-01"})
    assert answer.status_code == 422
    assert 'value="2100-01-01"' in answer.content.decode()
    assert client.post(reverse("cabinet:useful"), {"day": "вчера"}).status_code == 422
    assert not UsefulMark.objects.exists()


def test_nobody_unsays_what_another_said(world):
    open_card(make_request(world.uralmash), ADDRESS)
    client = sign_in(Citizen(ADDRESS))
    other = make_mark(world.uralmash, make_person(world.uralmash, phone="+79125550088"), source="self")
    assert client.post(reverse("cabinet:useful_removal", args=[other.pk])).status_code == 404


def test_who_has_turned_to_no_centre_is_told_where_to_begin(world):
    open_card_of(make_person(world.uralmash), ADDRESS)
    client = sign_in(Citizen(ADDRESS))
    assert "Найти центр" in client.get(reverse("cabinet:useful")).content.decode()
    client.post(reverse("cabinet:useful"), {"kind": "blood", "day": f"{clock.today(world.uralmash.zone)}"})
    assert not UsefulMark.objects.exists()
