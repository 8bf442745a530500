"""What carries those who take part; the words of a supervision stay with those who were there."""

import datetime as dt
import logging

import pytest
from django.db import IntegrityError, transaction
from tests.pages.own import open_to
from tests.world import actor, sign_in
from tests.world_roles import make_person, make_risk, make_role, make_session, staff_of

from uchastie.crm.accounts.rules import Role
from uchastie.crm.journal import queries as journal
from uchastie.crm.support import actions, queries
from uchastie.crm.support.actions import Given
from uchastie.crm.support.models import Compensation, Risk
from uchastie.kernel import clock, searching
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, NotSeen, Refusal
from uchastie.kernel.ids import new_id

SECRET = "секретканарейка о начальстве"


@pytest.mark.ledger("C21")
@pytest.mark.parametrize(
    "who", [Role.CENTRE_HEAD, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER, Role.ADMIN, "stranger"]
)
def test_a_supervisor_finds_no_notes_that_are_not_theirs(world, who):
    session = make_session(world.uralmash, note=SECRET)
    with pytest.raises(NotSeen):
        queries.get_session(actor(world.user(who)), session.pk)
    with pytest.raises(NotSeen):
        actions.write_note(actor=actor(world.user(who)), session_id=session.pk, text="Я тоже", key=new_id().hex)
    answer = sign_in(world.user(who)).get(f"/support/supervisions/{session.pk}/")
    assert answer.status_code in {403, 404}
    assert "секретканарейка" not in answer.content.decode()


def test_the_product_itself_opens_no_notes(world):
    with pytest.raises(NotSeen):
        queries.get_session(SYSTEM, make_session(world.uralmash).pk)


def test_the_head_sees_that_it_was_held_and_nothing_more(world):
    make_session(world.uralmash, note=SECRET)
    page = sign_in(world.user(Role.CENTRE_HEAD)).get("/support/supervisions/").content.decode()
    assert "заметки закрыты" in page
    assert "секретканарейка" not in page


def test_notes_leave_no_trace_in_search_journal_and_logs(world, caplog):
    caplog.set_level(logging.DEBUG)
    session = make_session(world.uralmash, note=SECRET)
    assert "секретканарейка" not in caplog.text
    told = [repr(entry) for entry in journal.list_entries(session.pk)]
    assert told
    assert not any("секретканарейка" in line for line in told)
    page = sign_in(world.user(Role.CENTRE_EMPLOYEE)).get("/search/?q=секретканарейка").content.decode()
    assert SECRET not in page
    assert not any("support" in str(one) for one in getattr(searching, "_sources", ()))


def test_those_who_were_there_read_and_write(world):
    person = make_person(world.uralmash)
    session = make_session(world.uralmash, make_role(world.uralmash, person=person), note="Было трудно")
    client = open_to(person, "vera@example.org")
    assert "Супервизия" in client.get("/my/").content.decode()
    assert "Было трудно" in client.get(f"/my/supervisions/{session.pk}/").content.decode()
    client.post(f"/my/supervisions/{session.pk}/", {"text": "Стало легче", "key": new_id().hex})
    page = sign_in(staff_of(world.uralmash)).get(f"/support/supervisions/{session.pk}/").content.decode()
    assert "Стало легче" in page
    other = open_to(make_person(world.uralmash, "Чужой Человек"), "else@example.org")
    assert other.get(f"/my/supervisions/{session.pk}/").status_code == 404


@pytest.mark.ledger("C19", "C20", "C21")
def test_support_of_people_and_of_staff_is_counted(world):
    unit, own = world.uralmash, staff_of(world.uralmash)
    role, today = make_role(unit), clock.today(unit.zone)
    key = new_id().hex
    given = Given("training", today, 60, "Учились вести встречу", form="по картинкам", skill="говорить о своём")
    for _ in range(2):  # a double click
        actions.log_support(actor=actor(own), unit=unit, given=given, key=key, role_id=role.pk)
    emotional = Given("training", today, 60, "Как слушать")
    actions.log_support(actor=actor(own), unit=unit, given=emotional, key=new_id().hex, user_id=own.pk)
    make_session(unit)
    held = queries.held(unit, (today, today))
    assert (held.trainings, held.people, held.staff, held.supervisions_staff) == (2, 1, 1, 1)
    assert {who.pk: learnt for who, _, learnt in queries.list_competence(actor(own), unit)}[own.pk] == 1


def test_a_sum_stands_on_a_paper_and_no_card_is_kept(world):
    unit, role = world.uralmash, make_role(world.uralmash)
    given = {
        "actor": actor(staff_of(unit)),
        "unit": unit,
        "role_id": role.pk,
        "need": "Дорога",
        "done": "Возместили билет",
        "on": clock.today(unit.zone),
    }
    with pytest.raises(Refusal, match="document"):
        actions.note_compensation(**given, amount=120, key=new_id().hex)
    with pytest.raises(Refusal, match="card"):
        actions.note_compensation(**given, amount=120, document="4111 1111 1111 1111", key=new_id().hex)
    made = actions.note_compensation(**given, amount=120, document="билет № 14", key=new_id().hex)
    assert queries.sum_of_year(unit) == 120
    with pytest.raises(IntegrityError), transaction.atomic():
        Compensation.objects.filter(pk=made.pk).update(document="")


@pytest.mark.ledger("C25")
def test_an_overdue_barrier_stands_first_and_is_taken_off_in_words(world):
    unit, own = world.uralmash, actor(staff_of(world.uralmash))
    make_risk(unit, title="Тяжёлый", effect=3)
    late = make_risk(unit)
    Risk.objects.filter(pk=late.pk).update(review_on=clock.today(unit.zone) - dt.timedelta(days=1))
    assert next((one.pk, overdue) for one, overdue in queries.list_risks(own, unit)) == (late.pk, True)
    assert queries.count_risks(unit) == (2, 1)
    late.refresh_from_db()
    values = actions.RiskValues(
        late.kind, late.title, late.probability, late.effect, late.measure, late.owner_id, clock.today(unit.zone)
    )
    change = {"actor": own, "risk_id": late.pk, "values": values, "state": "closed"}
    with pytest.raises(Refusal, match="result"):
        actions.change_risk(**change, version=late.version, result="")
    actions.change_risk(**change, version=late.version, result="Встречи днём")
    with pytest.raises(Conflict):
        actions.change_risk(**change, version=late.version, result="Ещё раз")
    with pytest.raises(NotSeen):
        queries.get_risk(actor(world.user(Role.REGION_COORDINATOR)), late.pk)
