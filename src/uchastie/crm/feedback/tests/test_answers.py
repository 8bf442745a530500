"""A low mark is a task of the head; the answer reaches the author and is not changed in silence."""

import datetime as dt

import pytest
import time_machine

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk import queries as requests
from uchastie.crm.feedback import actions, queries
from uchastie.crm.feedback.models import Answer, Mark
from uchastie.crm.feedback.queries import Filter
from uchastie.crm.feedback.rules import CloseReason, State
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

WORDS = "Простите. Мы перезвонили вам сегодня."


@pytest.fixture
def head(actor_of):
    return actor_of(Role.CENTRE_HEAD)


@time_machine.travel("2026-11-20 12:00+05:00", tick=False)
def test_a_low_mark_waits_three_working_days(rate, world):
    mark = rate(3)
    assert mark.state == State.NEW
    assert mark.attention_at.astimezone(world.uralmash.zone).date() == dt.date(2026, 11, 25)  # Fri → Wed


def test_a_good_mark_is_no_task(rate):
    mark = rate(4, "")
    assert (mark.state, mark.attention_at) == (State.QUIET, None)


def test_a_low_mark_by_qr_is_a_task_too(leave):
    assert leave(1, "Грубо ответили").state == State.NEW


def test_the_heads_are_told_of_a_low_mark(rate, world):
    mark = rate(2)
    told = Message.objects.filter(event="low_mark", about_id=mark.pk)
    assert {message.recipient_id for message in told} == {world.user(Role.CENTRE_HEAD).pk}


def test_of_a_mark_by_qr_the_heads_are_told_without_a_number(leave):
    mark = leave(1, "Холодно в зале")
    told = Message.objects.filter(about_id=mark.pk, channel="cabinet").get()
    assert (told.event, told.subject) == ("low_mark_qr", "Низкая оценка по QR-коду")


def _change(mark, stars):
    holder = Actor(ActorKind.HOLDER, id=mark.request_id)
    desk.rate(holder=holder, visitor=NOBODY, stars=stars, comment="Передумал")
    mark.refresh_from_db()


def test_a_mark_that_is_lowered_later_waits_from_then(rate):
    mark = rate(5, "")
    _change(mark, 2)
    assert (mark.state, mark.stars) == (State.NEW, 2)


def test_a_mark_that_is_raised_stays_a_task_until_the_head_has_seen_it(rate):
    mark = rate(2)
    _change(mark, 5)
    assert (mark.state, mark.stars) == (State.NEW, 5)


def test_a_mark_that_became_better_after_the_answer_is_no_new_task(rate, head):
    mark = rate(1)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    _change(mark, 3)
    assert (mark.state, mark.stars) == (State.ANSWERED, 3)


def test_new_words_under_the_same_low_mark_wait_again(rate, head):
    mark = rate(2)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    _change(mark, 2)
    assert mark.state == State.NEW


def test_an_answered_mark_that_is_lowered_waits_again(rate, head):
    mark = rate(3)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    _change(mark, 1)
    assert mark.state == State.NEW


@pytest.mark.ledger("A40")
def test_the_answer_reaches_the_author(rate, head, client, django_capture_on_commit_callbacks):
    mark = rate(2)
    person = mark.request.beneficiary
    ContactPoint.objects.create(beneficiary=person, kind="email", value="vera@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        actions.answer_mark(actor=head, mark_id=mark.pk, version=mark.version, text=WORDS)
    mark.refresh_from_db()
    assert (mark.state, mark.attention_at) == (State.ANSWERED, None)
    told = Message.objects.filter(event="feedback_answered", recipient_id=person.pk)
    assert told.exists()
    assert all(WORDS in message.body for message in told.filter(channel__in=["cabinet", "email"]))
    page = client.get(f"/s/{requests.status_token(mark.request_id)}/").content.decode()
    assert "Вам ответили" in page
    assert WORDS in page


def test_an_author_by_qr_with_an_address_gets_a_letter(leave, head):
    mark = leave(1, "Холодно в зале", email="vera@example.org")
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    letter = Message.objects.get(about_id=mark.pk, event="feedback_answered")
    assert (letter.address, letter.recipient_id) == ("vera@example.org", None)
    assert WORDS in letter.body


def test_an_author_without_contacts_is_told_nothing(leave, head):
    mark = leave(1, "Холодно в зале")
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    assert not Message.objects.filter(event="feedback_answered").exists()


def test_a_changed_answer_is_a_new_edition_and_the_person_is_told(rate, head, client):
    mark = rate(2)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text="Дополняем: мастер придёт во вторник.")
    assert list(Answer.objects.order_by("number").values_list("number", "text")) == [
        (1, WORDS),
        (2, "Дополняем: мастер придёт во вторник."),
    ]
    page = client.get(f"/s/{requests.status_token(mark.request_id)}/").content.decode()
    assert "ответ дополнен" in page
    assert WORDS in page  # the first one is not hidden
    assert Message.objects.filter(event="feedback_answered", channel="cabinet").count() == 2


def test_two_heads_do_not_answer_over_each_other(rate, head):
    mark = rate(2)
    actions.answer_mark(actor=head, mark_id=mark.pk, version=mark.version, text=WORDS)
    with pytest.raises(Conflict):
        actions.answer_mark(actor=head, mark_id=mark.pk, version=mark.version, text="Ответ второго руководителя")


@pytest.mark.parametrize("role", [Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR])
def test_only_the_head_answers(rate, actor_of, role):
    with pytest.raises(Denied):
        actions.answer_mark(actor=actor_of(role), mark_id=rate(2).pk, version=None, text=WORDS)


def test_marks_of_another_centre_do_not_exist(rate, actor_of):
    mark = rate(2)
    with pytest.raises(NotSeen):
        queries.get_mark(actor_of("stranger"), mark.pk)


def test_closing_without_an_answer_has_a_reason_the_region_sees(rate, head, actor_of, client_of):
    mark = rate(2)
    actions.close_mark(
        actor=head, mark_id=mark.pk, version=None, reason=CloseReason.TALKED, note="Позвонили, извинились"
    )
    page = client_of(Role.REGION_COORDINATOR).get(f"/feedback/marks/{mark.pk}/").content.decode()
    assert "Поговорили лично или по телефону" in page.replace("поговорили", "Поговорили")
    assert "Позвонили, извинились" in page
    with pytest.raises(Refusal, match="illegal_move"):
        actions.close_mark(actor=head, mark_id=mark.pk, version=None, reason=CloseReason.FAKE, note="Ещё раз, второй")


def test_the_region_sees_what_is_late(rate, world, actor_of):
    with time_machine.travel(clock.now() - dt.timedelta(days=20), tick=False):
        late = rate(1)
    rate(2)
    region = actor_of(Role.REGION_COORDINATOR)
    assert [mark.pk for mark in queries.list_marks(region, world.region, Filter.LATE).items] == [late.pk]
    assert queries.count_waiting(region, world.region) == (2, 1)
    assert queries.count_waiting(SYSTEM, world.other_region) == (0, 0)


def test_contacts_are_erased_a_month_after_the_answer(leave, head):
    mark = leave(1, "Холодно", email="vera@example.org")
    fresh = leave(1, "Душно", phone="+79123456789")
    actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=WORDS)
    with time_machine.travel(clock.now() + dt.timedelta(days=31), tick=False):
        assert actions.forget_contacts() == 1
    assert Mark.objects.get(pk=mark.pk).email == ""
    assert Mark.objects.get(pk=fresh.pk).phone  # still waits for an answer


def test_a_contact_is_erased_when_the_author_asks(leave, head):
    mark = leave(1, "Холодно", email="vera@example.org")
    actions.erase_contact(actor=head, mark_id=mark.pk)
    mark.refresh_from_db()
    assert (mark.email, mark.comment) == ("", "Холодно")
