"""The delivery log: whole for the centre, without people for the federal team; texts and their versions."""

import pytest
import time_machine

from tests.world import make_message
from uchastie.crm.accounts.rules import Role
from uchastie.crm.notifications import queries
from uchastie.crm.notifications.models import Message, TemplateVersion
from uchastie.crm.notifications.rules import EVENTS, EXAMPLES, Audience, fill, render, require_text, sms_size
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.search import make_text

ANNA, FEDERAL = Role.CENTRE_EMPLOYEE, Role.FEDERAL_MANAGER
BODY = "Здравствуйте, Вера!\n\nСсылка: https://centre.example/s/SECRET~TOKEN/"


@pytest.fixture
def told(world, make_request):
    request = make_request(name="Ларина Вера Павловна")
    return make_message(world.uralmash, person=request.beneficiary, body=BODY, about=request.number)


def test_the_centre_reads_its_own_whole_but_the_link(client_of, told):
    anna = client_of(ANNA)
    assert "Ларина Вера" in anna.get("/messages/log/").content.decode()
    page = anna.get(f"/messages/log/{told.pk}/").content.decode()
    assert "Здравствуйте, Вера!" in page
    assert "SECRET" not in page
    assert "/s/…/" in page


def test_the_federal_team_sees_the_way_and_not_the_person(client_of, told):
    federal = client_of(FEDERAL)
    for url in ("/messages/log/", f"/messages/log/{told.pk}/"):
        page = federal.get(url).content.decode()
        assert told.about in page
        assert "Вера" not in page
        assert "SECRET" not in page


def test_another_centre_sees_nothing(client_of, told):
    stranger = client_of("stranger")
    assert told.about not in stranger.get("/messages/log/").content.decode()
    assert stranger.get(f"/messages/log/{told.pk}/").status_code == 404


def test_found_by_number_name_and_phone_but_not_for_the_federal_team(client_of, told):
    Beneficiary.objects.update(search_text=make_text("Ларина Вера Павловна", "+79123456789"))
    for words in (told.about, "ларина", "+7 912 345-67-89"):
        assert told.about in rows(client_of(ANNA).post("/messages/log/found/", {"q": words})), words
    assert told.about in rows(client_of(FEDERAL).post("/messages/log/found/", {"q": told.about}))
    assert told.about not in rows(client_of(FEDERAL).post("/messages/log/found/", {"q": "ларина"}))


def rows(answer):
    return answer.content.decode().split('class="dls"')[1]


def test_the_tabs_tell_what_did_not_arrive(client_of, world, told):
    failed = make_message(world.uralmash, outcome="failed", event="appointment_moved", about="ДЦ-66-2026-000999")
    page = client_of(ANNA).get("/messages/log/?tab=failed").content.decode()
    assert failed.about in page
    assert told.about not in rows(client_of(ANNA).get("/messages/log/?tab=failed"))
    assert "задача: позвонить" in page


@pytest.mark.parametrize("number", [10, 200])
def test_it_costs_the_same_for_any_number(client_of, world, number, django_assert_max_num_queries):
    for _ in range(number):
        make_message(world.uralmash)
    anna = client_of(ANNA)
    anna.get("/messages/log/")
    with django_assert_max_num_queries(9):
        anna.get("/messages/log/")


def test_what_failed_can_be_sent_again_once(client_of, world):
    failed = make_message(world.uralmash, outcome="failed", event="appointment_moved")
    anna = client_of(ANNA)
    with time_machine.travel("2026-11-23 12:00+05:00", tick=False):
        assert anna.post(f"/messages/log/{failed.pk}/again/").status_code in {302, 403}
    assert client_of(FEDERAL).post(f"/messages/log/{failed.pk}/again/").status_code == 403


def test_sending_again_starts_from_the_first_channel(world, actor_of):
    from uchastie.crm.notifications import actions
    from uchastie.kernel.errors import Refusal

    failed = make_message(world.uralmash, outcome="failed", event="appointment_moved")
    anna = actor_of(ANNA)
    actions.send_again(actor=anna, message_id=failed.pk)
    assert Message.objects.get(head=failed).state == "waiting"
    assert OutboxEntry.objects.count() == 1
    with pytest.raises(Refusal):
        actions.send_again(actor=anna, message_id=failed.pk)


# --- texts ---

URL = "/messages/templates/request_received/"
GOOD = {"subject": "Приняли {номер}", "body": "{обращение}, ждите звонка {срок}.\n{ссылка}", "sms": "Приняли {номер}"}


@pytest.mark.parametrize("code", sorted(EVENTS))
def test_every_original_fills_without_a_rest(code):
    event = EVENTS[code]
    require_text(event.text, event.allowed, with_sms=event.has_sms)
    values = {name: EXAMPLES[name] for name in event.allowed}
    for words in (fill(event.text.subject, values), render(event.text.body, values), fill(event.text.sms, values)):
        assert "{" not in words
        assert "None" not in words
    assert not event.has_sms or sms_size(fill(event.text.sms, values)).parts <= 3
    if event.audience is Audience.STAFF:
        assert "обращение" not in event.allowed, "no names in what staff are told"


def test_a_new_text_is_a_new_version_and_the_next_message_speaks_it(client_of, tell, noon):
    federal = client_of(FEDERAL)
    assert federal.post(URL, GOOD | {"number": "1"}).status_code == 302
    version = TemplateVersion.objects.get()
    assert (version.number, version.by.email) == (2, "federal_manager@example.org")
    tell(values={"срок": "до вт"})
    head = Message.objects.get(channel="cabinet", event="request_received")
    assert head.subject == "Приняли ДЦ-66-2026-000424"
    assert "ждите звонка до вт" in head.body
    assert head.version == version


def test_a_preview_saves_nothing(client_of):
    page = client_of(FEDERAL).post(URL, GOOD | {"number": "1", "preview": "1"}).content.decode()
    assert "Вера Павловна, ждите звонка" in page
    assert "Так придёт, если сохранить" in page
    assert not TemplateVersion.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": "Привет, {имя}!"}, "Нет такой подстановки: {имя}"),
        ({"body": "Скобка { одна"}, "Фигурная скобка"),
        ({"body": "   "}, ""),
        ({"sms": ""}, "пустым он не уйдёт"),
        ({"sms": "я" * 481}, "Слишком длинно"),
        ({"subject": "{номер" + "}" * 2}, "Фигурная скобка"),
        ({"body": "{обращение.__class__}"}, "Нет такой подстановки"),
    ],
)
def test_a_wrong_text_is_refused_clearly_and_kept_on_the_page(client_of, change, words):
    answer = client_of(FEDERAL).post(URL, GOOD | {"number": "1"} | change)
    assert answer.status_code == 422
    assert words in answer.content.decode().replace("&#x27;", "'")
    assert not TemplateVersion.objects.exists()


def test_two_editors_do_not_overwrite_each_other(client_of):
    federal = client_of(FEDERAL)
    federal.post(URL, GOOD | {"number": "1"})
    answer = federal.post(URL, GOOD | {"subject": "Иначе", "number": "1"})
    assert answer.status_code == 409
    assert "сохранил коллега" in answer.content.decode()
    assert TemplateVersion.objects.count() == 1


def test_back_to_the_original(client_of):
    federal = client_of(FEDERAL)
    federal.post(URL, GOOD | {"number": "1"})
    federal.post(f"{URL}original/", {"number": "2"})
    text, version = queries.template_of("request_received")
    assert text == EVENTS["request_received"].text
    assert (version.number, version.original) == (3, True)


def test_the_same_words_are_no_new_version(client_of):
    text = EVENTS["request_received"].text
    body = {"subject": text.subject, "body": text.body.replace("\n", "\r\n"), "sms": text.sms, "number": "1"}
    client_of(FEDERAL).post(URL, body)
    assert not TemplateVersion.objects.exists()


def test_lost_codes_are_counted_for_those_who_set_up_the_mail(client_of, world):
    letter = make_message(world.uralmash, outcome="failed")
    Message.objects.filter(head=letter).update(head=None, event="sign-in-code", body="")
    assert "1 письмо" in client_of(FEDERAL).get("/messages/log/").content.decode().replace("\u00a0", " ")
    assert "с кодами" not in client_of(ANNA).get("/messages/log/").content.decode()
