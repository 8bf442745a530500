"""The pages: a link and Enter, words for mistakes, the table, the way of a code from a leaflet into a request."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from tests.world_outreach import make_campaign, make_fact

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import HEARD_NAMES, Heard
from uchastie.crm.outreach import queries
from uchastie.crm.outreach.models import Fact
from uchastie.kernel import clock

EMPLOYEE = Role.CENTRE_EMPLOYEE
PLAIN = {"kind": "-", "form": "-", "source": "-"}


@pytest.mark.ledger("A93", "A95")
def test_a_link_and_enter_is_enough(world, client_of):
    client = client_of(EMPLOYEE)
    answer = client.post("/outreach/facts/", {"link": "vk.com/wall-1_2284", **PLAIN}, follow=True)
    html = answer.content.decode()
    assert "Записано: запись, ВКонтакте, сегодня" in html.replace("\xa0", " ")
    assert "Запись: ВКонтакте" in html.replace("\xa0", " ")
    assert Fact.objects.get().link == "https://vk.com/wall-1_2284"


def test_the_same_link_is_told_and_nothing_typed_is_lost(world, client_of):
    client = client_of(EMPLOYEE)
    form = {"link": "https://vk.com/wall-1_2284", "title": "Чтения во дворе", **PLAIN}
    client.post("/outreach/facts/", form)
    again = client.post("/outreach/facts/", form | {"link": "https://m.vk.com/wall-1_2284/?utm_source=x"})
    html = again.content.decode()
    assert again.status_code == 422
    assert "Второй раз не записали" in html
    assert 'value="Чтения во дворе"' in html
    assert "utm_source=x" in html
    assert Fact.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"link": "привет"},
        {"link": ""},
        {"link": "javascript:alert(1)"},
        {"link": "https://vk.com/wall-1_1", "day": "2126-01-01"},
        {"link": "https://vk.com/wall-1_1", "day": "вчера"},
        {"link": "https://vk.com/wall-1_1", "title": "ы" * 10_000},
        {"link": "https://vk.com/" + "x" * 10_000},
        {"link": "https://vk.com/wall-1_1", "kind": "song"},
        {"link": "https://vk.com/wall-1_1", "topic": "нет"},
        {"link": "https://vk.com/wall-1_1", "note": "ы" * 10_000},
        {"link": "https://neznakomo.example.org/1"},
    ],
)
def test_bad_input_saves_nothing_and_says_why(world, client_of, wrong):
    answer = client_of(EMPLOYEE).post("/outreach/facts/", PLAIN | wrong)
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode() or "notice--bad" in answer.content.decode()
    assert Fact.objects.count() == 0


def test_a_fact_of_another_centre_does_not_exist(world, client_of):
    fact = make_fact(world.vtoroy)
    assert client_of(EMPLOYEE).get(reverse("outreach:fact", args=[fact.pk])).status_code == 404


def test_two_hundred_lines_cost_what_ten_cost(world, client_of):
    client, counts = client_of(EMPLOYEE), []
    for many in (10, 190):
        for _ in range(many):
            make_fact(world.uralmash, made_by=world.user(EMPLOYEE), topic_id="health")
        client.get("/outreach/")
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/outreach/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 25


def test_the_list_goes_on_page_by_page(world, client_of):
    for _ in range(45):
        make_fact(world.uralmash)
    client = client_of(EMPLOYEE)
    html = client.get("/outreach/?kind=post").content.decode()
    after = html.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "kind=post" in after
    assert client.get("/outreach/" + after).content.decode().count("ledger__row") == 5


def table(text):
    return SimpleUploadedFile("links.csv", text.encode(), content_type="text/csv")


def test_a_table_of_links_is_written_row_by_row_and_once(world, client_of):
    yesterday = clock.today(world.uralmash.zone) - dt.timedelta(days=1)
    text = (
        "Ссылка;Название;День;Что это\n"
        f"https://vk.com/wall-1_1;Первая помощь;{yesterday:%d.%m.%Y};Запись\n"
        "https://vk.com/wall-1_2;;;Репост\nпривет;;;\nhttps://m.vk.com/wall-1_1;;;\n"
    )
    client = client_of(EMPLOYEE)
    html = client.post("/outreach/table/", {"upload": table(text)}).content.decode()
    assert "Записано: 2" in html
    assert "Уже были в журнале: 1" in html
    assert "Исправьте 1" in html.replace("\xa0", " ")
    assert {fact.kind: fact.day for fact in Fact.objects.all()}["post"] == yesterday
    again = client.post("/outreach/table/", {"upload": table(text)}).content.decode()
    assert "Записано: 0" in again
    assert client.post("/outreach/table/", {"upload": table("Название\nПост\n")}).status_code == 422


def test_the_code_of_a_leaflet_goes_with_the_application_to_the_end(world, client_of):
    """From the link of a campaign through the form and the consent, without a cookie and without scripts."""
    campaign = make_campaign(world.uralmash, "print")
    code = campaign.links.get().code
    client = Client()
    html = client.get(f"/centres/uralmash/apply/?c={code}").content.decode()
    assert f'name="c" value="{code}"' in html
    form = {
        "service": "consulting",
        "kind": "person",
        "name": "Ларина Вера",
        "phone": "+7 912 555-11-01",
        "preferred_way": "phone",
        "key": "0" * 32,
        "c": code,
    }
    consent = client.post("/centres/uralmash/apply/consent/", form).content.decode()
    assert f'name="c" value="{code}"' in consent
    text = current_text(Purpose.SERVICE).pk
    client.post(reverse("desk:submit", args=["uralmash"]), form | {"agree": "on", "text": text})
    assert ServiceRequest.objects.get().referral == code
    page = client_of(EMPLOYEE).get(reverse("outreach:campaign", args=[campaign.pk])).content.decode()
    assert "1 заявка по ссылкам" in page.replace("\xa0", " ")


@pytest.mark.parametrize("code", ["x" * 500, "<script>", "A" * 10, "", "нет"])
def test_a_code_that_is_none_stops_nobody(world, code):
    assert Client().get("/centres/uralmash/apply/", {"c": code}).status_code == 200


def test_the_drawing_for_print_is_a_qr_code(world, client_of):
    link = make_campaign(world.uralmash, "print").links.get()
    answer = client_of(EMPLOYEE).get(reverse("outreach:code", args=[link.pk]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")


def test_a_screenshot_is_kept_and_opened_by_those_who_read(world, client_of):
    fact = make_fact(world.uralmash, link="", kind="media", channel="radio")
    out = BytesIO()
    Image.new("RGB", (30, 30), "white").save(out, "PNG")
    upload = SimpleUploadedFile("экран.png", out.getvalue(), content_type="image/png")
    address = reverse("outreach:proofs", args=["fact", fact.pk])
    assert client_of(EMPLOYEE).post(address, {"upload": upload}).status_code == 302
    html = client_of(EMPLOYEE).get(reverse("outreach:fact", args=[fact.pk])).content.decode()
    assert "экран" in html
    wrong = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 100)
    assert client_of(EMPLOYEE).post(address, {"upload": wrong}).status_code == 422
    [file] = queries.list_proofs(fact.pk)
    place = reverse("documents:file", args=[file.pk])
    assert place in html
    assert client_of(Role.FEDERAL_MANAGER).get(place).status_code == 200
    assert client_of("stranger").get(place).status_code == 404


@pytest.mark.ledger("A97")
def test_the_site_is_checked_and_the_check_is_told(world, client_of):
    client = client_of(EMPLOYEE)
    client.post("/outreach/site/", {"link": "centr.example.org", "present": ["name", "hours"]})
    html = client.get("/outreach/site/").content.decode()
    assert "Есть 2 из 12" in html
    assert client.post("/outreach/site/", {"link": "", "present": ["name"]}).status_code == 422
    assert client.get("/outreach/site/").content.decode().count("ledger__row") == 1


def test_where_people_have_heard_of_the_centre_stands_beside_the_channels(world, client_of, make_request):
    make_request(heard_from=Heard.FRIENDS)
    page = client_of(EMPLOYEE).get("/outreach/sources/").content.decode()
    table = page.split("Что отвечают люди", 1)[1]
    assert HEARD_NAMES[Heard.FRIENDS] in table
    assert "ещё никто не ответил" not in table
    assert "ещё никто не ответил" in client_of("stranger").get("/outreach/sources/").content.decode()
