"""Marks at the door, reach, the table of five hundred."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from tests.world_events import make_event, make_mark, make_registration

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.documents import queries as documents
from uchastie.crm.events import actions, queries
from uchastie.crm.events.actions import Came
from uchastie.crm.events.models import Attendance, ParticipantImport, Registration
from uchastie.crm.events.rules import Guest
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.queries import personal_code
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal


@pytest.fixture
def event(world):
    return make_event(world.uralmash)


@pytest.fixture
def employee(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


def mark(actor, event, text="", **values):
    people = values.pop("people", 0)
    return actions.mark_came(actor=actor, event_id=event.pk, came=Came(uuid4().hex, people), text=text, **values)


@pytest.mark.parametrize("by", ["code", "address", "number", "phone", "name", "personal"])
def test_a_person_is_recognised_by_whatever_there_is(event, employee, by):
    registered = make_registration(event, people=2)
    texts = {
        "code": queries.door_token(registered.pk),
        "address": queries.door_url(registered.pk),
        "number": "1",
        "phone": "8 912 555-01-01",
        "name": "рябова",
        "personal": personal_code(registered.person_id),
    }
    made = mark(employee, event, texts[by])
    assert (made.registration_id, made.people, made.visit.purpose) == (registered.pk, 2, "event")
    reach = queries.count_reach(event)
    assert (reach.registered, reach.came, reach.unnamed, reach.expected) == (2, 2, 0, 2)


@pytest.mark.ledger("A106")
def test_a_person_counts_once_however_often_marked(event, employee):
    registered = make_registration(event)
    first = mark(employee, event, "1")
    again = mark(employee, event, registration_id=registered.pk)
    assert first.pk == again.pk
    assert (Attendance.objects.count(), Visit.objects.count()) == (1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mark(event, registered)


def test_people_without_names_are_counted(event, employee):
    mark(employee, event, people=12)
    reach = queries.count_reach(event)
    assert (reach.came, reach.unnamed) == (12, 12)
    assert Visit.objects.get().people == 12


def test_several_of_one_name_are_chosen_from_and_nobody_is_refused(event, employee):
    make_registration(event)
    make_registration(event, name="Рябова Нина", phone="+79125550102")
    for text, code in (("рябова", "several"), ("Неизвестный", "not_found"), ("99", "not_found")):
        with pytest.raises(Refusal) as refused:
            mark(employee, event, text)
        assert refused.value.code == code


def test_a_mark_is_taken_back_with_its_visit_and_may_be_made_again(event, employee):
    make_registration(event)
    made = mark(employee, event, "1")
    for _ in range(2):
        actions.take_back(actor=employee, mark_id=made.pk)
    assert queries.count_reach(event).came == 0
    assert Visit.objects.get().cancel_reason == "mistake"
    assert mark(employee, event, "1").pk != made.pk


def test_who_came_elsewhere_or_in_the_net_has_not_visited_the_centre(world, employee):
    for values in ({"place": "Парк Победы"}, {"online": True}):
        mark(employee, make_event(world.uralmash, **values), people=3)
    assert not Visit.objects.exists()


def test_a_newcomer_gets_a_card_and_a_registered_one_is_recognised(event, employee):
    new = Guest("Ким Людмила", "+79125550102")
    made = actions.mark_guest(actor=employee, event_id=event.pk, guest=new, came=Came("k1"))
    assert (made.registration.source, made.person.name) == ("door", "Ким Людмила")
    receipt = Consent.objects.get(subject_id=made.person_id)
    assert (receipt.about_id, receipt.method, receipt.text.purpose) == (made.registration_id, "oral", "event")
    reach = queries.count_reach(event)
    assert (reach.registered, reach.expected, reach.came) == (0, 0, 1)
    registered = make_registration(event)
    known = Guest("Рябова Нина", "+79125550101")
    assert (
        actions.mark_guest(actor=employee, event_id=event.pk, guest=known, came=Came("k2")).registration == registered
    )


def test_who_takes_back_the_consent_leaves_a_mark_without_a_name(event, employee):
    new = Guest("Ким Людмила", "+79125550102", people=2)
    made = actions.mark_guest(actor=employee, event_id=event.pk, guest=new, came=Came("k1"))
    consents.withdraw(employee, consent_id=Consent.objects.get(about_id=made.registration_id).pk)
    made.refresh_from_db()
    assert (made.person, made.registration, made.way) == (None, None, "unnamed")
    reach = queries.count_reach(event)
    assert (reach.came, reach.unnamed) == (2, 2)
    assert Registration.objects.get().standing == "cancelled"


def test_who_takes_back_the_consent_leaves_a_visit_without_a_name(event, employee):
    made = actions.mark_guest(
        actor=employee, event_id=event.pk, guest=Guest("Ким Людмила", "+79125550102", people=2), came=Came("k1")
    )
    assert made.visit is not None
    assert made.visit.person is not None
    consents.withdraw(employee, consent_id=Consent.objects.get(about_id=made.registration_id).pk)
    made.visit.refresh_from_db()
    assert (made.visit.person, made.visit.way, made.visit.people) == (None, "nobody", 2)


def test_who_is_marked_does_not_give_up_the_place(event, employee):
    registered = make_registration(event)
    mark(employee, event, "1")
    with pytest.raises(Refusal):
        actions.give_up(actor=employee, registration_id=registered.pk)


def test_at_a_full_event_a_newcomer_is_marked_and_takes_nobodys_place(world, employee):
    event = make_event(world.uralmash, places=1)
    make_registration(event)
    made = actions.mark_guest(
        actor=employee, event_id=event.pk, guest=Guest("Ким Людмила", "+79125550102"), came=Came("k1")
    )
    actions.take_back(actor=employee, mark_id=made.pk)
    actions.give_up(actor=employee, registration_id=made.registration_id)
    event.refresh_from_db()
    assert event.taken == 1


@pytest.mark.parametrize(("state", "hours"), [("draft", 2), ("cancelled", 2), ("published", 30)])
def test_the_door_is_closed(world, employee, state, hours):
    with pytest.raises(Refusal):
        mark(employee, make_event(world.uralmash, state=state, starts_in=hours))


def test_others_mark_nobody(event, actor_of):
    with pytest.raises(Denied):
        mark(actor_of(Role.REGION_COORDINATOR), event)
    with pytest.raises(NotSeen):
        mark(actor_of("stranger"), event)


def test_a_code_of_another_event_says_so(world, event, employee):
    other = make_registration(make_event(world.uralmash, title="Другое"))
    with pytest.raises(Refusal):
        mark(employee, event, queries.door_token(other.pk))
    with pytest.raises(Refusal) as refused:
        mark(employee, event, registration_id=other.pk)
    assert refused.value.code == "other_event"


@pytest.mark.parametrize("text", ["", "x", "AAAA.bbbb", "....", "ж" * 40, "/door/", "A" * 22 + "." + "b" * 16])
def test_no_code_of_ours_is_nobody(event, text):
    assert queries.find_scanned(text) is None


def table(rows):
    sheet = documents.write_xlsx("Участники", ["Имя", "Телефон", "Почта", "Сколько человек"], rows)
    return SimpleUploadedFile("people.xlsx", sheet.file.read())


def test_five_hundred_from_a_table_nobody_twice(event, employee, django_assert_max_num_queries):
    make_registration(event, name="Гость Номер0", phone="+79120000000")
    rows = [[f"Гость Номер{n}", f"+7912{n:07d}", "", "1"] for n in range(500)]
    rows += [rows[7], rows[8], ["Без Телефона", "", "", ""], ["", "+79125550101", "", ""]]
    with django_assert_max_num_queries(25):
        batch = actions.try_table(actor=employee, event_id=event.pk, upload=table(rows), came=False)
    assert (batch.fresh, batch.known, batch.wrong) == (499, 3, 2)
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("came", [False, True])
def test_a_table_is_written_once_and_may_be_loaded_again(world, employee, came):
    event = make_event(world.uralmash, places=2)
    rows = [[f"Гость Номер{n}", f"+7912000000{n}", "", "1"] for n in range(3)]
    batch = actions.try_table(actor=employee, event_id=event.pk, upload=table(rows), came=came)
    actions.begin_import(actor=employee, import_id=batch.pk)
    for _ in range(2):
        actions.write_rows(batch.pk)
    with pytest.raises(Conflict):
        actions.begin_import(actor=employee, import_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.fresh, batch.rows, Beneficiary.objects.count()) == (3, [], 3)
    standings = sorted(Registration.objects.values_list("standing", flat=True))
    assert standings == (["going"] * 3 if came else ["going", "going", "waiting"])
    assert queries.count_reach(event).came == (3 if came else 0)
    again = actions.try_table(actor=employee, event_id=event.pk, upload=table(rows), came=came)
    assert (again.fresh, again.known) == (0, 3)


def test_a_table_is_its_loaders_alone_and_is_forgotten(event, employee, actor_of):
    batch = actions.try_table(actor=employee, event_id=event.pk, upload=table([["Я", "", "", ""]]), came=False)
    with pytest.raises(NotSeen):
        queries.get_import(actor_of(Role.CENTRE_HEAD), batch.pk)
    ParticipantImport.objects.update(made_at="2026-01-01T00:00Z")
    assert actions.wipe_old_imports() == 1
