"""A review by QR: without an account, apart from requests, within limits (A41)."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.desk.models import Review
from uchastie.crm.desk.rules import Status
from uchastie.crm.feedback import actions, queries
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.rules import PlaceKind
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM
from uchastie.kernel.errors import Refusal

HOUR = dt.timedelta(hours=1)


def send(client, place, **fields):
    return client.post(f"/q/{place.code}/", {"stars": "5", "comment": "Спасибо"} | fields)


@pytest.mark.ledger("A41", "A61")
def test_a_review_is_left_without_an_account(client, place):
    page = client.get(f"/q/{place.code}/")
    assert "Как вам помогли?" in page.content.decode()
    answer = send(client, place, service="consulting", recommend="9", heard_from="friends")
    assert answer.status_code == 302
    mark = Mark.objects.get()
    assert (mark.stars, mark.comment, mark.recommend, mark.heard_from) == (5, "Спасибо", 9, "friends")
    assert (mark.service_id, mark.request_id, mark.unit_id) == ("consulting", None, place.unit_id)
    assert "Спасибо за отзыв" in client.get(answer["Location"], follow=True).content.decode()


@pytest.mark.parametrize("code", ["aaaaaaaaaa", "AAAAAAAAAA", "short", "lllllllllo", "x" * 300])
def test_another_code_opens_nothing(client, place, code):
    assert client.get(f"/q/{code}/").status_code == 404


def test_a_code_typed_in_capitals_is_the_same_code(client, place):
    assert client.get(f"/q/{place.code.upper()}/").status_code == 200


@pytest.mark.ledger("A61")
def test_a_low_mark_needs_a_word(client, place):
    answer = send(client, place, stars="3", comment="  ")
    assert answer.status_code == 422
    assert "Напишите, пожалуйста, что было не так" in answer.content.decode()
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"stars": ""},
        {"stars": "0"},
        {"stars": "6"},
        {"stars": "пять"},
        {"service": "eco"},
        {"recommend": "11"},
        {"recommend": "-1"},
        {"heard_from": "мама"},
        {"phone": "12", "agree": "on"},
        {"email": "нет", "agree": "on"},
        {"number": "1" * 41},
        {"website": "http://spam.example"},
        {"comment": "я" * 10_000},
    ],
)
def test_bad_words_come_back_with_an_explanation(client, place, fields):
    answer = send(client, place, **fields)
    assert answer.status_code == 422
    assert not Mark.objects.exists()


def test_what_people_write_stays_words(client, place, client_of):
    words = "<script>alert(1)</script> 🙂👵🏼 {{ 7*7 }} 'OR 1=1--\u202e конец"
    assert send(client, place, comment=words).status_code == 302
    mark = Mark.objects.get()
    assert mark.comment == words
    page = client_of(Role.CENTRE_HEAD).get(f"/feedback/marks/{mark.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.ledger("A40")
@pytest.mark.parametrize("role", [Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.FEDERAL_MANAGER])
def test_staff_cannot_rate(client_of, place, role):
    client = client_of(role)
    assert "Вы вошли как сотрудник" in client.get(f"/q/{place.code}/").content.decode()
    answer = send(client, place)
    assert answer.status_code == 422
    assert not Mark.objects.exists()


def test_the_same_form_twice_is_one_review(client, place):
    for _ in range(3):
        assert send(client, place, key="a" * 32).status_code == 302
    assert Mark.objects.count() == 1


def test_another_text_from_the_same_form_says_that_the_first_one_is_kept(client, place):
    send(client, place, key="a" * 32)
    answer = send(client, place, key="a" * 32, comment="Другое")
    assert answer.status_code == 409
    assert "уже отправлена" in answer.content.decode()
    assert Mark.objects.get().comment == "Спасибо"


@pytest.mark.ledger("A41")
def test_fifty_reviews_from_one_device_are_limited_and_suspected(place):
    client = Client(headers={"user-agent": "Fraud"})
    codes = [send(client, place, comment=f"Отзыв {n}").status_code for n in range(50)]
    assert codes[:8] == [302] * 8
    assert set(codes[8:]) == {429}
    marks = list(Mark.objects.order_by("rated_at", "pk").values_list("suspicious", flat=True))
    assert marks == [False, False, True, True, True, True, True, True]


def test_one_address_of_a_whole_centre_may_say_more_than_one_device(place):
    codes = []
    for number in range(50):
        client = Client(headers={"user-agent": f"Phone {number}"})
        codes.append(send(client, place).status_code)
    assert codes.count(302) == 40
    assert Mark.objects.filter(suspicious=False).count() == 15


def test_a_contact_needs_its_own_consent(client, place):
    assert send(client, place, email="vera@example.org").status_code == 422
    page = client.get(f"/q/{place.code}/").content.decode()
    text = re.search(r'name="text" value="([^"]+)"', page)[1]
    assert send(client, place, email="vera@example.org", agree="on", text=text).status_code == 302
    mark, receipt = Mark.objects.get(), Consent.objects.get()
    assert (receipt.subject_id, receipt.about_id, receipt.text.purpose) == (mark.pk, mark.pk, "answer")


def test_without_a_contact_nothing_of_the_author_is_kept(client, place):
    send(client, place)
    assert not Consent.objects.exists()
    assert "127.0.0.1" not in repr(list(Mark.objects.values_list()))


def test_a_revoked_code_takes_no_reviews_and_says_so(client, place):
    actions.revoke_place(actor=SYSTEM, place_id=place.pk)
    page = client.get(f"/q/{place.code}/")
    assert page.status_code == 410
    assert "больше не действует" in page.content.decode()
    assert send(client, place).status_code == 410
    assert not Mark.objects.exists()


def test_a_suspended_centre_has_no_codes(client, place):
    place.unit.apply(status="suspended")
    assert client.get(f"/q/{place.code}/").status_code == 404


def test_a_service_the_centre_does_not_offer_is_not_taken(place):
    with pytest.raises(Refusal, match="not_offered"):
        actions.leave_review(visitor=NOBODY, code=place.code, said=actions.Said(5, service_code="eco"), key="k")


def test_a_code_of_an_employee_names_him(world):
    user = world.user(Role.CENTRE_EMPLOYEE)
    place = actions.make_place(actor=SYSTEM, unit=world.uralmash, kind=PlaceKind.EMPLOYEE, target=str(user.pk))
    mark = actions.leave_review(visitor=NOBODY, code=place.code, said=actions.Said(5), key="k")
    assert mark.employee_id == user.pk


# --- a review becomes that of a request ---


@pytest.fixture
def delivered(make_request):
    return make_request(status=Status.DELIVERED, delivered_at=clock.now() - HOUR, submitted_at=clock.now() - 2 * HOUR)


@pytest.mark.ledger("A41")
def test_who_names_the_number_and_the_contact_rates_the_request(delivered, leave):
    mark = leave(2, "Долго ждали", phone="+79123456789", number=delivered.number)
    delivered.refresh_from_db()
    mark.refresh_from_db()
    assert (mark.request_id, delivered.status) == (delivered.pk, Status.RATED)
    review = Review.objects.get(request=delivered)
    assert (review.stars, review.comment) == (2, "Долго ждали")
    assert Mark.objects.count() == 1


def test_a_stranger_with_the_number_alone_changes_nothing(delivered, leave):
    mark = leave(1, "Месть", phone="+79990000000", number=delivered.number)
    delivered.refresh_from_db()
    assert (mark.request_id, delivered.status) == (None, Status.DELIVERED)


def test_a_suspected_review_is_not_joined_by_itself(delivered, leave):
    leave(5, phone="+79123456789", number=delivered.number, suspicious=True)
    assert not Review.objects.exists()


def test_a_request_that_has_a_review_keeps_it(rate, leave):
    mark = rate(4)
    again = leave(1, "Передумал", phone="+79123456789", number=mark.request.number)
    assert again.request_id is None
    assert Review.objects.get().stars == 4


@pytest.mark.ledger("A41")
def test_the_head_joins_a_review_only_where_the_rules_allow(delivered, leave, make_request, actor_of):
    named = leave(5, number=delivered.number)
    unnamed = leave(5)
    other = make_request(status=Status.DELIVERED, delivered_at=clock.now() - HOUR, submitted_at=clock.now() - 2 * HOUR)
    head = actor_of(Role.CENTRE_HEAD)
    assert queries.list_linkable(head, unnamed) == []
    for mark, request in ((unnamed, delivered), (named, other)):
        with pytest.raises(Refusal, match="not_linkable"):
            actions.link_mark(actor=head, mark_id=mark.pk, version=None, request_id=request.pk)
    actions.link_mark(actor=head, mark_id=named.pk, version=None, request_id=delivered.pk)
    assert Review.objects.get().request_id == delivered.pk


def test_an_employee_joins_nothing(delivered, leave, actor_of):
    mark = leave(5, number=delivered.number)
    with pytest.raises(Refusal, match="denied"):
        actions.link_mark(actor=actor_of(Role.CENTRE_EMPLOYEE), mark_id=mark.pk, version=None, request_id=delivered.pk)


def test_a_review_from_before_the_delivery_or_a_month_after_is_not_of_it(make_request, leave, actor_of):
    now = clock.now()
    late = make_request(
        status=Status.DELIVERED, delivered_at=now - dt.timedelta(days=31), submitted_at=now - dt.timedelta(days=32)
    )
    assert queries.list_linkable(SYSTEM, leave(5, number=late.number)) == []
    with time_machine.travel(now - dt.timedelta(days=40), tick=False):
        early = leave(5, number=late.number)
    assert queries.list_linkable(SYSTEM, early) == []


def test_other_centres_requests_are_never_joined(world, make_request, leave):
    there = make_request(
        unit=world.vtoroy, status=Status.DELIVERED, delivered_at=clock.now() - HOUR, submitted_at=clock.now() - 2 * HOUR
    )
    mark = leave(5, phone="+79123456789", number=there.number)
    assert mark.request_id is None
    assert queries.list_linkable(SYSTEM, mark) == []
