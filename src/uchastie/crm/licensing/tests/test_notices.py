"""Who hears of applications and sets; what happens to a form that was open when the licence stopped."""

import datetime as dt

import pytest
from django.apps import apps
from django.test import Client

from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing import actions, queries
from uchastie.crm.licensing.tests.world import SIX, active, apply
from uchastie.crm.network import queries as units
from uchastie.crm.network.models import Assignment
from uchastie.crm.notifications.models import Message
from uchastie.crm.training import queries as training
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

REGION, FEDERAL, HEAD = Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER, Role.CENTRE_HEAD


def told(event, user):
    return Message.objects.filter(event=event, recipient_id=user.pk, channel="cabinet").order_by("created_at", "pk")


@pytest.mark.ledger("A62")
def test_the_region_hears_of_a_new_application_once(world, client_of):
    first = apply(world, key="k1")
    assert apply(world, key="k1").pk == first.pk
    (message,) = told("licence_applied", world.user(REGION))
    assert "Кушва" in message.body
    assert "Савельев" not in message.body + message.subject
    assert client_of(REGION).get(message.url).status_code == 200
    assert not told("licence_applied", world.user(FEDERAL)).exists()


def test_where_nobody_coordinates_the_federal_team_hears(world):
    Assignment.objects.filter(role=REGION).update(ended_at=clock.now())
    apply(world)
    assert told("licence_applied", world.user(FEDERAL)).count() == 1


@pytest.mark.ledger("A62")
def test_the_applicant_gets_every_answer_by_letter(world, actor_of):
    coordinator = actor_of(REGION)
    licence = apply(world)
    actions.review_licence(actor=coordinator, licence_id=licence.pk, approve=True)
    refused = apply(world, contact_email="other@example.org")
    actions.review_licence(actor=coordinator, licence_id=refused.pk, approve=False, reason="Нет помещения")
    letters = Message.objects.filter(channel="email", event__startswith="licence-").order_by("created_at", "pk")
    assert [(row.event, row.address) for row in letters] == [
        ("licence-applied", "artem@example.org"),
        ("licence-reviewed", "artem@example.org"),
        ("licence-applied", "other@example.org"),
        ("licence-declined", "other@example.org"),
    ]
    assert "Нет помещения" in letters.last().body


@pytest.mark.ledger("A29")
def test_a_set_is_told_to_the_region_and_its_answer_to_the_head(world, actor_of, client_of):
    unit, head = world.uralmash, actor_of(HEAD)
    for approve in (False, True):
        actions.save_choice(head, unit, codes=SIX if approve else [*SIX, "eco"])
        actions.submit_set(head, unit)
        actions.decide_set(actor_of(REGION), unit, approved=approve, reason="" if approve else "Уберите эко")
    sent = told("set_submitted", world.user(REGION))
    assert sent.count() == 2
    assert client_of(REGION).get(sent[0].url).status_code == 200
    returned, approved = told("set_decided", world.user(HEAD))
    assert "Уберите эко" in returned.body
    assert "утверждён" in approved.subject


def test_a_licence_that_stops_while_the_forms_are_open_takes_nothing_in(world, actor_of, client_of):
    coordinator = actor_of(REGION)
    licence, head = active(world, coordinator, actor_of(FEDERAL), units.actor_of)
    unit, mine, citizen = licence.unit, client_of(head), Client()
    assert citizen.get(f"/centres/{unit.slug}/apply/?service=first-aid").status_code == 200
    assert mine.get(f"/licensing/{unit.slug}/builder/choice/").status_code == 200
    actions.suspend_licence(actor=coordinator, licence_id=licence.pk, reason="Нет помещения")

    data = {"service": "first-aid", "name": "Вера Ларина", "phone": "+7 912 345-67-89", "need": "Научиться"}
    refused = citizen.post(f"/centres/{unit.slug}/apply/consent/", data)
    assert refused.status_code == 409
    assert "Вера Ларина" in refused.content.decode()
    assert not apps.get_model("desk", "ServiceRequest").objects.filter(unit=unit).exists()
    before = queries.open_set(unit)
    answer = mine.post(f"/licensing/{unit.slug}/set/choice/", {"codes": ["eco", *SIX], "version": ""})
    assert answer.status_code in {302, 422}
    assert queries.open_set(unit) == before

    actions.resume_licence(actor=coordinator, licence_id=licence.pk)
    assert citizen.get(f"/centres/{unit.slug}/apply/?service=first-aid").status_code == 200
    actions.save_choice(units.actor_of(head), unit, codes=["eco", *SIX])


def test_a_set_changed_by_the_federal_team_does_not_end_what_is_sent(world, actor_of):
    """The draft that waits is judged against what is in force when it is decided."""
    unit, head = world.uralmash, actor_of(HEAD)
    actions.save_choice(head, unit, codes=SIX)
    actions.submit_set(head, unit)
    actions.set_offers(SYSTEM, unit, ["eco"])
    assert set(queries.list_chosen_codes(unit)) == {"eco"}
    done = actions.decide_set(actor_of(REGION), unit, approved=True)
    assert set(queries.list_chosen_codes(unit)) == set(SIX)
    assert (done.state, done.number) == ("approved", 3)


@pytest.mark.ledger("A70", "A87")
def test_a_service_taken_later_joins_the_plan_of_training_with_its_own_days(world):
    unit, employee = world.uralmash, world.user(Role.CENTRE_EMPLOYEE)
    Assignment.objects.filter(user=employee).update(since=clock.now() - dt.timedelta(days=300))
    before = {one.service for one in training.get_learner(SYSTEM, unit, employee.pk).readings}
    actions.set_offers(SYSTEM, unit, ["eco"])
    taken = next(one for one in training.get_learner(SYSTEM, unit, employee.pk).readings if one.service == "eco")
    assert taken.term.due_on == clock.today(unit.zone) + dt.timedelta(days=30)
    assert not taken.term.known
    actions.set_offers(SYSTEM, unit, [])
    assert {one.service for one in training.get_learner(SYSTEM, unit, employee.pk).readings} == before
