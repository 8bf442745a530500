"""Sets of services in versions, and all that the builder shows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Service
from uchastie.crm.catalogue.rules import ServiceKind
from uchastie.crm.licensing import access, guards
from uchastie.crm.licensing.guards import Demand
from uchastie.crm.licensing.models import ServiceSet
from uchastie.crm.licensing.queries.licences import submitted
from uchastie.crm.licensing.queries.offers import list_chosen_codes, tally_of
from uchastie.crm.licensing.rules import OPEN_SET, Answer, Change, SetState, Tally, change_of
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

YEAR = dt.timedelta(days=365)
_BY = ("saved_by", "submitted_by", "decided_by")


def open_set(unit: Unit) -> ServiceSet | None:
    """The draft, or the one that waits for approval."""
    return ServiceSet.objects.filter(unit=unit, state__in=OPEN_SET).select_related(*_BY).first()


def approved_set(unit: Unit) -> ServiceSet | None:
    return ServiceSet.objects.filter(unit=unit, state=SetState.APPROVED).select_related(*_BY).first()


def list_sets(unit: Unit) -> QuerySet[ServiceSet]:
    """Versions that were ever in force, newest first."""
    rows = ServiceSet.objects.filter(unit=unit).exclude(state__in=OPEN_SET)
    return rows.select_related(*_BY).order_by("-number")


def get_set(actor: Actor, unit: Unit, number: int) -> ServiceSet:
    """A version that was ever in force."""
    if actor.kind is not ActorKind.SYSTEM and not access.works_here(actor, unit):
        raise NotSeen
    found = list_sets(unit).filter(number=number).first()
    if found is None:
        raise NotSeen
    return found


def list_submitted(actor: Actor) -> QuerySet[ServiceSet]:
    """Sets that wait for a decision, the oldest first."""
    return submitted(actor)


def change_between(before: ServiceSet | None, after: ServiceSet) -> Change:
    old = [row[0] for row in before.rows] if before else []
    return change_of(old, [row[0] for row in after.rows], before.package if before else "", after.package)


@dataclass(frozen=True, slots=True)
class Line:
    """A service as the builder shows it."""

    service: Service
    studied: bool
    answer: Answer
    demand: Demand
    chosen: bool
    was: bool  # in the set that is in force now


@dataclass(frozen=True, slots=True)
class Builder:
    draft: ServiceSet | None
    approved: ServiceSet | None
    base: tuple[Service, ...]
    lines: tuple[Line, ...]
    tally: Tally
    tally_before: Tally

    @property
    def chosen(self) -> list[Line]:
        return [line for line in self.lines if line.chosen]

    @property
    def added(self) -> list[Line]:
        return [line for line in self.lines if line.chosen and not line.was]

    @property
    def removed(self) -> list[Line]:
        return [line for line in self.lines if line.was and not line.chosen]

    @property
    def studied(self) -> int:
        return sum(line.studied for line in self.lines)

    @property
    def answered(self) -> int:
        return sum(line.answer.is_said for line in self.lines)

    @property
    def unconfirmed_standard(self) -> int:
        return sum(not line.service.level_confirmed for line in self.chosen if line.service.level == "standard")

    @property
    def package_before(self) -> str:
        return self.approved.package if self.approved else self.tally_before.package


def get_builder(unit: Unit, *, codes: frozenset[str] | None = None) -> Builder:
    """The catalogue with what the centre has said of it, in a number of statements that does not grow. `codes`: the
    ticks of this moment, while they are being made."""
    draft, approved = open_set(unit), approved_set(unit)
    services = catalogue.list_services()
    was = list_chosen_codes(unit)
    chosen = codes if codes is not None else frozenset(draft.codes) if draft else was
    demand = guards.demand_of(unit.pk, clock.now() - YEAR)
    source = draft or approved
    studied, answers = (set(source.studied), source.answers) if source else (set(), {})
    elective = [service for service in services if service.kind == ServiceKind.ELECTIVE]
    lines = tuple(
        Line(
            service,
            service.code in studied,
            answer_of(answers, service.code),
            demand.get(service.code, Demand()),
            service.code in chosen,
            service.code in was,
        )
        for service in elective
    )
    base = tuple(service for service in services if service.kind == ServiceKind.BASE)
    return Builder(draft, approved, base, lines, tally_of(elective, chosen), tally_of(elective, was))


def answer_of(answers: Mapping[str, list[int | None]], code: str) -> Answer:
    marks = answers.get(code) or [None, None]
    return Answer(marks[0], marks[1])
