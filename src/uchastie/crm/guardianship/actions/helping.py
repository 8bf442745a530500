"""From the signed papers to the help: activation, the day of the start, papers that come and lapse."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.families import actions as families
from uchastie.crm.guardianship import access, queries, rules
from uchastie.crm.guardianship.actions.steps import lead_case, lock_pair, move, record
from uchastie.crm.guardianship.events import HelpStarted, StartMoved
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import Move, PairState
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def activate(
    *, actor: Actor, guardianship_id: UUID, started_on: dt.date | None = None, version: int | None = None
) -> Guardianship:
    """The help begins, on the present day unless another is named; all papers must be in force (decision 15)."""
    pair = lock_pair(actor, guardianship_id, version)
    access.require_hq(actor, pair)
    rules.LIFECYCLE.target(PairState(pair.state), Move.ACTIVATE)
    rules.require_papers(queries.papers_of(pair.guardian_id, pair.case_id))
    day = started_on or clock.today(pair.unit.zone)
    _require_start(pair, day)
    move(actor, pair, Move.ACTIVATE, help_started_on=day, activated_at=clock.now())
    lead_case(pair.case_id)
    families.release_taken(SYSTEM, pair.promises.filter(released_at=None).values_list("need_id", flat=True))
    bus.announce(HelpStarted(pair.pk, day))
    return pair


@transaction.atomic
def set_start(*, actor: Actor, guardianship_id: UUID, started_on: dt.date, version: int | None = None) -> Guardianship:
    """Another day of the start, until the first call is made (decision 18)."""
    pair = lock_pair(actor, guardianship_id, version)
    access.require_hq(actor, pair)
    if pair.state != PairState.ACTIVE:
        raise Refusal("not_active", "Помощь сейчас не идёт: день начала не меняется.")
    if pair.start_fixed_at is not None:
        raise Refusal("start_fixed", "Первый созвон уже прошёл: день начала больше не меняется.", field="started_on")
    _require_start(pair, started_on)
    if started_on == pair.help_started_on:
        return pair
    pair.apply(help_started_on=started_on)
    record(actor, pair, "pair_start_moved", day=started_on.isoformat())
    bus.announce(StartMoved(pair.pk, started_on))
    return pair


@transaction.atomic
def fix_start(*, guardianship_id: UUID) -> None:
    """The first call is made: calls are counted from the start, so it stays where it is."""
    pair = queries.get_guardianship(SYSTEM, guardianship_id, lock=True)
    if pair.start_fixed_at is None:
        pair.apply(start_fixed_at=clock.now())


def _require_start(pair: Guardianship, day: dt.date) -> None:
    zone = pair.unit.zone
    met_on = pair.introduced_at.astimezone(zone).date() if pair.introduced_at else day
    rules.require_start(day, met_on, clock.today(zone))


@transaction.atomic
def follow_family_paper(*, guardian_id: UUID, case_id: UUID, in_force: bool) -> None:
    """The agreement of the guardian with the family counts now, or counts no more. Help that has begun goes on: its
    access to contacts is asked for anew at every request."""
    pair = queries.find_open(case_id, guardian_id)
    if pair is None:
        return
    pair = queries.get_guardianship(SYSTEM, pair.pk, lock=True)
    step = Move.SIGN if in_force else Move.UNSIGN
    if rules.LIFECYCLE.allows(PairState(pair.state), step):
        move(SYSTEM, pair, step)
