"""The centre is suspended while somebody is typing: nothing is kept, and nothing that was typed is lost."""

import html

import pytest

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.network.rules import UnitStatus

TYPED = {
    "key": "abc",
    "service": "consulting",
    "kind": "person",
    "name": "Ким Людмила",
    "phone": "+7 912 555-01-02",
    "preferred_way": "phone",
    "need": "Хочу <помогать> по выходным",
}


@pytest.fixture
def closed(world):
    world.uralmash.apply(status=UnitStatus.LOCKED)
    return world.uralmash


@pytest.mark.parametrize("step", ["apply/", "apply/consent/", "requests/"])
def test_what_was_typed_is_shown_and_goes_to_another_centre(client, world, closed, step):
    answer = client.post(f"/centres/{closed.slug}/{step}", TYPED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Центр сейчас не принимает заявки" in page
    assert html.escape(TYPED["need"]) in page
    assert f'action="/centres/{world.vtoroy.slug}/apply/"' in page
    assert world.novosibirsk.name not in page, "of another region"
    assert not ServiceRequest.objects.exists()
    there = client.post(f"/centres/{world.vtoroy.slug}/apply/", {k: v for k, v in TYPED.items() if k != "key"})
    assert there.status_code == 200
    assert html.escape(TYPED["need"]) in there.content.decode()


def test_nothing_typed_is_no_page(client, closed):
    assert client.get(f"/centres/{closed.slug}/apply/").status_code == 404
    assert client.post("/centres/net-takogo/apply/consent/", TYPED).status_code == 404
