"""Reads of support. Contents of supervision have one door: `get_notes`, `get_own_notes`."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Sum

from uchastie.crm.accounts.models import User
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.support import access, rules
from uchastie.crm.support.models import Compensation, Risk, SupervisionNote, SupervisionSession, SupportAction
from uchastie.crm.support.rules import RiskState, SupportKind
from uchastie.crm.training import queries as training
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30


@dataclass(frozen=True, slots=True)
class Held:
    """Counts of the period, of the unit and those below it; never a word of what was said."""

    by_kind: dict[str, int]
    people: int  # roles that were supported
    staff: int
    supervisions_staff: int
    supervisions_people: int

    @property
    def trainings(self) -> int:
        return self.by_kind.get(SupportKind.TRAINING, 0)


def held(unit: Unit, period: tuple[dt.date, dt.date]) -> Held:
    """`period`: the first and the last day, both included."""
    mine = Q(unit__path__startswith=unit.path, on__range=period)
    rows = list(SupportAction.objects.filter(mine).values_list("kind", "role", "user"))
    sessions = Counter(SupervisionSession.objects.filter(mine).values_list("audience", flat=True))
    return Held(
        by_kind=dict(Counter(kind for kind, _, _ in rows)),
        people=len({role for _, role, _ in rows if role}),
        staff=len({user for _, _, user in rows if user}),
        supervisions_staff=sessions[rules.Audience.STAFF],
        supervisions_people=sessions[rules.Audience.BENEFICIARIES],
    )


def list_actions(actor: Actor, unit: Unit | None, *, after: str | None = None) -> Page[SupportAction]:
    home = access.require_lead(actor, unit)
    rows = SupportAction.objects.filter(unit=home).select_related("role__person", "user")
    return keyset(rows, order=("-on", "-id"), size=PAGE, after=after)


def list_colleagues(unit: Unit) -> list[User]:
    """Who works in the unit now."""
    return network.list_colleagues(unit)


def list_competence(actor: Actor, unit: Unit) -> list[tuple[User, tuple[str, ...], int]]:
    """(who, what is lacking in words, trainings in involvement): competence of staff (C20)."""
    home = access.require_lead(actor, unit)
    people = list_colleagues(home)
    lacks = training.list_untrained([one.pk for one in people], clock.today(home.zone))
    learnt = Counter(
        SupportAction.objects.filter(user__in=people, kind=SupportKind.TRAINING).values_list("user", flat=True)
    )
    return [(one, lacks.get(one.pk, ()), learnt[one.pk]) for one in people]


def list_sessions(actor: Actor, unit: Unit | None, *, after: str | None = None) -> Page[SupervisionSession]:
    """That it was held, when and for whom; who was there is not told to others."""
    home = access.require_lead(actor, unit)
    rows = SupervisionSession.objects.filter(unit=home).select_related("facilitator")
    return keyset(rows, order=("-on", "-id"), size=PAGE, after=after)


def list_readable(actor: Actor, sessions: Collection[SupervisionSession]) -> set[UUID]:
    rows = SupervisionSession.objects.filter(access.notes_open_to(actor), pk__in=[one.pk for one in sessions])
    return set(rows.values_list("pk", flat=True))


def get_session(actor: Actor, session_id: UUID) -> SupervisionSession:
    """With its notes: only the facilitator and the staff who took part. For all others it is not there."""
    rows = SupervisionSession.objects.filter(access.notes_open_to(actor), pk=session_id)
    found = rows.select_related("unit", "facilitator").first()
    if found is None:
        raise NotSeen
    return found


def list_own_sessions(person_ids: Collection[UUID]) -> list[SupervisionSession]:
    rows = SupervisionSession.objects.filter(roles__person__in=list(person_ids)).distinct()
    return list(rows.select_related("unit", "facilitator").order_by("-on", "-id")[:PAGE])


def get_own_session(person_ids: Collection[UUID], session_id: UUID) -> SupervisionSession:
    rows = SupervisionSession.objects.filter(roles__person__in=list(person_ids), pk=session_id)
    found = rows.select_related("unit", "facilitator").first()
    if found is None:
        raise NotSeen
    return found


def own_role(person_ids: Collection[UUID], session: SupervisionSession) -> BeneficiaryRole:
    found = session.roles.filter(person__in=list(person_ids)).first()
    if found is None:
        raise NotSeen
    return found


def notes_of(session: SupervisionSession) -> list[SupervisionNote]:
    """Of a session that `get_session` or `get_own_session` has opened."""
    return list(session.notes.select_related("user", "role__person").order_by("made_at", "id"))


def list_compensations(actor: Actor, unit: Unit | None, *, after: str | None = None) -> Page[Compensation]:
    home = access.require_lead(actor, unit)
    rows = Compensation.objects.filter(unit=home).select_related("role__person")
    return keyset(rows, order=("-on", "-id"), size=PAGE, after=after)


def sum_of_year(unit: Unit) -> int:
    today = clock.today(unit.zone)
    rows = Compensation.objects.filter(unit=unit, on__year=today.year)
    return int(rows.aggregate(all=Sum("amount"))["all"] or 0)


def list_risks(actor: Actor, unit: Unit | None) -> list[tuple[Risk, bool]]:
    """(risk, is it overdue): the overdue first, then the heaviest; those taken off last."""
    home = access.require_lead(actor, unit)
    today = clock.today(home.zone)
    rows = list(Risk.objects.filter(unit=home).select_related("owner").order_by("-made_at", "-id")[:200])
    marked = [(one, one.state != RiskState.CLOSED and one.review_on < today) for one in rows]
    weight = rules.weight
    return sorted(
        marked,
        key=lambda pair: (pair[0].state == RiskState.CLOSED, not pair[1], -weight(pair[0].probability, pair[0].effect)),
    )


def count_risks(unit: Unit) -> tuple[int, int]:
    """(open, of them overdue) of the unit."""
    rows = Risk.objects.filter(unit=unit).exclude(state=RiskState.CLOSED)
    return rows.count(), rows.filter(review_on__lt=clock.today(unit.zone)).count()


def get_risk(actor: Actor, risk_id: UUID) -> Risk:
    found = Risk.objects.select_related("unit", "owner").filter(pk=risk_id).first()
    if found is None or not access.leads(actor, found.unit):
        raise NotSeen
    return found
