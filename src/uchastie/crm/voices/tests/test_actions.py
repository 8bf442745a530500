"""From a review to a change, and the silence around those who speak without a name."""

import datetime as dt
import logging
import re

import pytest
from django.test import Client
from tests.world import actor, make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.journal.models import Entry
from uchastie.crm.notifications.models import Message
from uchastie.crm.voices import actions, queries
from uchastie.crm.voices.models import FeedbackItem, Support
from uchastie.crm.voices.rules import Completion, Decision, Effect, Source, State
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

CANARY = "Поставьте скамейку канарейка у входа"
NOBODY = Actor(ActorKind.NOBODY)


def say(unit, words=CANARY, *, person=None, key="k" * 32):
    return actions.receive(
        actor=NOBODY, unit=unit, source=Source.SUGGESTION, words=words, person_id=person and person.pk, key=key
    )


def accepted(said="Нужна скамейка у входа", days=10):
    return Decision(State.ACCEPTED, "Поставим скамейку.", said, clock.now().date() + dt.timedelta(days=days))


def done(change=""):
    return Completion("Скамейка стоит у входа.", Effect.PEOPLE, change)


@pytest.mark.ledger("C12")
def test_a_voice_has_a_due_date_is_answered_done_and_its_author_is_told(world):
    person = make_person(world.uralmash)
    item = say(world.uralmash, person=person).item
    assert item.due_at > clock.now()
    actions.consider(actor=SYSTEM, item_id=item.pk, version=1)
    with pytest.raises(Refusal):
        actions.decide(actor=SYSTEM, item_id=item.pk, version=None, decision=Decision(State.DECLINED, ""))
    actions.decide(actor=SYSTEM, item_id=item.pk, version=2, decision=accepted())
    actions.complete(actor=SYSTEM, item_id=item.pk, version=3, completion=done(f"hours:{world.uralmash.slug}"))
    told = set(Message.objects.filter(recipient_id=person.pk).values_list("event", flat=True))
    assert {"voice_answered", "voice_done"} <= told
    (shown,) = queries.list_board(world.uralmash, "done").items
    assert shown.url == f"/centres/{world.uralmash.slug}/"
    assert CANARY not in "".join(Message.objects.values_list("body", flat=True))


@pytest.mark.ledger("C12")
def test_two_people_answer_and_the_second_is_told(world):
    item = say(world.uralmash).item
    actions.consider(actor=SYSTEM, item_id=item.pk, version=1)
    with pytest.raises(Conflict):
        actions.decide(actor=SYSTEM, item_id=item.pk, version=1, decision=accepted())


def test_the_board_shows_nothing_that_leads_to_a_person(world):
    item = say(world.uralmash).item
    with pytest.raises(Refusal) as refused:
        actions.decide(
            actor=SYSTEM, item_id=item.pk, version=1, decision=accepted("Пусть Вера звонит с +7 912 345-67-89")
        )
    assert refused.value.field == "said"
    actions.decide(actor=SYSTEM, item_id=item.pk, version=1, decision=accepted(said=""))
    assert queries.list_board(world.uralmash, "").items == []


@pytest.mark.ledger("C12")
def test_without_a_name_nothing_leads_back(world, client_of, caplog):
    """Rows, journal, logs, cookies, addresses, search and the board."""
    before = Entry.objects.count()
    visitor = Client()
    with caplog.at_level(logging.DEBUG):
        page = visitor.post(
            f"/centres/{world.uralmash.slug}/voices/items/",
            {"words": CANARY, "key": "a" * 32},
            REMOTE_ADDR="203.0.113.77",
            HTTP_USER_AGENT="Canary/7",
        )
    assert page.status_code == 200
    assert "sessionid" not in visitor.cookies
    assert "voice" not in visitor.cookies
    item = FeedbackItem.objects.get()
    row = repr(FeedbackItem.objects.values().get())
    assert (item.person_id, item.anonymous, Entry.objects.count()) == (None, True, before)
    code = re.search(r'class="voice-code">([^<]+)<', page.content.decode())[1]
    assert all(secret not in row for secret in ("203.0.113.77", "Canary/7", "a" * 32, code, code.replace("-", "")))
    local = item.received_at.astimezone(world.uralmash.zone)
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert CANARY not in caplog.text
    found = client_of(Role.FEDERAL_MANAGER).get("/search/", {"q": "канарейка"}).content.decode()
    assert "Поставьте скамейку" not in found
    for path in ("/voices/", f"/centres/{world.uralmash.slug}/voices/"):
        assert CANARY not in Client().get(path).content.decode()
    answer = Client().post("/voices/answer/", {"code": code.lower()})
    assert CANARY in answer.content.decode()
    assert Client().post("/voices/answer/", {"code": "ABCD-2345-EFGH"}).status_code == 422


def test_a_double_click_is_one_voice_with_one_number(world):
    first, second = say(world.uralmash), say(world.uralmash)
    assert (first.item.pk, first.code) == (second.item.pk, second.code)
    assert FeedbackItem.objects.count() == 1


@pytest.mark.ledger("C12")
def test_a_review_with_words_is_followed(world):
    source = make_person(world.uralmash).pk  # any id
    values = {"unit": world.uralmash, "source_id": source, "stars": 2, "person_id": None}
    first = actions.receive_review(words="Долго ждали", **values)
    again = actions.receive_review(words="Долго ждали и холодно", **values)
    assert (first.pk, again.words) == (again.pk, "Долго ждали и холодно")
    actions.receive_review(words="", **values)
    assert not FeedbackItem.objects.exists()
    item = actions.receive_review(words="Снова долго ждали", **values)
    actions.decide(actor=SYSTEM, item_id=item.pk, version=None, decision=accepted())
    actions.forget_review(source_id=source)
    item.refresh_from_db()
    assert (item.words, item.state) == ("", State.ACCEPTED)


@pytest.mark.ledger("C12")
def test_joined_voices_are_answered_together_and_counted_apart(world):
    person = make_person(world.uralmash)
    head, other = say(world.uralmash, key="1" * 32).item, say(world.uralmash, person=person, key="2" * 32).item
    assert queries.list_similar(SYSTEM, head) == [other]
    assert actions.join(actor=SYSTEM, item_id=head.pk, version=1, others=[other.pk]) == 1
    with pytest.raises(Refusal):
        actions.decide(actor=SYSTEM, item_id=other.pk, version=None, decision=accepted())
    actions.decide(actor=SYSTEM, item_id=head.pk, version=None, decision=accepted())
    assert Message.objects.filter(recipient_id=person.pk, event="voice_answered").exists()
    figures = queries.totals(world.uralmash)
    assert (figures.said, figures.doing) == (2, 2)
    parts = figures.waiting + figures.doing + figures.done + figures.declined + figures.explained
    assert figures.said == parts
    today = clock.today(world.uralmash.zone)
    assert queries.counts_of(world.uralmash, (today, today)).answered == 2


def test_support_is_counted_once_per_person(world):
    item = say(world.uralmash).item
    with pytest.raises(NotSeen):
        actions.support(item_id=item.pk, names=["ticket:1"])
    actions.decide(actor=SYSTEM, item_id=item.pk, version=1, decision=accepted())
    visitor = Client()
    for _ in range(2):
        assert visitor.post(f"/voices/{item.pk}/support/").status_code == 302
    assert actions.support(item_id=item.pk, names=["person:7", "ticket:1"])
    assert not actions.support(item_id=item.pk, names=["person:8", "person:7"])
    assert Support.objects.count() == 2
    assert queries.list_board(world.uralmash, "").items[0].people == 3


def test_only_the_unit_that_was_spoken_to_answers(world):
    item = say(world.uralmash).item
    above = actor(world.user(Role.REGION_COORDINATOR))
    assert queries.get_item(above, item.pk).pk == item.pk
    with pytest.raises(Denied):
        actions.decide(actor=above, item_id=item.pk, version=1, decision=accepted())
    with pytest.raises(NotSeen):
        queries.get_item(NOBODY, item.pk)


def test_heads_are_reminded_once_before_and_once_after_the_due_day(world):
    item = say(world.uralmash).item
    assert actions.remind() == 0
    with clock.at(item.due_at - dt.timedelta(days=1)):
        assert actions.remind() >= 1
        assert actions.remind() == 0
    with clock.at(item.due_at + dt.timedelta(days=1)):
        assert actions.remind() >= 1


@pytest.mark.ledger("C12")
def test_the_pages_answer_and_the_desk_leads_to_the_end(world, client_of):
    item = say(world.uralmash).item
    client = client_of(Role.CENTRE_EMPLOYEE)
    assert CANARY in client.get("/voices/desk/").content.decode()
    page = f"/voices/desk/{item.pk}/"
    refused = client.post(f"{page}decision/", {"state": "accepted", "answer": "Поставим", "version": 1})
    assert refused.status_code == 422
    assert "Поставим" in refused.content.decode()
    values = {"state": "accepted", "answer": "Поставим", "promised_on": "2099-01-01", "said": "Скамейка", "version": 1}
    assert client.post(f"{page}decision/", values).status_code == 302
    values = {"done": "Стоит", "effect": "people", "change": f"hours:{world.uralmash.slug}", "version": 2}
    assert client.post(f"{page}completion/", values).status_code == 302
    assert "Стоит" in client.get(page).content.decode()
    board = Client().get(f"/centres/{world.uralmash.slug}/voices/").content.decode()
    assert "«Скамейка»" in board
    assert "Часы работы центра" in board
    assert Client().get("/voices/").status_code == 200
    assert client.post("/voices/desk/new/", {"words": "Холодно в зале", "key": "z" * 32}).status_code == 302


def test_a_flood_from_one_address_is_slowed_and_what_was_typed_stays(world):
    visitor, board = Client(), f"/centres/{world.uralmash.slug}/voices/items/"
    answers = [visitor.post(board, {"words": CANARY, "key": f"{number:032d}"}) for number in range(21)]
    assert [one.status_code for one in answers] == [200] * 20 + [422]
    assert CANARY in answers[-1].content.decode()
    assert FeedbackItem.objects.count() == 20
