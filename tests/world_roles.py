"""Opportunities, roles in every state and what carries them, made by the same actions people use."""

import datetime as dt
from typing import Any

from tests.world import actor, make_request, make_user
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.involvement import actions
from uchastie.crm.involvement.actions import Deed, RoleValues
from uchastie.crm.involvement.models import BeneficiaryRole, InvolvementActivity, Opportunity
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.support import actions as support
from uchastie.crm.support.actions import RiskValues
from uchastie.crm.support.models import Risk, SupervisionSession
from uchastie.crm.support.rules import Audience
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.ids import new_id

VALUES = RoleValues(
    kind="co_host",
    level="operational",
    degree=4,
    title="Вести встречи для мам",
    duties="Готовить тему и вести разговор вместе с психологом.",
    time="Два часа раз в неделю",
    help="Научим вести группу, рядом всегда сотрудник, дорогу возместим.",
)


def staff_of(unit: Unit) -> User:
    found = (
        Assignment.objects.filter(unit=unit, role=Role.CENTRE_EMPLOYEE, ended_at=None).select_related("user").first()
    )
    return found.user if found else make_user(f"staff-{unit.slug}", Role.CENTRE_EMPLOYEE, unit)


def make_person(unit: Unit, name: str = "Ларина Вера Павловна") -> Any:
    return make_request(unit, name=name).beneficiary


def make_opportunity(unit: Unit, values: RoleValues = VALUES, **extras: Any) -> Opportunity:
    given = {"form": "here", "groups": ["special"]} | extras
    return actions.create_opportunity(actor=actor(staff_of(unit)), unit=unit, values=values, **given)


def text_id() -> Any:
    return current_text(Purpose.ROLE).pk


def holder(role: BeneficiaryRole) -> Actor:
    return Actor(ActorKind.HOLDER, role.pk)


def make_role(
    unit: Unit,
    state: str = "active",
    *,
    person: Any = None,
    values: RoleValues = VALUES,
    group: str = "special",
    adult: bool = True,
) -> BeneficiaryRole:
    """In the state asked for, by the whole way there."""
    own, person = actor(staff_of(unit)), person or make_person(unit)
    if state == "applied":
        one = make_opportunity(unit, values)
        answered: dict[str, Any] = {"opportunity_id": one.pk, "person_id": person.pk, "group": group}
        visitor = Actor(ActorKind.HOLDER, person.pk)
        return actions.answer_opportunity(
            actor=visitor, adult=adult, text_id=text_id(), words="Давно хотела попробовать", **answered
        )
    role = actions.offer_role(actor=own, unit=unit, person_id=person.pk, values=values, group=group)
    if state == "offered":
        return role
    if state == "declined":
        return actions.leave_role(actor=holder(role), role=role)
    role = actions.accept_role(actor=holder(role), role=role, adult=adult, text_id=text_id())
    if state == "accepted":
        return role
    actions.prepare_role(actor=own, role_id=role.pk)
    if state == "preparing":
        return BeneficiaryRole.objects.get(pk=role.pk)
    actions.mark_steps(actor=own, role_id=role.pk, places=[1, 2, 3, 4])
    role = actions.start_role(actor=own, role_id=role.pk)
    return actions.leave_role(actor=holder(role), role=role) if state == "finished" else role


def make_deed(unit: Unit, *roles: BeneficiaryRole, **values: Any) -> InvolvementActivity:
    given: dict[str, Any] = {
        "level": "operational",
        "degree": 5,
        "title": "Выбрали время встреч",
        "on": clock.today(unit.zone) - dt.timedelta(days=1),
        "others": 4,
        "together": True,
        "decision": "Встречаемся по субботам",
        "for_services": "Группа работает в субботу",
        "for_people": "Работающие родители успевают",
    }
    deed = Deed(**(given | values))
    return actions.record_activity(
        actor=actor(staff_of(unit)),
        unit=unit,
        deed=deed,
        roles=[one.pk for one in roles],
        groups=["special"],
        key=new_id().hex,
    )


def make_session(unit: Unit, *roles: BeneficiaryRole, note: str = "Трудный разговор") -> SupervisionSession:
    """Led by the employee; for the staff, or for these people."""
    own = staff_of(unit)
    made = support.hold_supervision(
        actor=actor(own),
        unit=unit,
        audience=Audience.BENEFICIARIES if roles else Audience.STAFF,
        facilitator_id=own.pk,
        on=clock.today(unit.zone),
        minutes=60,
        key=new_id().hex,
        staff=() if roles else [own.pk],
        roles=[one.pk for one in roles],
    )
    support.write_note(actor=actor(own), session_id=made.pk, text=note, key=new_id().hex)
    return made


def make_risk(unit: Unit, *, days: int = 30, **values: Any) -> Risk:
    own = staff_of(unit)
    given: dict[str, Any] = {
        "kind": "barrier",
        "title": "Вечером нет автобуса",
        "probability": 3,
        "effect": 2,
        "measure": "Перенесём встречи на день",
        "owner_id": own.pk,
        "review_on": clock.today(unit.zone) + dt.timedelta(days=days),
    }
    return support.add_risk(actor=actor(own), unit=unit, values=RiskValues(**(given | values)))
