"""Bad input and trouble: age, late registrations, moves, people no message reaches, a crowd at the door, a long table."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.world_events import make_event, make_mark, make_registration

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.documents import queries as documents
from uchastie.crm.events import actions, queries
from uchastie.crm.events.actions import Came, Sender
from uchastie.crm.events.actions.plan import tell_everybody
from uchastie.crm.events.models import Attendance, Registration
from uchastie.crm.events.rules import EventValues, Guest
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.visits.models import Visit
from uchastie.kernel.errors import Denied, NotSeen, Refusal

GUEST = {"name": "Рябова Нина", "phone": "+7 912 555-01-01", "people": "1"}


@pytest.fixture
def employee(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


def register(event, number=1, **values):
    guest = Guest(f"Гость Номер{number}", f"+79125560{number:03d}", **values)
    return actions.register_guest(
        event_id=event.pk, guest=guest, sender=Sender(uuid4().hex, current_text(Purpose.EVENT).pk)
    )


# --- who may register ---


def test_under_the_age_nobody_registers_and_nothing_typed_is_lost(world, client):
    event = make_event(world.uralmash, min_age=14)
    with pytest.raises(Refusal) as refused:
        register(event)
    assert refused.value.code == "age"
    assert register(event, of_age=True).number == 1
    address = reverse("events:event_consent", args=[event.code])
    answer = client.post(address, GUEST)
    page = answer.content.decode()
    assert (answer.status_code, "Рябова Нина" in page, "Событие с 14 лет" in page) == (422, True, True)
    agreed = client.post(address, GUEST | {"of_age": "on"})
    assert agreed.status_code == 200
    assert 'name="of_age" value="on"' in agreed.content.decode()


def test_staff_ask_the_age_too(world, employee):
    event = make_event(world.uralmash, min_age=14)
    with pytest.raises(Refusal):
        actions.add_guest(actor=employee, event_id=event.pk, guest=Guest("Титова Мария", "+79125550103"), key="k1")


def test_without_javascript_a_visitor_registers_gives_up_and_takes_the_consent_back(world, client):
    event = make_event(world.uralmash, starts_in=48, places=1)
    page = client.get(reverse("events:event", args=[event.code])).content.decode()
    assert "осталось" not in page
    form = GUEST | {"key": uuid4().hex}
    text = current_text(Purpose.EVENT).pk
    submit = reverse("events:submit", args=[event.code])
    without = client.post(submit, form | {"text": text})
    assert (without.status_code, Registration.objects.count()) == (422, 0)
    own = [client.post(submit, form | {"text": text, "agree": "on"})["Location"] for _ in range(2)]
    assert own[0].split("~")[0] == own[1].split("~")[0]
    assert Registration.objects.count() == 1
    assert "Вы записаны" in client.get(own[0]).content.decode()
    assert client.post(f"{own[0]}cancellation/").status_code == 302
    assert "Запись отменена" in client.get(own[0]).content.decode()
    assert client.post(f"{own[0]}consent/withdrawal/").status_code == 302
    assert Consent.objects.get().withdrawn_at


def test_somebody_elses_registration_is_not_shown_to_who_types_the_name(world, client):
    event = make_event(world.uralmash, starts_in=48)
    made = make_registration(event)
    form = GUEST | {"key": uuid4().hex, "agree": "on", "text": current_text(Purpose.EVENT).pk}
    answer = client.post(reverse("events:submit", args=[event.code]), form)
    assert answer.status_code == 409
    assert queries.own_token(made.pk).split("~")[0] not in answer.content.decode()


@pytest.mark.parametrize("hours", [0, -1, -3])
def test_after_the_beginning_nobody_registers_by_himself(world, client, hours):
    event = make_event(world.uralmash, starts_in=hours)
    with pytest.raises(Refusal):
        register(event)
    assert "Запись закончилась" in client.get(reverse("events:event", args=[event.code])).content.decode()


def test_after_the_end_staff_write_nobody_down_either(world, employee):
    event = make_event(world.uralmash, starts_in=-3)  # over, the clock has not held it yet
    with pytest.raises(Refusal):
        actions.add_guest(actor=employee, event_id=event.pk, guest=Guest("Титова Мария", "+79125550103"), key="k1")


# --- moved, cancelled ---


def test_who_was_reminded_is_reminded_again_of_the_new_day(world, actor_of):
    with time_machine.travel("2026-11-23 10:00+05:00", tick=False):
        event = make_event(world.uralmash, starts_at=dt.datetime(2026, 11, 25, 7, tzinfo=dt.UTC))
        made = make_registration(event)
    with time_machine.travel("2026-11-24 18:05+05:00", tick=False):
        assert actions.remind_of_events() == 1
        start = dt.datetime(2026, 11, 27, 7, tzinfo=dt.UTC)
        values = EventValues(event.title, start, start + dt.timedelta(hours=2))
        event.refresh_from_db()
        actions.change_event(actor=actor_of(Role.CENTRE_HEAD), event_id=event.pk, values=values, version=event.version)
        assert actions.remind_of_events() == 0
    with time_machine.travel("2026-11-26 18:05+05:00", tick=False):
        assert [actions.remind_of_events() for _ in range(2)] == [1, 0]
    assert Message.objects.filter(about_id=made.pk, event="event_reminder", channel="cabinet").count() == 2


@pytest.fixture
def unreached(world, actor_of):
    """Twelve with telephones only, no gateway of SMS, and the event is cancelled."""
    event = make_event(world.uralmash, starts_in=48)
    people = [register(event, number) for number in range(12)]
    actions.cancel_event(actor=actor_of(Role.CENTRE_HEAD), event_id=event.pk, reason="Заболел ведущий")
    tell_everybody.call(str(event.pk), "event_cancelled", "")
    return event, people


def test_the_staff_get_one_task_and_one_list_instead_of_a_bell_for_each(unreached, world, employee, client_of):
    event, people = unreached
    bells = Message.objects.filter(event__in=["call_needed", "calls_needed"], channel="cabinet")
    assert [bell.about_id for bell in bells] == [event.pk]
    assert bells[0].url == f"/plan/{event.pk}/?list=calls"
    assert "Гость" not in bells[0].subject + bells[0].body
    client = client_of(Role.CENTRE_EMPLOYEE)
    page = client.get(bells[0].url).content.decode()
    assert page.count("Позвонили<span") == 12
    for _ in range(2):
        assert client.post(reverse("events:call", args=[people[0].pk])).status_code == 302
    assert queries.count_to_call(event) == 11
    assert people[0] not in queries.list_to_call(employee, event).rows


def test_who_opened_his_page_needs_no_call_and_others_do_not_mark_it(unreached, actor_of):
    event, people = unreached
    Message.objects.filter(about_id=people[3].pk, event="event_cancelled").update(read_at="2026-11-23T05:00Z")
    assert queries.count_to_call(event) == 11
    with pytest.raises(Denied):
        actions.note_call(actor=actor_of(Role.REGION_COORDINATOR), registration_id=people[1].pk)
    with pytest.raises(NotSeen):
        actions.note_call(actor=actor_of("stranger"), registration_id=people[1].pk)


def test_staff_take_the_consent_back_for_who_asks_by_phone(world, client_of):
    event = make_event(world.uralmash, starts_in=48)
    made = register(event)
    client = client_of(Role.CENTRE_EMPLOYEE)
    assert client.post(reverse("events:guest_consent_withdrawal", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert (made.standing, Consent.objects.get(about_id=made.pk).withdrawn_at is None) == ("cancelled", False)


# --- a crowd at the door, a long table ---


@pytest.mark.ledger("A98")
@pytest.mark.django_db(transaction=True)
def test_four_tablets_mark_the_same_people_at_once_and_each_counts_once(world, actor_of):
    event, employee = make_event(world.uralmash), actor_of(Role.CENTRE_EMPLOYEE)
    people = [make_registration(event, name=f"Гость Номер{n}", phone=f"+7912555020{n}") for n in range(6)]

    def one(registration):
        try:
            came = Came(uuid4().hex)
            return actions.mark_came(actor=employee, event_id=event.pk, came=came, registration_id=registration.pk).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        marks = list(pool.map(one, people * 4))
    assert len(set(marks)) == 6
    assert (Attendance.objects.count(), Visit.objects.count(), queries.count_reach(event).came) == (6, 6, 6)


def test_a_mark_kept_without_connection_comes_once_and_unknown_words_are_somebody(world, client_of):
    event, client = make_event(world.uralmash), client_of(Role.CENTRE_EMPLOYEE)
    registered = make_registration(event)
    address, at = reverse("events:marks", args=[event.pk]), "2026-11-23T05:00:00Z"
    kept = {"key": uuid4().hex, "registration": registered.pk, "offline": "on", "at": at}
    for _ in range(2):
        assert client.post(address, kept).status_code == 302
    nobody = {"key": uuid4().hex, "who": "Кто-то новый", "people": "3", "offline": "on", "at": at}
    assert client.post(address, nobody).status_code == 302
    unnamed = {"key": uuid4().hex, "who": "1", "unnamed": "1", "offline": "on", "at": at}
    assert client.post(address, unnamed).status_code == 302
    reach = queries.count_reach(event)
    assert (reach.came, reach.unnamed, reach.expected) == (5, 4, 1)


def test_a_long_table_with_duplicates_is_written_once_and_the_bad_rows_are_told(world, employee):
    event = make_event(world.uralmash)
    make_mark(event, make_registration(event, name="Гость Номер0", phone="+79120000000"))
    rows = [[f"Гость Номер{n}", f"8 (912) 000-{n // 100:02d}-{n % 100:02d}", "", "1"] for n in range(120)]
    rows += [rows[7], ["Без Телефона", "", "", ""]]
    sheet = documents.write_xlsx("Участники", ["ФИО", "Мобильный", "Почта", "Человек"], rows)
    upload = SimpleUploadedFile("people.xlsx", sheet.file.read())
    batch = actions.try_table(actor=employee, event_id=event.pk, upload=upload, came=True)
    assert (batch.fresh, batch.known, batch.wrong) == (119, 2, 1)
    actions.begin_import(actor=employee, import_id=batch.pk)
    for _ in range(2):
        actions.write_rows(batch.pk)
    batch.refresh_from_db()
    assert (batch.fresh, [row["number"] for row in batch.rows]) == (119, [123])
    assert queries.count_reach(event).came == Beneficiary.objects.count() == 120
