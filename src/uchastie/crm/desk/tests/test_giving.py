"""What must be read before a delivery, what is given with it, and the act that says so."""

import re

import pytest
from tests.world import a_master_code

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.rules import Format, Status
from uchastie.crm.knowledge import actions as knowledge
from uchastie.crm.knowledge import queries as handouts
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.training import actions as training
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen, Refusal

EMPLOYEE = Role.CENTRE_EMPLOYEE
DONE = Done(Format.IN_PERSON, minutes=30, all_steps=True)


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


@pytest.fixture
def master_request(world, make_request):
    return make_request(status=Status.CONTACTED, service=a_master_code())


@pytest.mark.ledger("A33")
def test_a_master_service_is_delivered_after_its_regulation_was_read(world, actor_of, client_of, master_request):
    employee, client = actor_of(EMPLOYEE), client_of(EMPLOYEE)
    address = f"/desk/requests/{master_request.pk}/"
    assert "Сначала прочитайте регламент" in text(client.get(address))
    with pytest.raises(Refusal) as refused:
        actions.deliver(actor=employee, request_id=master_request.pk, version=None, done=DONE)
    assert refused.value.code == "must_read"
    training.confirm_reading(employee, regulation=master_request.regulation)
    assert "Сначала прочитайте регламент" not in text(client.get(address))
    assert actions.deliver(actor=employee, request_id=master_request.pk, version=None, done=DONE).delivered_at


def test_what_is_typed_at_the_delivery_is_kept_when_the_regulation_is_not_read(client_of, master_request):
    data = {"format": "in_person", "outcome": "Составили план на год", "all_steps": "on"}
    answer = client_of(EMPLOYEE).post(f"/desk/requests/{master_request.pk}/delivery/", data)
    assert answer.status_code == 422
    assert "Составили план на год" in answer.content.decode()


@pytest.mark.ledger("A8")
def test_an_owner_without_training_is_a_warning_and_no_obstacle(world, actor_of, client_of, make_request):
    employee = world.user(EMPLOYEE)
    request = make_request(status=Status.CONTACTED, service="informing", assignee=employee)
    address = f"/desk/requests/{request.pk}/"
    assert "Нет отметки об обучении" in text(client_of(EMPLOYEE).get(address))
    assert actions.deliver(actor=actor_of(EMPLOYEE), request_id=request.pk, version=None, done=DONE).delivered_at


def some_handout(request) -> Handout:
    return handouts.list_handouts(request.unit, service_code=request.service_id)[0]


@pytest.mark.ledger("A73")
def test_handouts_are_noted_once_and_shown_to_the_person(client, client_of, make_request):
    request = make_request(status=Status.DELIVERED)
    handout, staff = some_handout(request), client_of(EMPLOYEE)
    for _ in range(2):
        staff.post(f"/desk/requests/{request.pk}/handouts/", {"handout": [str(handout.pk), "not-a-handout"]})
    assert [row.handout for row in queries.list_given(request.pk)] == [handout]
    own = client.get(f"/s/{queries.status_token(request.pk)}/")
    assert f"/handouts/{handout.pk}/" in own.content.decode()
    staff.post(f"/desk/requests/{request.pk}/handouts/", {})
    assert queries.list_given(request.pk) == []


@pytest.mark.ledger("A73")
def test_the_way_of_giving_is_noted_shown_and_counted(client, client_of, make_request):
    staff = client_of(EMPLOYEE)
    for way, times in (("link", 2), ("qr", 1), ("print", 1)):
        for _ in range(times):
            request = make_request(status=Status.DELIVERED)
            handout = some_handout(request)
            staff.post(f"/desk/requests/{request.pk}/handouts/", {"handout": [str(handout.pk)], "way": way})
    assert [row.way for row in queries.list_given(request.pk)] == ["print"]
    assert "отдали на бумаге" in text(staff.get(f"/desk/requests/{request.pk}/"))
    assert "Отдали 4 раза: на бумаге — 1, кодом с экрана — 1, ссылкой — 2" in text(
        staff.get(f"/handouts/{handout.pk}/")
    )
    assert "Отдали" not in text(client.get(f"/handouts/{handout.pk}/")), "not told to citizens"


def test_a_way_nobody_knows_is_paper(client_of, make_request):
    request = make_request(status=Status.DELIVERED)
    data = {"handout": [str(some_handout(request).pk)], "way": "<b>"}
    client_of(EMPLOYEE).post(f"/desk/requests/{request.pk}/handouts/", data)
    assert [row.way for row in queries.list_given(request.pk)] == ["print"]


def test_a_handout_of_another_centre_cannot_be_given(world, actor_of, make_request):
    request = make_request(status=Status.DELIVERED)
    foreign = knowledge.write_handout(SYSTEM, unit=world.vtoroy, title="Чужая", text="текст")
    actions.note_handouts(actor=actor_of(EMPLOYEE), request_id=request.pk, handout_ids=[foreign.pk])
    assert queries.list_given(request.pk) == []


def test_an_archived_handout_stays_where_it_was_given(actor_of, make_request):
    request = make_request(status=Status.DELIVERED)
    handout = some_handout(request)
    actions.note_handouts(actor=actor_of(EMPLOYEE), request_id=request.pk, handout_ids=[handout.pk])
    knowledge.archive_handout(SYSTEM, handout_id=handout.pk, archived=True)
    assert [choice.given for choice in queries.list_to_give(request) if choice.handout == handout] == [True]


def test_the_act_is_a_paper_with_what_was_done(world, actor_of, client_of, make_request):
    request = make_request(status=Status.CONTACTED, service="informing")
    assert client_of(EMPLOYEE).get(f"/desk/requests/{request.pk}/act/").status_code == 422
    actions.deliver(actor=actor_of(EMPLOYEE), request_id=request.pk, version=None, done=DONE)
    paper = client_of(EMPLOYEE).get(f"/desk/requests/{request.pk}/act/")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert request.beneficiary.name.split()[0] not in paper["Content-Disposition"]
    facts = dict(queries.get_act(queries.get_request(SYSTEM, request.pk))["facts"])
    assert (facts["Заявка"], facts["Кому оказан"], facts["Сколько"]) == (
        request.number,
        request.beneficiary.name,
        "30\xa0минут",
    )


def test_a_neighbour_takes_no_act(actor_of, client_of, make_request):
    request = make_request(status=Status.DELIVERED)
    assert client_of("stranger").get(f"/desk/requests/{request.pk}/act/").status_code == 404
    with pytest.raises(NotSeen):
        actions.note_handouts(actor=actor_of("stranger"), request_id=request.pk, handout_ids=[])
