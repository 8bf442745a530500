"""The catalogue of opportunities and the dictionary of groups (C1, C4)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.involvement import access, queries
from uchastie.crm.involvement.actions.record import GROUP, OPPORTUNITY, record_of
from uchastie.crm.involvement.models import Opportunity, TargetGroup
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, Refusal
from uchastie.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class RoleValues:
    """What a person reads before agreeing: the same of an opportunity and of an offer by name."""

    kind: str
    level: str
    degree: int
    title: str
    duties: str
    time: str
    help: str


@transaction.atomic
def create_opportunity(
    *, actor: Actor, unit: Unit | None, values: RoleValues, form: str, groups: Collection[str], from_18: bool = False
) -> Opportunity:
    home = access.require_lead(actor, unit)
    made = Opportunity.objects.create(unit=home, format=form, from_18=from_18, made_at=clock.now(), **asdict(values))
    made.groups.set(_groups(groups))
    record_of(actor, OPPORTUNITY, made, home, "opportunity_opened")
    return made


@transaction.atomic
def change_opportunity(
    *,
    actor: Actor,
    opportunity_id: UUID,
    version: int | None,
    values: RoleValues,
    form: str,
    groups: Collection[str],
    from_18: bool = False,
) -> Opportunity:
    """Whoever has agreed already keeps the words they agreed to."""
    found = queries.get_opportunity(actor, opportunity_id, lock=True)
    access.require_lead(actor, found.unit)
    found.require_version(version)
    found.apply(format=form, from_18=from_18, **asdict(values))
    found.groups.set(_groups(groups))
    record_of(actor, OPPORTUNITY, found, found.unit, "opportunity_changed")
    return found


@transaction.atomic
def close_opportunity(*, actor: Actor, opportunity_id: UUID, closed: bool = True) -> Opportunity:
    """Nobody answers it any longer; roles that were taken go on."""
    found = queries.get_opportunity(actor, opportunity_id, lock=True)
    access.require_lead(actor, found.unit)
    if (found.closed_at is not None) != closed:
        found.apply(closed_at=clock.now() if closed else None)
        record_of(actor, OPPORTUNITY, found, found.unit, "opportunity_closed" if closed else "opportunity_opened")
    return found


def _groups(codes: Collection[str]) -> list[TargetGroup]:
    return list(TargetGroup.objects.filter(pk__in=list(codes), active=True))


@transaction.atomic
def add_group(*, actor: Actor, name: str) -> TargetGroup:
    """By the federal team: the same groups for the whole country, so that they can be counted."""
    if not access.may_edit_groups(actor):
        raise Denied("Группы добавляет федеральная команда: они одни для всей страны.")
    words = " ".join(name.split())
    names = TargetGroup.objects.values_list("name", flat=True)
    if words.casefold() in {one.casefold() for one in names}:  # SQLite folds no Cyrillic
        raise Refusal("twice", "Такая группа уже есть.", field="name")
    code = new_id().hex[-20:]
    made = TargetGroup.objects.create(code=code, name=words, place=TargetGroup.objects.count() + 1)
    journal.record(actor, verb="target_group_added", object_kind=GROUP, object_id=new_id(), code=code)
    return made
