"""The ledger: a fact is written down, put right, taken back. Nothing is fetched: the link says enough."""

from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access, queries
from uchastie.crm.outreach.actions.record import changed, record
from uchastie.crm.outreach.models import Fact, Topic
from uchastie.crm.outreach.rules import FactInput, FactValues, complete, read_link, require_reason, told_known
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def add_fact(*, actor: Actor, unit: Unit, given: FactInput) -> Fact:
    """What was left out is found by the link. The same fact a second time saves nothing and says who was first."""
    access.require_centre(actor, unit)
    values = _complete(unit, given)
    topic = _topic(given.topic)
    _require_new(unit, values)
    try:
        with transaction.atomic():
            fact = Fact.objects.create(
                unit=unit, topic=topic, made_at=clock.now(), made_by_id=actor.user_id, **asdict(values)
            )
    except IntegrityError:
        _require_new(unit, values)  # somebody was faster by a moment
        raise
    record(actor, fact, "fact_added", kind=values.kind, channel=values.channel)
    changed(fact, fact.day)
    return fact


@transaction.atomic
def change_fact(*, actor: Actor, fact_id: UUID, given: FactInput, version: int) -> Fact:
    """Both days are counted anew when it moves to another one."""
    fact = queries.get_fact(actor, fact_id, lock=True)
    access.require_worker(actor, fact.unit.path)
    fact.require_version(version)
    if fact.taken_back_at:
        raise Refusal("taken_back", "Этот факт снят с учёта: изменить его нельзя.")
    values, before = _complete(fact.unit, given), fact.day
    topic = _topic(given.topic)
    _require_new(fact.unit, values, but=fact.pk)
    try:
        with transaction.atomic():
            fact.apply(topic=topic, **asdict(values))
    except IntegrityError:
        _require_new(fact.unit, values, but=fact.pk)
        raise
    record(actor, fact, "fact_changed", kind=values.kind)
    changed(fact, before, fact.day)
    return fact


@transaction.atomic
def take_fact_back(*, actor: Actor, fact_id: UUID, reason: str) -> Fact:
    """It stays in the ledger and says why; it no longer counts. Twice is once."""
    fact = queries.get_fact(actor, fact_id, lock=True)
    access.require_worker(actor, fact.unit.path)
    if fact.taken_back_at:
        return fact
    fact.apply(taken_back_at=clock.now(), taken_back_reason=require_reason(reason))
    record(actor, fact, "fact_taken_back")
    changed(fact, fact.day)
    return fact


def _complete(unit: Unit, given: FactInput) -> FactValues:
    host = read_link(given.link).host if given.link else ""
    return complete(given, today=clock.today(unit.zone), learnt=queries.find_learnt(unit.pk, host))


def _topic(code: str) -> Topic | None:
    if not code:
        return None
    topic = Topic.objects.filter(pk=code).first()
    if topic is None:
        raise Refusal("topic", "Такой темы нет. Выберите из списка.", field="topic")
    return topic


def _require_new(unit: Unit, values: FactValues, *, but: UUID | None = None) -> None:
    known = queries.find_same(unit.pk, values.digest)
    if known is not None and known.pk != but:
        who = known.made_by.name if known.made_by else ""
        raise told_known(known.title, known.day, clock.today(unit.zone), who)
