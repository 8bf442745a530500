"""Needs: the family forms and changes them at any time, itself or through the coordinator; all of it is kept (B24)."""

from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.families import access, queries, rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.receive import write_need
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.events import NeedChanged
from uchastie.crm.families.models import FamilyCase, Need, NeedChange
from uchastie.crm.families.rules import FamilyState, NeedState, NeedValues
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

MOST_NEEDS = 30  # open ones of one family


@transaction.atomic
def add_need(*, actor: Actor, case_id: UUID, values: NeedValues) -> Need:
    case = found.by_party(actor, case_id)
    _require_living(case)
    if len(queries.list_open_needs(case)) >= MOST_NEEDS:
        raise Refusal("too_many", f"Уже {MOST_NEEDS} потребностей. Уберите те, что больше не нужны.")
    need = write_need(actor, case, rules.require_need(values))
    _tell(actor, case, need, "need_added")
    return need


@transaction.atomic
def change_need(*, actor: Actor, case_id: UUID, need_id: UUID, version: int | None, values: NeedValues) -> Need:
    case, need = _need(actor, case_id, need_id, version)
    wanted = _fields(rules.require_need(values))
    known = queries.list_categories(archived=True).filter(pk=wanted["category_id"])
    if not known.exists():
        raise Refusal("category", "Выберите вид помощи из списка.", field="category")
    changed = {name: value for name, value in wanted.items() if getattr(need, name) != value}
    if changed:
        _change(actor, case, need, changed)
        _tell(actor, case, need, "need_changed")
    return need


@transaction.atomic
def withdraw_need(*, actor: Actor, case_id: UUID, need_id: UUID, version: int | None) -> Need:
    """«Больше не нужно»: it stays in the history."""
    case, need = _need(actor, case_id, need_id, version)
    _change(actor, case, need, {"state": NeedState.WITHDRAWN})
    _tell(actor, case, need, "need_withdrawn")
    return need


@transaction.atomic
def set_need_state(*, actor: Actor, need_id: UUID, state: NeedState) -> Need:
    """For capabilities above (a promise, its release, a confirmed help), which have asked who may. What the family has
    withdrawn stays so."""
    need = Need.objects.select_related("case").filter(pk=need_id).first()
    if need is None:
        raise NotSeen
    case = found.locked(need.case_id)
    need.refresh_from_db()
    if need.state in {state, NeedState.WITHDRAWN}:
        return need
    reopened = need.state not in rules.OPEN_NEEDS and state in rules.OPEN_NEEDS
    _change(actor, case, need, {"state": state})
    record(actor, case, "need_state", need=need.pk, state=str(state))
    if reopened:
        bus.announce(NeedChanged(case.pk, need.pk))
    return need


def _need(actor: Actor, case_id: UUID, need_id: UUID, version: int | None) -> tuple[FamilyCase, Need]:
    case = found.by_party(actor, case_id)
    _require_living(case)
    need = case.needs.filter(pk=need_id).first()
    if need is None:
        raise NotSeen
    need.require_version(version)
    if need.state in rules.CLOSED_NEEDS:
        raise Refusal("need_closed", "Эта потребность уже закрыта. Если нужно снова, запишите новую.")
    return case, need


def _fields(values: NeedValues) -> dict[str, Any]:
    return {
        "category_id": values.category,
        "description": values.description,
        "format": values.format,
        "periodicity": values.periodicity,
        "urgency": values.urgency,
        "times": values.times,
    }


def _change(actor: Actor, case: FamilyCase, need: Need, changed: dict[str, Any]) -> None:
    before = {_plain(name): str(getattr(need, name)) for name in changed}
    moment = clock.now()
    need.apply(**changed, changed_at=moment)
    NeedChange.objects.create(
        need=need,
        at=moment,
        by_id=actor.user_id,
        by_family=access.is_family(actor, case),
        before=before,
        after={_plain(name): str(value) for name, value in changed.items()},
    )


def _plain(name: str) -> str:
    return name.removesuffix("_id")


def _tell(actor: Actor, case: FamilyCase, need: Need, verb: str) -> None:
    found.change(case)
    record(actor, case, verb, need=need.pk)
    bus.announce(NeedChanged(case.pk, need.pk, by_family=access.is_family(actor, case)))


def _require_living(case: FamilyCase) -> None:
    if case.state == FamilyState.CLOSED:
        raise Refusal("case_closed", "Дело семьи закрыто. Откройте его снова, потом меняйте потребности.")
