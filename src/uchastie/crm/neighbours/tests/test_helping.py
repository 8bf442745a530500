"""From an ask to both thanks, through the real database."""

import datetime as dt

import pytest
from tests.world import World
from tests.world_neighbours import make_answer, make_neighbour, make_notice

from uchastie.crm.neighbours import access, actions, queries, rules
from uchastie.crm.neighbours.models import Answer, Neighbour, Notice, Reach
from uchastie.crm.neighbours.rules import Age, AnswerState, Kind, Outcome, State
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

pytestmark = pytest.mark.django_db


def as_(neighbour: Neighbour):  # type: ignore[no-untyped-def]
    return access.neighbour_actor(neighbour)


def choose(author: Neighbour, answer: Answer) -> Answer:
    at = clock.now() + dt.timedelta(hours=5)
    return actions.choose_answer(actor=as_(author), answer_id=answer.pk, at=at, where="дом 28, подъезд 3")


@pytest.mark.ledger("A79")
def test_a_neighbour_asks_another_helps_both_thank(world: World, galina: Neighbour, timur: Neighbour) -> None:
    notice = make_notice(galina)
    found = queries.list_feed(world.uralmash, Kind.ASK)
    assert [row.notice_id for row in found.items] == [notice.pk]
    answer = make_answer(notice, timur)
    assert queries.contacts_of(answer, of_author=True) is None
    answer = choose(galina, answer)
    assert queries.list_feed(world.uralmash, Kind.ASK).items == []
    theirs, mine = queries.contacts_of(answer, of_author=True), queries.contacts_of(answer, of_author=False)
    assert theirs
    assert mine
    assert theirs.phone != mine.phone
    assert actions.agree_time(actor=as_(timur), answer_id=answer.pk).agreed_at
    actions.say_word(actor=as_(timur), answer_id=answer.pk, outcome=Outcome.YES, stars=4, thanks="Спасибо за чай")
    timur.refresh_from_db()
    galina.refresh_from_db()
    assert (timur.rated, galina.rated) == (0, 0)
    actions.say_word(actor=as_(galina), answer_id=answer.pk, outcome=Outcome.YES, stars=5, thanks="Быстро!")
    timur.refresh_from_db()
    galina.refresh_from_db()
    assert (timur.mark, galina.mark, timur.helped, galina.helped) == ("5,0", "4,0", 1, 0)
    answer = queries.get_answer(as_(timur), answer.pk)
    assert (answer.state, answer.notice.state, answer.where) == (AnswerState.DONE, State.DONE, "")
    assert queries.contacts_of(answer, of_author=True) is None
    actions.say_word(actor=as_(galina), answer_id=answer.pk, outcome=Outcome.NO, stars=1, thanks="")
    timur.refresh_from_db()
    assert timur.rated == 1
    today = clock.today(world.uralmash.zone)
    assert list(queries.figures()[0].days([world.uralmash.pk], today, today)) == [(world.uralmash.pk, today, 1)]


def test_one_is_chosen_the_others_hear_of_it(galina: Neighbour, timur: Neighbour, pavel: Neighbour) -> None:
    notice = make_notice(galina)
    first, second = make_answer(notice, timur), make_answer(notice, pavel)
    choose(galina, first)
    with pytest.raises(Conflict):
        choose(galina, second)
    second.refresh_from_db()
    assert second.state == AnswerState.PASSED
    assert Message.objects.filter(event="neighbour_passed").exists()
    with pytest.raises(Conflict):
        make_answer(make_chosen(notice), make_other(pavel))


def make_chosen(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def make_other(like: Neighbour) -> Neighbour:
    return make_neighbour(None, "Орлова Инна", "inna@example.org", unit=like.unit)


def test_the_database_lets_only_one_be_chosen(galina: Neighbour, timur: Neighbour, pavel: Neighbour) -> None:
    from django.db import IntegrityError, transaction

    notice = make_notice(galina)
    make_answer(notice, timur)
    make_answer(notice, pavel)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(notice=notice).update(state=AnswerState.CHOSEN)


def test_nobody_else_chooses_reads_or_rates(galina: Neighbour, timur: Neighbour, pavel: Neighbour) -> None:
    answer = make_answer(make_notice(galina), timur)
    for call in (
        lambda: choose(pavel, answer),
        lambda: choose(timur, answer),
        lambda: actions.step_back(actor=as_(pavel), answer_id=answer.pk),
        lambda: actions.keep_apart(actor=as_(pavel), answer_id=answer.pk),
        lambda: actions.withdraw_notice(actor=as_(timur), notice_id=answer.notice_id),
        lambda: queries.get_notice(as_(timur), answer.notice_id),
    ):
        with pytest.raises(NotSeen):
            call()


def test_stepping_back_closes_contacts_and_opens_the_ask_again(
    world: World, galina: Neighbour, timur: Neighbour
) -> None:
    answer = choose(galina, make_answer(make_notice(galina), timur))
    answer = actions.step_back(actor=as_(timur), answer_id=answer.pk)
    assert (answer.state, answer.where) == (AnswerState.WITHDRAWN, "")
    assert queries.contacts_of(answer, of_author=True) is None
    assert len(queries.list_feed(world.uralmash, Kind.ASK).items) == 1
    assert make_answer(answer.notice, timur).state == AnswerState.WAITING


def test_a_reader_who_never_answers_is_released(galina: Neighbour, timur: Neighbour) -> None:
    answer = choose(galina, make_answer(make_notice(galina), timur))
    with clock.at(clock.now() + rules.DECIDE_WITHIN + dt.timedelta(hours=1)):
        assert actions.release_silent() == 1
        assert actions.release_silent() == 0
    answer.refresh_from_db()
    assert answer.state == AnswerState.RELEASED
    assert Notice.objects.get(pk=answer.notice_id).state == State.OPEN


def test_nobody_answered_a_wider_circle_then_the_centre(galina: Neighbour) -> None:
    notice = make_notice(galina)
    near = Reach.objects.filter(notice=notice).count()
    with clock.at(clock.now() + rules.WIDEN_AFTER + dt.timedelta(minutes=1)):
        assert actions.widen_circles() == 1
        assert actions.tell_centres() == 0
    assert Reach.objects.filter(notice=notice).count() >= near
    with clock.at(clock.now() + rules.TELL_CENTRE_AFTER + dt.timedelta(minutes=1)):
        assert (actions.tell_centres(), actions.tell_centres()) == (1, 0)
    notice.refresh_from_db()
    assert (notice.rings, notice.centre_told_at is not None) == (2, True)
    assert Message.objects.filter(event="neighbours_nobody").exists()


def test_both_are_reminded_once_and_silence_closes(galina: Neighbour, timur: Neighbour) -> None:
    answer = choose(galina, make_answer(make_notice(galina), timur))
    assert (actions.remind_of_meetings(), actions.remind_of_meetings()) == (1, 0)
    assert Message.objects.filter(event="neighbour_remind", channel="cabinet").count() == 2
    actions.agree_time(actor=as_(timur), answer_id=answer.pk)
    actions.say_word(actor=as_(galina), answer_id=answer.pk, outcome=Outcome.PARTLY, stars=3, thanks="")
    with clock.at(clock.now() + dt.timedelta(days=4)):
        assert (actions.close_forgotten(), actions.close_forgotten()) == (1, 0)
    timur.refresh_from_db()
    assert (timur.rated, timur.helped) == (1, 1)


def test_a_child_asks_through_the_centre_and_does_not_answer(world: World, galina: Neighbour) -> None:
    child = make_neighbour(world, "Котов Миша", "misha@example.org", age=Age.CHILD)
    notice = make_notice(child, title="Помочь с задачами")
    assert notice.state == State.CHILD
    assert queries.list_feed(world.uralmash, Kind.ASK).items == []
    with pytest.raises(NotSeen):
        queries.get_public(notice.pk)
    with pytest.raises(Refusal) as refused:
        make_answer(make_notice(galina), child)
    assert refused.value.code == "child"


def test_new_people_have_limits(galina: Neighbour, timur: Neighbour) -> None:
    for _ in range(2):
        make_notice(galina)
    with pytest.raises(Refusal) as refused:
        make_notice(galina)
    assert refused.value.code == "too_many"


def test_the_same_form_twice_is_one_ask_and_a_house_is_refused(galina: Neighbour) -> None:
    from tests.world_neighbours import draft

    made = {actions.publish(neighbour=galina, draft=draft(), key="one").pk for _ in range(2)}
    assert len(made) == 1
    with pytest.raises(Refusal) as refused:
        make_notice(galina, street="улица Ильича, 28")
    assert refused.value.field == "street"


def test_taking_the_consent_back_takes_everything_off(world: World, galina: Neighbour, timur: Neighbour) -> None:
    from uchastie.crm.consents import actions as consents
    from uchastie.kernel.actor import SYSTEM

    answer = choose(galina, make_answer(make_notice(galina), timur))
    consents.withdraw(SYSTEM, consent_id=galina.consent_id)
    answer.refresh_from_db()
    assert answer.state == AnswerState.PASSED
    assert Notice.objects.get(pk=answer.notice_id).state == State.WITHDRAWN
    with pytest.raises(Refusal):
        make_notice(Neighbour.objects.get(pk=galina.pk))
