"""The pages of those who work on requests."""

import datetime as dt
import re
import uuid
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.kernel import clock

MONDAY = "2026-11-23 11:20+05:00"


def at(text):
    return dt.datetime.fromisoformat(text)


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def anna(client_of):
    return client_of(Role.CENTRE_EMPLOYEE)


def url(name, request, **kwargs):
    return reverse(f"desk:{name}", kwargs={"request_id": request.pk, **kwargs})


class TestQueue:
    @pytest.mark.ledger("A12", "A36", "A65")
    def test_late_first_then_today_then_later(self, monday, anna, make_request, noise):
        def due(day, name, **values):
            moment = at(f"2026-11-{day}T23:59:59+05:00")
            phone = f"+7912000{len(name):04d}"
            return make_request(
                name=name,
                phone=phone,
                contact_due_at=moment,
                attention_at=moment,
                submitted_at=moment - dt.timedelta(days=4),
                **values,
            )

        due("24", "Завтрашний Иван")
        due("23", "Сегодняшняя Анна")
        due("19", "Опоздавшая Ольга Львовна")
        make_request(name="Ждущий Олег", phone="+79120009999", status=Status.CONTACTED)
        html = anna.get(reverse("desk:queue")).content.decode()
        places = [html.index(name) for name in ("Опоздавшая", "Сегодняшняя", "Завтрашний", "Ждущий")]
        assert places == sorted(places)
        for words in ("Заявки на сервисы", "Просрочено", "Связаться сегодня", "Без ответственного", "Ждём человека"):
            assert words in html
        assert "Посторонний" not in html

    @pytest.mark.parametrize("tab", ["all", "late", "today", "unowned", "waiting", "mine", "nonsense"])
    def test_every_tab_opens_empty_and_full(self, anna, make_request, tab):
        assert anna.get(reverse("desk:queue"), {"tab": tab}).status_code == 200
        make_request()
        assert anna.get(reverse("desk:queue"), {"tab": tab}).status_code == 200

    def test_pages_follow_by_cursor_and_lose_nobody(self, anna, make_request):
        made = {str(make_request(phone=f"+7912{n:07d}", beneficiary=None).pk) for n in range(60)}
        seen, address = [], reverse("desk:queue")
        for _ in range(2):
            html = anna.get(address).content.decode()
            seen += re.findall(r'data-preview="/desk/requests/([^/]+)/preview/"', html)
            more = re.search(r'rel="next" href="([^"]+)"', html)
            address = reverse("desk:queue") + unescape(more[1]) if more else ""
        assert not address
        assert len(seen) == 60
        assert set(seen) == made

    def test_a_broken_cursor_is_told_kindly(self, anna):
        assert anna.get(reverse("desk:queue"), {"after": "zzz"}).status_code == 422

    @pytest.mark.parametrize("rows", [10, 200])
    def test_it_costs_the_same(self, anna, make_request, rows, django_assert_num_queries):
        for n in range(rows):
            make_request(phone=f"+7912{n:07d}")
        anna.get(reverse("desk:queue"))
        with django_assert_num_queries(8):
            anna.get(reverse("desk:queue"))

    @pytest.mark.parametrize("text", ["Берез", "берёз", "912 777", "+7 (912) 777-66-55", "ДЦ-66-{number}", "{short}"])
    def test_search_finds_by_name_phone_and_number(self, anna, make_request, noise, text):
        request = make_request(name="Берёзкина Тамара", phone="+79127776655")
        from uchastie.kernel.search import make_text

        request.beneficiary.search_text = make_text("Берёзкина Тамара", "+79127776655")
        request.beneficiary.save()
        text = text.format(number=request.number.removeprefix("ДЦ-66-"), short=request.number[-6:].lstrip("0"))
        html = anna.post(reverse("desk:found"), {"q": text}).content.decode()
        assert "Берёзкина" in html
        assert "Посторонний" not in html

    def test_search_never_breaks(self, anna):
        for text in ("", "'", '"', "%", "*", "NEAR(", "\x00", "😀", "а" * 10_000, "-1", "٣"):
            assert anna.post(reverse("desk:found"), {"q": text}).status_code == 200

    def test_the_region_sees_its_centres_and_no_others(self, client_of, make_request, noise):
        make_request(name="Своя Вера", phone="+79120000077")
        html = client_of(Role.REGION_COORDINATOR).get(reverse("desk:queue")).content.decode()
        assert "Своя Вера" in html
        assert html.count("Посторонний Человек") == 3 * 1


class TestCard:
    @pytest.mark.ledger("A34", "A37")
    def test_the_six_steps_are_walked_on_one_page(self, anna, make_request):
        request = make_request(service="informing", preferred_way="email")
        page = anna.get(url("request", request)).content.decode()
        assert "Шаг 2 из 6. Связаться" in page
        assert "Удобнее всего: письмо" in page
        anna.post(url("contacts", request), {"result": "talked", "version": ServiceRequest.objects.get().version})
        assert "Шаг 3 из 6. Договориться" in anna.get(url("request", request)).content.decode()
        day = (clock.now() + dt.timedelta(days=3)).date()
        anna.post(url("agreement", request), {"day": day.isoformat(), "time": "15", "format": "in_person"})
        assert "Шаг 4 из 6. Регламент" in anna.get(url("request", request)).content.decode()
        for step in request.regulation.steps.filter(required=True):
            anna.post(url("step", request, step_id=step.pk), {"done": "1"})
        assert "Шаг 5 из 6. Оказать" in anna.get(url("request", request)).content.decode()
        anna.post(url("delivery", request), {"format": "in_person", "outcome": "Готово"})
        page = anna.get(url("request", request)).content.decode()
        assert "Шаг 6 из 6. Оценка" in page
        assert 'aria-label="QR-код"' in page

    @pytest.mark.ledger("A39")
    def test_the_regulation_stands_on_the_card_with_its_version(self, anna, make_request):
        request = make_request(service="informing")
        page = anna.get(url("request", request)).content.decode()
        assert f"версия {request.regulation.number}" in page
        assert request.regulation.steps.first().text in page.replace("&nbsp;", " ")

    def test_it_costs_a_constant_number_of_statements(self, anna, make_request, django_assert_max_num_queries):
        request = make_request(service="informing")
        anna.get(url("request", request))
        with django_assert_max_num_queries(30):
            anna.get(url("request", request))

    def test_what_was_typed_stays_when_somebody_was_faster(self, anna, client_of, make_request):
        request = make_request(service="informing", status=Status.CONTACTED)
        version = request.version
        data = {"version": version, "format": "phone", "all_steps": "on"}
        client_of(Role.CENTRE_HEAD).post(url("delivery", request), data | {"outcome": "Первый"})
        answer = anna.post(url("delivery", request), data | {"outcome": "Мой длинный рассказ"})
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "уже отметили оказанной" in page
        assert "Мой длинный рассказ" in page

    @pytest.mark.parametrize("name", ["contacts", "agreement", "delivery", "cancellation", "notes", "volunteer"])
    @pytest.mark.parametrize("value", ["", "x" * 10_000, "😀", "<script>alert(1)</script>", "-1"])
    def test_bad_input_gets_the_page_back_in_russian(self, anna, make_request, name, value):
        request = make_request(service="consulting", status=Status.CONTACTED)
        fields = (
            "result",
            "note",
            "day",
            "time",
            "format",
            "topic",
            "minutes",
            "outcome",
            "reason",
            "text",
            "volunteer_id",
        )
        answer = anna.post(url(name, request), dict.fromkeys(fields, value) | {"version": "x"})
        assert answer.status_code in {302, 422}
        assert b"<script>alert(1)" not in answer.content

    def test_another_centres_request_does_not_exist(self, client_of, make_request):
        request = make_request()
        stranger = client_of("stranger")
        wrong = stranger.get(url("request", request))
        missing = stranger.get(reverse("desk:request", kwargs={"request_id": uuid.uuid4()}))
        assert wrong.status_code == missing.status_code == 404
        assert wrong.content == missing.content

    @pytest.mark.ledger("A10")
    def test_the_note_says_that_the_person_may_read_it(self, anna, make_request):
        assert "Человек может прочитать заметки о себе" in anna.get(url("request", make_request())).content.decode()

    def test_a_closed_request_does_not_say_that_it_was_delivered(self, anna, make_request):
        request = make_request(status=Status.CANCELLED, cancel_reason="by_applicant")
        page = anna.get(url("request", request)).content.decode()
        assert "Так оказывали" not in page
        assert page.count("не дошло") >= 4


class TestCounter:
    DATA = {
        "key": "k1", "channel": "visit", "kind": "person", "name": "Ларина Вера Павловна", "phone": "8 912 345 67 89",
        "preferred_way": "phone", "service": "informing", "when": "now", "all_steps": "on", "consent": "oral", "email": "",
        "volunteer_id": "", "minutes": "", "outcome": "", "exemption": "", "need": "", "letter_number": "", "letter_date": "",
    }  # fmt: skip

    @pytest.mark.ledger("A43", "A44", "A65", "A66")
    def test_a_walk_in_is_served_from_one_page(self, anna):
        page = anna.get(reverse("desk:add")).content.decode()
        for label in ("Добавить", "Сохранить", "Оказать сразу", "ID волонтёра на Добро.рф"):
            assert label in page.replace("\u00a0", " ")
        assert re.search(r"<button[^>]*>Сохранить\s*<", page), "the label is this word and no other"
        assert re.search(r"<span>Заявки на сервисы</span>", page)
        assert re.search(r"<span>Добавить</span>", page)
        answer = anna.post(reverse("desk:add"), self.DATA, follow=True)
        assert answer.status_code == 200
        made = ServiceRequest.objects.get()
        assert made.status == Status.DELIVERED
        assert made.id_pending
        assert answer.redirect_chain[-1][0] == reverse("desk:served", args=[made.pk])
        assert "QR-код" in answer.content.decode()

    def test_a_double_click_makes_one(self, anna):
        for _ in range(2):
            assert anna.post(reverse("desk:add"), self.DATA).status_code == 302
        assert ServiceRequest.objects.count() == 1

    def test_later_goes_into_the_queue(self, anna):
        anna.post(reverse("desk:add"), self.DATA | {"when": "later", "all_steps": ""})
        made = ServiceRequest.objects.get()
        assert made.status == Status.CONTACTED
        assert made.contacted_at

    @pytest.mark.ledger("A9")
    def test_without_the_regulation_nothing_is_lost_and_nothing_is_saved(self, anna):
        answer = anna.post(reverse("desk:add"), self.DATA | {"all_steps": "", "outcome": "Рассказ"})
        assert answer.status_code == 422
        assert "Рассказ" in answer.content.decode()
        assert not ServiceRequest.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("phone", "12345", "цифр"),
            ("name", "", "Выберите человека"),
            ("service", "social-design", "Этого сервиса"),
            ("email", "вера", "не похож на настоящий"),
            ("volunteer_id", "12", "от 4 до 10 цифр"),
            ("need", "я" * 4001, "Слишком длинно"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, anna, field, value, words):
        answer = anna.post(reverse("desk:add"), self.DATA | {field: value})
        assert answer.status_code == 422
        assert words in answer.content.decode().replace("\u00a0", " ")
        assert not ServiceRequest.objects.exists()

    def test_find_keeps_what_is_typed(self, anna):
        answer = anna.post(reverse("desk:add"), self.DATA | {"find": "1", "who": "Ларина", "need": "Про гранты"})
        assert answer.status_code == 200
        assert "Про гранты" in answer.content.decode()
        assert not ServiceRequest.objects.exists()

    def test_a_found_person_is_not_entered_again(self, anna, make_request):
        person = make_request().beneficiary
        anna.post(reverse("desk:add"), self.DATA | {"beneficiary": str(person.pk), "name": "", "phone": ""})
        assert person.requests.count() == 2


@pytest.mark.ledger("A12")
def test_the_late_tab_says_how_promises_are_kept(anna, make_request):
    ago = clock.now() - dt.timedelta(days=3)
    make_request(contact_due_at=ago, attention_at=ago, submitted_at=ago - dt.timedelta(days=2))
    html = anna.get(reverse("desk:queue"), {"tab": "late"}).content.decode().replace("\u00a0", " ")
    assert "связались вовремя" in html
    assert "0 из 1" in html


@pytest.mark.parametrize(
    ("referer", "back"),
    [("http://testserver/desk/add/?x=1", "/desk/add/"), ("https://evil.example/desk/", "/"), ("", "/")],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client, db, referer, back):
    answer = client.post(reverse("desk:add"), {"name": "Вера"}, headers={"referer": referer} if referer else {})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={back}")


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "x", "\u0663"])
def test_a_version_made_by_hand_is_no_trouble(client_of, make_request, version):
    """A number of 5,000 digits is one that Python itself refuses to read."""
    request = make_request()
    answer = client_of(Role.CENTRE_EMPLOYEE).post(f"/desk/requests/{request.pk}/assignee/", {"version": version})
    assert answer.status_code in {302, 409}
