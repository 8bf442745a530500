"""A citizen's way from the form to the acknowledgement, without scripts and with everything people really type."""

import re
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uchastie.crm.consents.models import Consent, ConsentText
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import rules
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import Beneficiary, ContactPoint

pytestmark = pytest.mark.django_db

FORM = "/centres/uralmash/apply/"
CONSENT = "/centres/uralmash/apply/consent/"
SUBMIT = "/centres/uralmash/requests/"


def typed(**other: str) -> dict[str, str]:
    return {
        "key": uuid4().hex,
        "service": "consulting",
        "kind": "person",
        "name": "Ларина Вера Павловна",
        "preferred_way": "phone",
        "phone": "8 (912) 345-67-89",
        "email": "",
        "preferred_time": "после 16:00",
        "need": "Хочу помогать",
    } | other


def agreed(**other: str) -> dict[str, str]:
    return typed(agree="on", text=str(current_text(Purpose.SERVICE).pk)) | other


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page, as a browser would send them."""
    from html import unescape

    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def nothing_kept() -> bool:
    return not (ServiceRequest.objects.exists() or Beneficiary.objects.exists() or Consent.objects.exists())


@pytest.mark.ledger("A14", "A35", "A37")
@time_machine.travel("2026-11-23 11:20+05:00", tick=False)
def test_a_request_is_made_by_form_consent_and_one_box(world: Any, client: Client) -> None:
    page = client.get(FORM + "?service=consulting").content.decode()
    assert "Свяжемся до" in page
    assert re.search(r'name="service" value="consulting"[^>]* checked', page)

    asked = client.post(CONSENT, typed())
    assert asked.status_code == 200
    assert nothing_kept(), "nothing is stored before the consent"
    carried = hidden(asked.content.decode())
    assert carried["need"] == "Хочу помогать"
    assert not re.search(r'name="agree"[^>]* checked', asked.content.decode()), "the box is never ticked in advance"

    done = client.post(SUBMIT, carried | {"agree": "on"})
    assert done.status_code == 302
    made = ServiceRequest.objects.get()
    assert (made.channel, made.preferred_way, made.unit) == ("web", "phone", world.uralmash)
    assert made.beneficiary.contacts.get().value == "+79123456789"
    thanks = client.get(done["Location"]).content.decode()
    assert made.number in thanks
    assert "25\u00a0ноября" in thanks, "the promised day"
    assert "Вера Павловна, заявка у" in thanks.replace("\u00a0", " ")
    assert "Сохраните ссылку" in thanks, "nobody is told of a letter that was not sent"


def test_the_consent_keeps_edition_moment_name_channel_and_address(world: Any, client: Client) -> None:
    client.post(SUBMIT, agreed(), REMOTE_ADDR="203.0.113.7")
    given = Consent.objects.get()
    assert (given.name, given.method, given.address) == ("Ларина Вера Павловна", "web", "203.0.113.7")
    assert given.text.number == 1
    assert given.about_id == ServiceRequest.objects.get().pk


def test_without_the_tick_nothing_is_kept_and_nothing_is_lost(world: Any, client: Client) -> None:
    answer = client.post(SUBMIT, agreed(agree=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Отметьте согласие" in page
    assert hidden(page)["need"] == "Хочу помогать"
    assert nothing_kept()


def test_back_to_the_form_keeps_every_word(world: Any, client: Client) -> None:
    carried = hidden(client.post(CONSENT, typed(need="Первая\nвторая <b>строка</b>")).content.decode())
    page = client.post(FORM, carried).content.decode()
    assert "Первая\nвторая &lt;b&gt;строка&lt;/b&gt;" in page
    assert carried["key"] in page, "the same form, the same key"
    assert 'value="8 (912) 345-67-89"' in page


@pytest.mark.ledger("A37")
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"phone": ""}, "Напишите телефон"),
        ({"phone": "+7 912 555-01"}, "Не хватает 2"),
        ({"preferred_way": "sms", "phone": ""}, "Напишите телефон"),
        ({"preferred_way": "email", "phone": ""}, "Напишите адрес почты"),
        ({"preferred_way": "email", "email": "вера"}, "не похож на настоящий"),
        ({"preferred_way": "visit", "phone": ""}, "подтвердим, когда вас ждём"),
        ({"preferred_way": ""}, "Выберите, как с вами связаться"),
        ({"preferred_way": "голубь"}, "Выберите"),
        ({"name": ""}, "Напишите имя"),
        ({"name": "   "}, "Напишите имя"),
        ({"name": "1234"}, "Напишите имя"),
        ({"service": ""}, "Выберите, чем помочь"),
        ({"service": "silver_mentor"}, "Этого сервиса в центре сейчас нет"),
        ({"need": "ы" * 10_000}, "10\u00a0000"),
        ({"preferred_time": "ы" * 101}, "поместится 100"),
        ({"website": "http://spam.example"}, "заполнила программа"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    world: Any, client: Client, wrong: dict[str, str], says: str
) -> None:
    for address, data in ((CONSENT, typed(**wrong)), (SUBMIT, agreed(**wrong))):
        answer = client.post(address, data)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert says in page.replace("&nbsp;", "\u00a0")
        assert wrong.get("need", "Хочу помогать") in page
        assert "Select a valid" not in page
    assert nothing_kept()


@pytest.mark.parametrize(
    "text",
    [
        "👵🏼 спасибо ❤️",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{ 7*7 }} {% x %}",
        "ы" * rules.TEXT_LIMIT,
        "\u202eзадом",
    ],
)
def test_odd_text_is_just_text(world: Any, client: Client, text: str) -> None:
    answer = client.post(SUBMIT, agreed(need=text, name=f"Вера {text[:20]}"), follow=True)
    assert answer.status_code == 200
    assert ServiceRequest.objects.get().need == text
    assert "<script>alert" not in answer.content.decode()


def test_control_characters_are_dropped(world: Any, client: Client) -> None:
    client.post(SUBMIT, agreed(need="не\x00ви\x07димые\x1b", name="Ве\x00ра", preferred_time="\x00"))
    made = ServiceRequest.objects.select_related("beneficiary").get()
    assert (made.need, made.beneficiary.name, made.preferred_time) == ("невидимые", "Вера", "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*typed(), "agree", "text", "website"]), st.text(max_size=60)))
def test_no_body_breaks_the_form(world: Any, client: Client, body: dict[str, str]) -> None:
    for address in (FORM, CONSENT, SUBMIT):
        assert client.post(address, typed() | body).status_code in {200, 302, 422}


def test_the_same_form_twice_is_one_request_and_one_answer(world: Any, client: Client) -> None:
    body = agreed(email="vera@example.org")
    first, second = client.post(SUBMIT, body), client.post(SUBMIT, body)
    assert ServiceRequest.objects.count() == Consent.objects.count() == Beneficiary.objects.count() == 1
    assert Message.objects.filter(channel="email").count() == 1
    pages = [client.get(answer["Location"]).content.decode() for answer in (first, second)]
    assert all(ServiceRequest.objects.get().number in page for page in pages)


def test_back_and_another_text_is_offered_as_a_new_request(world: Any, client: Client) -> None:
    body = agreed()
    client.post(SUBMIT, body)
    answer = client.post(SUBMIT, body | {"need": "Другая просьба"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Первая заявка уже принята" in page
    assert "Другая просьба" in page
    assert f'name="key" value="{body["key"]}"' not in page
    assert ServiceRequest.objects.count() == 1


def test_two_people_with_the_same_words_are_two_requests(world: Any, client: Client) -> None:
    client.post(SUBMIT, agreed())
    client.post(SUBMIT, agreed(name="Ларин Пётр"))
    assert ServiceRequest.objects.count() == Beneficiary.objects.count() == 2


def test_a_stranger_cannot_add_an_address_to_anothers_card(world: Any, client: Client) -> None:
    client.post(SUBMIT, agreed())
    client.post(SUBMIT, agreed(email="thief@example.org"))
    victim = ServiceRequest.objects.order_by("submitted_at").first()
    assert victim
    assert not ContactPoint.objects.filter(beneficiary=victim.beneficiary, value="thief@example.org").exists()


def test_a_new_edition_published_meanwhile_is_read_first(world: Any, client: Client) -> None:
    body = agreed()
    old = current_text(Purpose.SERVICE)
    ConsentText.objects.create(
        purpose=old.purpose,
        number=2,
        published_on=old.published_on,
        title=old.title,
        plain=old.plain,
        points=old.points,
    )
    answer = client.post(SUBMIT, body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "вышла новая редакция" in page
    assert not re.search(r'name="agree"[^>]* checked', page), "a tick belongs to the text that was read"
    assert nothing_kept()
    assert client.post(SUBMIT, hidden(page) | {"agree": "on"}).status_code == 302


@pytest.mark.parametrize("text", ["", "нет", "00000000-0000-0000-0000-000000000000"])
def test_a_forged_edition_is_refused(world: Any, client: Client, text: str) -> None:
    assert client.post(SUBMIT, agreed(text=text)).status_code == 422
    assert nothing_kept()


def test_a_flood_from_one_address_is_stopped_with_a_phone(world: Any, client: Client) -> None:
    for number in range(20):
        assert client.post(SUBMIT, agreed(name=f"Вера {number} Павловна")).status_code == 302
    answer = client.post(SUBMIT, agreed())
    assert answer.status_code == 429
    assert "слишком много заявок" in answer.content.decode()
    assert "tel:+73433000000" in answer.content.decode()
    assert hidden(answer.content.decode())["need"] == "Хочу помогать"
    assert client.post(SUBMIT, agreed(), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_the_browsers_draft_never_covers_newer_words_and_goes_when_all_is_done(world: Any, client: Client) -> None:
    def draft(page: str) -> list[str]:
        return re.findall(r'data-draft="([^"]+)"', page)

    assert draft(client.get(FORM).content.decode()) == ["apply-uralmash"]
    assert draft(client.get(FORM + "?service=consulting").content.decode()) == ["apply-uralmash-consulting"]
    assert draft(client.post(FORM, typed()).content.decode()) == [], "the way back holds what was typed last"
    assert draft(client.post(CONSENT, typed(name="")).content.decode()) == ["apply-uralmash"]
    thanks = client.post(SUBMIT, agreed(), follow=True).content.decode()
    assert 'data-draft-done="apply-uralmash apply-uralmash-consulting"' in thanks


@pytest.mark.parametrize("address", [CONSENT, SUBMIT])
def test_an_address_opened_by_hand_leads_to_the_form(world: Any, client: Client, address: str) -> None:
    assert client.get(address)["Location"] == FORM


@pytest.mark.parametrize("slug", ["nowhere", "66"])
def test_a_place_that_is_no_working_centre_is_not_found(world: Any, client: Client, slug: str) -> None:
    assert client.get(f"/centres/{slug}/apply/").status_code == 404
    assert client.post(f"/centres/{slug}/requests/", agreed()).status_code == 404


def test_a_service_that_is_not_offered_is_told(world: Any, client: Client) -> None:
    answer = client.get(FORM + "?service=nothing")
    assert answer.status_code == 200
    assert "Этого сервиса в центре сейчас нет" in answer.content.decode()


def test_staff_who_apply_for_themselves_are_nobody_special(world: Any, client_of: Any) -> None:
    staff = client_of("stranger")
    assert staff.post(SUBMIT, agreed()).status_code == 302
    assert ServiceRequest.objects.get().created_by is None


@pytest.mark.ledger("A5")
def test_an_organisation_asks_too(world: Any, client: Client) -> None:
    client.post(SUBMIT, agreed(kind="organisation", name="ООО «Ромашка», Ирина Соколова"))
    made = ServiceRequest.objects.select_related("beneficiary").get()
    assert made.beneficiary.kind == "organisation"


def test_forgery_protection_is_on(world: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SUBMIT, agreed()).status_code == 403
    assert nothing_kept()
