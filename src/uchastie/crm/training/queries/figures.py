"""What the figures count of training (A87): how many work in the centre, and how many of them know all three subjects.
Both are states told from the records themselves, so what is corrected later corrects the history."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.training.models import Training
from uchastie.crm.training.rules import Subject
from uchastie.kernel import measures
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import Evidence, Measure

DAY = dt.timedelta(days=1)
type Amounts = Iterable[tuple[UUID, dt.date, int]]
type Span = tuple[dt.date, dt.date]  # the first and the last day, both included


def figures() -> tuple[Measure, ...]:
    state = measures.Kind.STATE
    return (
        Measure("training.staff", "Сотрудники центра", state, count_staff, list_working),
        Measure("training.trained", "Обучены по трём предметам", state, count_trained, list_trained),
    )


def count_staff(units: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
    for unit_id, people in _work(units).items():
        yield from _changes(unit_id, people, first, last)


def count_trained(units: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
    work = _work(units)
    known = _known({user_id for people in work.values() for user_id in people})
    for unit_id, people in work.items():
        able = {user_id: _both(spans, known.get(user_id, [])) for user_id, spans in people.items()}
        yield from _changes(unit_id, able, first, last)


def _work(units: Collection[UUID]) -> dict[UUID, dict[UUID, list[Span]]]:
    """Unit → who → the days of work there. One statement."""
    found: dict[UUID, dict[UUID, list[Span]]] = {unit_id: defaultdict(list) for unit_id in units}
    for unit, user_id, since, ended in network.list_work(units):
        first = since.astimezone(unit.zone).date()
        last = ended.astimezone(unit.zone).date() - DAY if ended else dt.date.max
        if first <= last:
            found[unit.pk][user_id].append((first, last))
    return found


def _known(user_ids: Collection[UUID]) -> dict[UUID, list[Span]]:
    """Who → the days on which all three subjects counted. One statement."""
    learnt: dict[UUID, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    rows = Training.objects.filter(user_id__in=user_ids).values_list("user_id", "subject", "learnt_on", "until")
    for user_id, subject, first, last in rows:
        learnt[user_id][subject].append((first, last))
    known: dict[UUID, list[Span]] = {}
    for user_id, subjects in learnt.items():
        spans: list[Span] = [(dt.date.min, dt.date.max)]
        for subject in Subject:
            spans = _both(spans, subjects.get(subject, []))
        known[user_id] = spans
    return known


def _both(some: list[Span], others: list[Span]) -> list[Span]:
    """The days that lie in both."""
    pairs = [(max(a[0], b[0]), min(a[1], b[1])) for a in some for b in others]
    return [pair for pair in pairs if pair[0] <= pair[1]]


def _changes(
    unit_id: UUID, people: dict[UUID, list[Span]], first: dt.date, last: dt.date
) -> Iterator[tuple[UUID, dt.date, int]]:
    """The last change before `first` and every one up to `last`."""
    edges = {edge for spans in people.values() for a, b in spans for edge in (a, b + DAY if b < dt.date.max else b)}
    before: list[tuple[dt.date, int]] = []
    inside: list[tuple[dt.date, int]] = []
    value = None
    for day in sorted(edge for edge in edges if edge <= last):
        now = sum(any(a <= day <= b for a, b in spans) for spans in people.values())
        if now != value:
            (before if day < first else inside).append((day, now))
            value = now
    yield from ((unit_id, day, amount) for day, amount in [*before[-1:], *inside])


def list_working(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    return _people(actor, unit_id, last, limit, trained=False)


def list_trained(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    return _people(actor, unit_id, last, limit, trained=True)


def _people(actor: Actor, unit_id: UUID, day: dt.date, limit: int, *, trained: bool) -> list[Evidence]:
    """Those who were counted on that day."""
    unit: Unit = network.get_unit(actor, unit_id)
    people = _work([unit_id])[unit_id]
    if trained:
        known = _known(people)
        people = {pk: _both(spans, known.get(pk, [])) for pk, spans in people.items()}
    began = {pk: max(a for a, b in spans if a <= day <= b) for pk, spans in people.items() if _covers(spans, day)}
    names = accounts.names_of(began)
    rows = [Evidence(began[pk], names.get(pk, ""), note=unit.name, url=_address(unit, pk)) for pk in began]
    return sorted(rows, key=lambda row: row.day, reverse=True)[:limit]


def _covers(spans: list[Span], day: dt.date) -> bool:
    return any(a <= day <= b for a, b in spans)


def _address(unit: Unit, user_id: UUID) -> str:
    return reverse("training:person", args=[unit.slug, user_id])
