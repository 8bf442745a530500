"""Use cases of support. The journal says that something was done, of what kind, never what was said."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.accounts.models import User
from uchastie.crm.involvement import queries as involvement
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.support import access, queries, rules
from uchastie.crm.support.models import Compensation, Risk, SupervisionNote, SupervisionSession, SupportAction
from uchastie.crm.support.rules import Audience, RiskState
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal


def _record(actor: Actor, thing: Any, verb: str, **details: Any) -> None:
    kind = f"support.{type(thing).__name__.lower()}"
    journal.record(actor, verb=verb, object_kind=kind, object_id=thing.pk, unit_id=thing.unit_id, **details)


def _role(actor: Actor, unit: Unit, role_id: UUID) -> BeneficiaryRole:
    found = next((one for one in involvement.list_taking_part(actor, unit) if one.pk == role_id), None)
    if found is None:
        raise Refusal("who", "Выберите того, кто участвует.", field="who")
    return found


def _colleague(unit: Unit, user_id: UUID) -> User:
    found = next((one for one in queries.list_colleagues(unit) if one.pk == user_id), None)
    if found is None:
        raise Refusal("who", "Этот сотрудник здесь не работает.", field="who")
    return found


@dataclass(frozen=True, slots=True)
class Given:
    kind: str
    on: dt.date
    minutes: int
    what: str
    form: str = ""
    skill: str = ""


@transaction.atomic
def log_support(
    *,
    actor: Actor,
    unit: Unit | None,
    given: Given,
    key: str,
    role_id: UUID | None = None,
    user_id: UUID | None = None,
) -> SupportAction:
    """For one who takes part, or for one of the staff (C19-C21). The same key is the same record."""
    home = access.require_lead(actor, unit)
    found = SupportAction.objects.filter(unit=home, key=key).first()
    if found is not None:
        return found
    rules.require_past(given.on, clock.today(home.zone))
    if (role_id is None) == (user_id is None):
        raise Refusal("who", "Выберите, кому помогли.", field="who")
    made = SupportAction.objects.create(
        unit=home,
        role=_role(actor, home, role_id) if role_id else None,
        user=_colleague(home, user_id) if user_id else None,
        by=accounts.get_user(actor.user_id),
        key=key,
        **asdict(given),
    )
    _record(actor, made, "support_logged", kind=given.kind, staff=user_id is not None)
    return made


@transaction.atomic
def hold_supervision(
    *,
    actor: Actor,
    unit: Unit | None,
    audience: Audience,
    facilitator_id: UUID,
    on: dt.date,
    minutes: int,
    key: str,
    staff: Collection[UUID] = (),
    roles: Collection[UUID] = (),
) -> SupervisionSession:
    """Who was there, so that they may read the notes; nobody else ever may."""
    home = access.require_lead(actor, unit)
    found = SupervisionSession.objects.filter(unit=home, key=key).first()
    if found is not None:
        return found
    rules.require_past(on, clock.today(home.zone))
    of_staff = audience is Audience.STAFF
    if not (staff if of_staff else roles):
        raise Refusal("nobody", "Отметьте, кто участвовал.", field="staff" if of_staff else "roles")
    made = SupervisionSession.objects.create(
        unit=home, audience=audience, facilitator=_colleague(home, facilitator_id), on=on, minutes=minutes, key=key
    )
    if of_staff:
        made.staff.set([_colleague(home, one) for one in staff])
    else:
        made.roles.set([_role(actor, home, one) for one in roles])
    _record(actor, made, "supervision_held", audience=str(audience))
    return made


@transaction.atomic
def write_note(*, actor: Actor, session_id: UUID, text: str, key: str) -> SupervisionNote:
    """By the facilitator or one of the staff who took part."""
    session = queries.get_session(actor, session_id)
    return _note(session, text, key, user=accounts.get_user(actor.user_id))


@transaction.atomic
def write_own_note(
    *, actor: Actor, person_ids: Collection[UUID], session_id: UUID, text: str, key: str
) -> SupervisionNote:
    """By a person who took part, on the own page."""
    session = queries.get_own_session(person_ids, session_id)
    if actor.kind is not ActorKind.HOLDER:
        raise NotSeen
    return _note(session, text, key, role=queries.own_role(person_ids, session))


def _note(session: SupervisionSession, text: str, key: str, **author: Any) -> SupervisionNote:
    """No line in the journal: even that somebody wrote is nobody's business."""
    found = SupervisionNote.objects.filter(session=session, key=key).first()
    if found is not None:
        return found
    if not text.strip():
        raise Refusal("empty", "Напишите хотя бы несколько слов.", field="text")
    return SupervisionNote.objects.create(session=session, text=text.strip(), made_at=clock.now(), key=key, **author)


@transaction.atomic
def note_compensation(
    *,
    actor: Actor,
    unit: Unit | None,
    role_id: UUID,
    need: str,
    done: str,
    on: dt.date,
    key: str,
    amount: int | None = None,
    document: str = "",
) -> Compensation:
    """What was needed to take part and what was done; a sum by a paper, without bank data."""
    home = access.require_lead(actor, unit)
    found = Compensation.objects.filter(unit=home, key=key).first()
    if found is not None:
        return found
    rules.require_past(on, clock.today(home.zone))
    rules.require_document(amount, document)
    for field, text in (("need", need), ("done", done), ("document", document)):
        rules.require_no_bank_data(text, field)
    made = Compensation.objects.create(
        unit=home,
        role=_role(actor, home, role_id),
        need=need,
        done=done,
        on=on,
        amount=amount or None,
        document=document.strip(),
        key=key,
    )
    _record(actor, made, "compensation_noted", paid=bool(amount))
    return made


@dataclass(frozen=True, slots=True)
class RiskValues:
    kind: str
    title: str
    probability: int
    effect: int
    measure: str
    owner_id: UUID
    review_on: dt.date


@transaction.atomic
def add_risk(*, actor: Actor, unit: Unit | None, values: RiskValues) -> Risk:
    home = access.require_lead(actor, unit)
    _colleague(home, values.owner_id)
    made = Risk.objects.create(unit=home, made_at=clock.now(), **asdict(values))
    _record(actor, made, "risk_added", kind=values.kind)
    return made


@transaction.atomic
def change_risk(
    *, actor: Actor, risk_id: UUID, version: int | None, values: RiskValues, state: str, result: str
) -> Risk:
    """Taken off only with what came of it."""
    risk = queries.get_risk(actor, risk_id)
    risk.require_version(version)
    _colleague(risk.unit, values.owner_id)
    if state == RiskState.CLOSED and not result.strip():
        raise Refusal("result", "Напишите, что вышло: без этого барьер не снят.", field="result")
    risk.apply(state=state, result=result.strip(), **asdict(values))
    _record(actor, risk, "risk_changed", state=state)
    return risk
