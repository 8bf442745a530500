"""Questions about the platform and useful actions of people."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, rules
from uchastie.crm.platform.models import Question, UsefulMark
from uchastie.crm.platform.queries.standing import visible
from uchastie.crm.platform.rules import Outcome
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """Short questions of a period; requests of the desk are not among them."""

    received: int
    answered: int

    @property
    def share(self) -> float | None:
        return self.answered / self.received if self.received else None


def get_question(actor: Actor, question_id: UUID, *, lock: bool = False) -> Question:
    rows = Question.objects.select_related("unit__region").filter(visible(actor), pk=question_id)
    found = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if found is None:
        raise NotSeen
    return found


def list_questions(actor: Actor, unit: Unit, *, waiting: bool = False, after: str | None = None) -> Page[Question]:
    access.require_reader(actor, unit)
    rows = Question.objects.filter(unit=unit).select_related("made_by")
    if waiting:
        rows = rows.filter(outcome=Outcome.WAITING)
    return keyset(rows, order=("-made_at", "-id"), size=PAGE, after=after)


def count_waiting(actor: Actor, unit: Unit) -> int:
    access.require_reader(actor, unit)
    rows = Question.objects.filter(unit=unit, outcome=Outcome.WAITING)
    return rows.aggregate(n=Sum("count"))["n"] or 0


def count_asked(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> Asked:
    """An answer is counted on the day of its question, so there are never more answers than questions."""
    access.require_reader(actor, unit)
    rows = Question.objects.filter(unit=unit, day__gte=first, day__lte=last, outcome__in=rules.COUNTED)
    sums = rows.aggregate(all=Sum("count"), done=Sum("count", filter=Q(outcome=Outcome.ANSWERED)))
    return Asked(sums["all"] or 0, sums["done"] or 0)


# --- useful actions ---


def get_mark(actor: Actor, mark_id: UUID, *, lock: bool = False) -> UsefulMark:
    rows = UsefulMark.objects.select_related("unit__region").filter(visible(actor), pk=mark_id)
    found = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if found is None:
        raise NotSeen
    return found


def list_marks(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[UsefulMark]:
    """With names: only for those who work in the centre."""
    access.require_worker(actor, unit)
    rows = UsefulMark.objects.filter(unit=unit, cancelled_at=None).select_related("person", "made_by")
    return keyset(rows, order=("-made_at", "-id"), size=PAGE, after=after)


def count_marked(unit: Unit, first: dt.date, last: dt.date) -> int:
    """Different people with at least one useful action of these days."""
    rows = UsefulMark.objects.filter(unit=unit, cancelled_at=None, day__gte=first, day__lte=last)
    return rows.aggregate(n=Count("person", distinct=True))["n"] or 0


def list_own_marks(person_ids: Collection[UUID]) -> list[UsefulMark]:
    """For the person: the last ones, whoever noted them."""
    rows = UsefulMark.objects.filter(person__in=person_ids, cancelled_at=None).select_related("unit")
    return list(rows.order_by("-day", "-id")[:50])


def marks_among(person_ids: Collection[UUID]) -> set[tuple[UUID, str, dt.date]]:
    rows = UsefulMark.objects.filter(person__in=person_ids, cancelled_at=None)
    return set(rows.values_list("person_id", "kind", "day"))
