"""What a neighbour, and the side that leads a notice, read of their own."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from uchastie.crm.neighbours import access
from uchastie.crm.neighbours.models import Answer, Barred, Neighbour, Notice, Word
from uchastie.crm.neighbours.rules import AnswerState
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Contacts:
    """What opens to the other side: nothing before both agreed and nothing after it is over."""

    name: str
    phone: str
    email: str


def find_neighbour(ids: Collection[UUID]) -> Neighbour | None:
    rows = Neighbour.objects.filter(person__in=ids).select_related("unit", "person", "consent")
    return rows.order_by("joined_at", "id").first()


def digests_of(ids: Collection[UUID]) -> set[str]:
    """Of all phones and addresses of these cards; digests, so that the list of the barred names nobody."""
    values = {value for one in people.contacts_of(list(ids)).values() for value in (*one.phones, *one.emails)}
    return {salted_hmac("neighbours.barred", value, algorithm="sha256").hexdigest() for value in values}


def is_barred(ids: Collection[UUID]) -> bool:
    return Barred.objects.filter(digest__in=digests_of(ids)).exists()


def is_consent_over(neighbour: Neighbour) -> bool:
    return neighbour.consent.withdrawn_at is not None


def get_notice(actor: Actor, notice_id: UUID) -> Notice:
    """For the side that leads it."""
    notice = _notices().filter(pk=notice_id).first()
    if notice is None:
        raise NotSeen
    access.require_leader(actor, notice)
    return notice


def lock_notice(notice_id: UUID) -> Notice:
    """Who may is asked by the action that locks."""
    if not Notice.objects.select_for_update().filter(pk=notice_id).exists():
        raise NotSeen
    return _notices().get(pk=notice_id)


def _notices() -> "QuerySet[Notice]":
    return Notice.objects.select_related("author__person", "unit", "need__case__unit", "request")


def list_own_notices(neighbour: Neighbour, *, limit: int = 30) -> list[Notice]:
    return list(neighbour.notices.select_related("unit").order_by("-shown_at", "-id")[:limit])


def list_own_answers(neighbour: Neighbour, *, limit: int = 30) -> list[Answer]:
    rows = neighbour.answers.select_related("notice__author", "notice__unit")
    return list(rows.order_by("-made_at", "-id")[:limit])


def list_answers(notice: Notice, *, limit: int = 50) -> list[Answer]:
    return list(notice.answers.select_related("neighbour__person").order_by("made_at", "id")[:limit])


def find_answer(neighbour: Neighbour, notice: Notice) -> Answer | None:
    return neighbour.answers.filter(notice=notice).first()


def get_answer(actor: Actor, answer_id: UUID) -> Answer:
    rows = Answer.objects.select_related(
        "neighbour__person", "notice__author__person", "notice__unit", "notice__need__case__unit"
    )
    answer = rows.filter(pk=answer_id).first()
    if answer is None:
        raise NotSeen
    access.require_side(actor, answer)
    return answer


def lock_answer(actor: Actor, answer_id: UUID) -> Answer:
    """Under the lock of its notice, so that two sides never wait for each other."""
    found = get_answer(actor, answer_id)
    lock_notice(found.notice_id)
    return get_answer(actor, answer_id)


def contacts_of(answer: Answer, *, of_author: bool) -> Contacts | None:
    """Only while the two are agreed. A family's never: the unit speaks for it."""
    if answer.state != AnswerState.CHOSEN:
        return None
    author = answer.notice.author
    if of_author and author is None:
        unit = answer.notice.unit
        return Contacts(unit.name, unit.phone, unit.email)
    person = author.person_id if of_author and author else answer.neighbour.person_id
    name = author.name if of_author and author else answer.neighbour.name
    found = people.contacts_of([person])[person]
    return Contacts(name, next(iter(found.phones), ""), next(iter(found.emails), ""))


def words_of(answer: Answer) -> dict[bool, Word]:
    """By side: True is the side of the notice."""
    return {word.by_author: word for word in answer.words.all()}


def count_answers_today(neighbour: Neighbour) -> int:
    return neighbour.answers.filter(made_at__gt=clock.now() - dt.timedelta(days=1)).count()
