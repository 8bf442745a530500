"""What is entered by hand: every channel with its own few fields, invitations, cards that were found and forged ids."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Channel, Status
from uchastie.crm.documents import queries as documents
from uchastie.crm.notifications import queries as notifications
from uchastie.kernel import clock

NOW = "2026-11-20 12:00+05:00"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DATA = {
    "channel": "phone",
    "name": "Ларина Вера Павловна",
    "phone": "8 912 345-67-89",
    "email": "vera@example.org",
    "kind": "person",
    "preferred_way": "phone",
    "service": "informing",
    "when": "now",
    "invitation": "none",
    "consent": "oral",
}


@pytest.fixture
def anna(client_of):
    return client_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def add(anna):
    counted = iter(range(100))

    def go(**data):
        return anna.post(reverse("desk:add"), DATA | {"key": f"{next(counted):032x}"} | data)

    return go


def bodies(request):
    return " ".join(message.body for message in notifications.list_about(request.pk)).replace("\u00a0", " ")


@pytest.mark.ledger("A16")
def test_a_call_waits_for_a_call_back(add):
    add()
    made = ServiceRequest.objects.get()
    assert (made.channel, made.status, made.letter_number) == (Channel.PHONE, Status.NEW, "")


@pytest.mark.ledger("A16", "A45")
@time_machine.travel(NOW, tick=False)
def test_a_day_agreed_on_the_phone_is_an_agreement(add):
    add(invitation="date", day="2026-11-24", time="15")
    made = ServiceRequest.objects.get()
    assert made.status == Status.SCHEDULED
    assert made.contacted_at == clock.now()
    assert made.agreed_at == made.invited_for == dt.datetime(2026, 11, 24, 15, tzinfo=made.unit.zone)
    assert "24 ноября" in bodies(made)


@pytest.mark.ledger("A15", "A45")
@time_machine.travel(NOW, tick=False)
def test_who_writes_is_invited_and_the_clock_goes_on(add):
    add(channel="email", phone="", preferred_way="email", invitation="date", day="2026-11-24", time="15:00")
    made = ServiceRequest.objects.get()
    assert (made.channel, made.status, made.contacted_at) == (Channel.EMAIL, Status.NEW, None)
    assert made.invited_at == clock.now()
    told = bodies(made)
    assert "Приглашаем" in told
    assert "24 ноября" in told
    assert "свяжемся" in told, "the promise stands until the person answers"


@pytest.mark.ledger("A45")
def test_an_invitation_to_call_names_the_phone_and_the_place(add):
    add(invitation="call")
    made = ServiceRequest.objects.get()
    assert (made.status, made.invited_for) == (Status.NEW, None)
    told = bodies(made)
    assert "+7 343 300-00-00" in told
    assert "ул. Победы, 5" in told


@pytest.mark.ledger("A15")
def test_an_official_letter_has_its_number_its_date_and_its_scan(add, anna, client_of):
    day = clock.today(dt.UTC) - dt.timedelta(days=2)
    letter = {"channel": "official_letter", "kind": "organisation", "name": "Школа № 98"}
    refused = add(**letter)
    assert refused.status_code == 422
    assert "входящий номер" in refused.content.decode().replace("\u00a0", " ")
    scan = SimpleUploadedFile("letter.pdf", PDF, "application/pdf")
    answer = add(**letter, letter_number="вх-17/26", letter_date=day.isoformat(), scan=scan)
    made = ServiceRequest.objects.get()
    assert answer.status_code == 302
    assert (made.channel, made.letter_number, made.letter_date) == ("official_letter", "вх-17/26", day)
    (kept,) = documents.list_files("desk.letter", made.pk)
    address = reverse("documents:file", args=[kept.pk])
    assert address in anna.get(reverse("desk:request", args=[made.pk])).content.decode()
    assert anna.get(address).status_code == 200
    assert client_of("stranger").get(address).status_code == 404
    assert client_of(Role.FEDERAL_ANALYST).get(address).status_code == 404


def test_a_scan_that_is_no_paper_is_refused_at_its_field_and_nothing_is_made(add):
    scan = SimpleUploadedFile("letter.pdf", b"<script>alert(1)</script>", "application/pdf")
    answer = add(channel="official_letter", letter_number="17", scan=scan)
    assert answer.status_code == 422
    assert 'id="id_scan_error"' in answer.content.decode()
    assert not ServiceRequest.objects.exists()


@pytest.mark.ledger("A17", "A44")
@time_machine.travel(NOW, tick=False)
def test_who_came_may_agree_on_a_better_day(add):
    add(channel="visit", when="later", day="2026-11-25", time="11:30")
    made = ServiceRequest.objects.get()
    assert made.status == Status.SCHEDULED
    assert made.agreed_at == dt.datetime(2026, 11, 25, 11, 30, tzinfo=made.unit.zone)


@pytest.mark.parametrize(
    ("day", "time", "field"), [("2026-11-24", "", "time"), ("", "15:00", "day"), ("2026-11-20", "9:00", "time")]
)
@time_machine.travel(NOW, tick=False)
def test_a_half_date_or_a_past_one_is_said_at_its_field(add, day, time, field):
    answer = add(invitation="date", day=day, time=time)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not ServiceRequest.objects.exists()


def test_a_letter_is_not_dated_tomorrow_after_tomorrow(add):
    day = clock.today(dt.UTC) + dt.timedelta(days=5)
    answer = add(channel="official_letter", letter_number="17", letter_date=day.isoformat())
    assert "Дата письма ещё не наступила" in answer.content.decode().replace("\u00a0", " ")


class TestFound:
    """A card is chosen by who has found it."""

    @pytest.mark.parametrize("channel", ["phone", "visit"])
    def test_a_forged_id_keeps_the_form(self, add, channel):
        answer = add(channel=channel, beneficiary="00000000-0000-7000-8000-000000000bad", name="", need="Про гранты")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "карточка не найдена" in page.replace("\u00a0", " ")
        assert 'id="id_who_error"' in page
        assert "Про гранты" in page

    def test_garbage_for_an_id_keeps_the_form(self, add):
        answer = add(beneficiary="' OR 1=1", name="", need="Про гранты")
        assert answer.status_code == 422
        assert "Про гранты" in answer.content.decode()

    def test_an_id_taken_from_elsewhere_opens_no_stranger(self, add, world):
        stranger = make_person(world.novosibirsk, name="Чужой Человек", phone="+79130000001")
        answer = add(beneficiary=stranger.pk, name="", phone="")
        assert answer.status_code == 422
        assert "Чужой" not in answer.content.decode()
        assert not stranger.acquaintances.filter(unit=world.uralmash).exists()

    def test_who_says_the_phone_of_a_stranger_has_found_him(self, add, world):
        stranger = make_person(world.novosibirsk, name="Чужой Человек", phone="+79130000001")
        answer = add(beneficiary=stranger.pk, name="", phone="", who="8 913 000-00-01")
        assert answer.status_code == 302
        assert ServiceRequest.objects.get().beneficiary == stranger

    def test_recognised_while_typing_needs_no_second_card(self, add, world):
        known = make_person(world.uralmash)
        add(same_as=known.pk, name="Ларина В. П.", phone="8 912 345-67-89")
        assert ServiceRequest.objects.get().beneficiary == known

    def test_a_family_of_five_with_one_phone(self, add):
        for name in ("Ким Ольга", "Ким Виктор", "Ким Анна", "Ким Лев", "Ким Яна"):
            assert add(name=name, same_as="").status_code == 302
        assert len(set(ServiceRequest.objects.values_list("beneficiary", flat=True))) == 5


@pytest.mark.ledger("A44")
def test_who_has_no_phone_is_served_all_the_same(add):
    answer = add(channel="visit", phone="", email="", all_steps="on")
    assert answer.status_code == 302
    assert ServiceRequest.objects.get().preferred_way == "visit"
