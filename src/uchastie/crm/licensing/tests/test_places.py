"""The checklist of the premises, the look at the public page, what to know of the place."""

import io

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.licensing import actions, queries
from uchastie.crm.licensing.models import PremisesCheck
from uchastie.crm.licensing.rules import Item, PageFacts, missing_of_page
from uchastie.crm.licensing.tests.world import a_picture
from uchastie.kernel.errors import Conflict, Denied, Refusal


@pytest.fixture
def employee(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.mark.ledger("A69")
def test_what_can_be_seen_is_ready_with_a_picture(world, employee, client_of):
    unit = world.uralmash
    with pytest.raises(Refusal) as refused:
        actions.mark_item(employee, unit, item=Item.CONSULTING_AREA, ready=True)
    assert refused.value.field == "photo"
    actions.mark_item(employee, unit, item=Item.CONSULTING_AREA, ready=False, note="Ждём стол")
    row = actions.mark_item(employee, unit, item=Item.CONSULTING_AREA, ready=True, photo=a_picture())
    assert (row.ready, row.checked_by_id) == (True, employee.id)
    again = actions.mark_item(employee, unit, item=Item.CONSULTING_AREA, ready=True, photo=a_picture())
    assert PremisesCheck.objects.count() == StoredFile.objects.count() == 1
    for who, status in ((Role.CENTRE_HEAD, 200), (Role.REGION_COORDINATOR, 200), ("stranger", 404)):
        assert client_of(who).get(f"/files/{again.photo_id}/").status_code == status


def test_a_paper_is_no_picture(world, employee):
    paper = io.BytesIO(b"%PDF-1.7 hello")
    paper.name = "снимок.pdf"
    with pytest.raises(Refusal) as refused:
        actions.mark_item(employee, world.uralmash, item=Item.POSTER, ready=True, photo=paper)
    assert refused.value.field == "photo"
    assert not StoredFile.objects.exists()


@pytest.mark.ledger("A71")
def test_methods_are_read_without_a_picture(world, employee, actor_of):
    assert actions.mark_item(employee, world.uralmash, item=Item.METHODS, ready=True).ready
    for who in (Role.REGION_COORDINATOR, "stranger", Role.FEDERAL_MANAGER):
        with pytest.raises(Denied):
            actions.mark_item(actor_of(who), world.uralmash, item=Item.METHODS, ready=True)


def test_the_page_is_looked_through_with_its_day(world, employee):
    unit = world.uralmash
    missing = missing_of_page(queries.page_facts(unit))
    assert missing == ("адрес почты", "как пройти", "хотя бы одно помещение")
    row = actions.check_page(employee, unit)
    assert (row.ready, row.note) == (False, "адрес почты, как пройти, хотя бы одно помещение")
    assert queries.list_checks(unit)[1] == row


def test_a_whole_page_lacks_nothing():
    assert missing_of_page(PageFacts(True, True, True, True, True, True, True, True, 4)) == ()


@pytest.mark.ledger("A72")
def test_each_level_writes_of_its_own_place(world, actor_of):
    head, coordinator, federal = (
        actor_of(role) for role in (Role.CENTRE_HEAD, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER)
    )
    actions.write_note(federal, world.federal, text="Единый портал")
    actions.write_note(coordinator, world.region, text="Гранты весной")
    own = actions.write_note(head, world.uralmash, text="Отряд при школе")
    with pytest.raises(Denied):
        actions.write_note(head, world.region, text="чужое")
    with pytest.raises(Denied):
        actions.write_note(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, text="чужое")
    with pytest.raises(Conflict):
        actions.write_note(head, world.uralmash, text="второй раз", version=own.version + 1)
    seen = queries.list_notes(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash)
    assert [place.note.text for place in seen] == ["Единый портал", "Гранты весной", "Отряд при школе"]
    assert not any(place.may_write for place in seen)


@pytest.mark.ledger("A70")
def test_the_page_names_who_is_to_be_trained(world, client_of):
    page = client_of(Role.CENTRE_HEAD).get("/premises/uralmash/").content.decode()
    assert "Кого обучить" in page
    assert "стандарты обслуживания" in page


def test_a_refused_mark_keeps_its_words(world, client_of):
    answer = client_of(Role.CENTRE_EMPLOYEE).post(
        "/premises/uralmash/check/", {"item": "poster", "ready": "yes", "note": "у двери"}
    )
    assert answer.status_code == 422
    assert "у двери" in answer.content.decode()
