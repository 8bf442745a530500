"""The head builds a set in three steps and sends it for approval (A27-A32)."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import access, queries, rules
from uchastie.crm.licensing.actions.sets import approve, elective_of, next_number
from uchastie.crm.licensing.actions.telling import tell_of_decision, tell_of_submission
from uchastie.crm.licensing.models import ServiceSet
from uchastie.crm.licensing.rules import Answer, SetState, State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

SET = "licensing.set"


@transaction.atomic
def begin_set(actor: Actor, unit: Unit) -> ServiceSet:
    """The draft of the next version; what was said of the services before stays. Twice is once."""
    _require_builder(actor, unit)
    network.wait_for_unit(unit.pk)
    found = queries.open_set(unit)
    if found:
        return found
    before = queries.approved_set(unit)
    draft = ServiceSet(
        unit=unit,
        number=next_number(unit),
        codes=sorted(queries.list_chosen_codes(unit)),
        studied=before.studied if before else [],
        answers=before.answers if before else {},
        saved_at=clock.now(),
        saved_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("stale", "Черновик уже открыли. Обновите страницу.") from error
    _record(actor, draft, "set_begun")
    return draft


def _require_builder(actor: Actor, unit: Unit) -> None:
    access.require_head(actor, unit)
    if unit.kind != UnitKind.CENTRE:
        raise NotSeen
    licence = queries.licence_of(unit)
    if licence is not None and licence.state not in {State.AGREED, State.ACTIVE}:
        raise Refusal("licence", "Договор сейчас не действует, поэтому набор не меняют.")


def save_study(actor: Actor, unit: Unit, *, codes: Collection[str], version: int | None = None) -> ServiceSet:
    """Step 1 (A27): which descriptions were read."""
    known = _known()
    rules.require_known(codes, known)
    return _save(actor, unit, version, studied=sorted(codes))


def save_readiness(
    actor: Actor, unit: Unit, *, answers: Mapping[str, Answer], version: int | None = None
) -> ServiceSet:
    """Step 2 (A28): experience and interest; the demand is counted, not typed."""
    return _save(actor, unit, version, answers=rules.clean_answers(answers, _known()))


def save_choice(actor: Actor, unit: Unit, *, codes: Collection[str], version: int | None = None) -> ServiceSet:
    """Step 3 (A29). Any number may be saved; the rules are asked when it is sent."""
    return _save(actor, unit, version, codes=sorted(elective_of(catalogue.list_services(), codes)))


def _known() -> set[str]:
    return {service.code for service in queries.list_elective()}


@transaction.atomic
def _save(actor: Actor, unit: Unit, version: int | None, **values: Any) -> ServiceSet:
    draft = begin_set(actor, unit)
    _require_draft(draft)
    draft.require_version(version)
    return draft.apply(saved_at=clock.now(), saved_by_id=actor.user_id, **values)


def _require_draft(found: ServiceSet) -> None:
    if found.state != SetState.DRAFT:
        raise Refusal("submitted", "Набор уже на утверждении. Верните его в черновик, чтобы изменить.")


@transaction.atomic
def submit_set(actor: Actor, unit: Unit, *, agreed: bool = False, version: int | None = None) -> ServiceSet:
    """For approval. A31, A32: below «Стандарт» it is refused, a lower package must be agreed to. Services of a level
    that is not confirmed count as what they are now, and do not block."""
    _require_builder(actor, unit)
    draft = queries.open_set(unit)
    if draft is None:
        raise NotSeen
    _require_draft(draft)
    draft.require_version(version)
    builder = queries.get_builder(unit)
    before = builder.approved
    if before and set(before.codes) == set(draft.codes):
        raise Refusal("same_set", f"Набор не отличается от версии {before.number}: утверждать нечего.")
    rules.require_package(builder.package_before, builder.tally, agreed=agreed)
    draft.apply(state=SetState.SUBMITTED, submitted_at=clock.now(), submitted_by_id=actor.user_id, reason="")
    _record(actor, draft, "set_submitted")
    tell_of_submission(draft)
    return draft


@transaction.atomic
def take_back_set(actor: Actor, unit: Unit, *, version: int | None = None) -> ServiceSet:
    """The head has found something to change before the decision."""
    _require_builder(actor, unit)
    found = _submitted(unit, version)
    found.apply(state=SetState.DRAFT)
    _record(actor, found, "set_taken_back")
    return found


@transaction.atomic
def decide_set(actor: Actor, unit: Unit, *, approved: bool, reason: str = "", version: int | None = None) -> ServiceSet:
    """By the region or the federal team: in force from now on, or back to the head with the reason."""
    access.require_review(actor, unit.path)
    network.wait_for_unit(unit.pk)
    found = _submitted(unit, version)
    if not approved:
        found.apply(state=SetState.DRAFT, reason=rules.require_reason(reason))
        _record(actor, found, "set_returned")
        tell_of_decision(found, approved=False)
        return found
    approve(actor, found, catalogue.list_services(), reason=" ".join(reason.split())[:500])
    _record(actor, found, "set_approved")
    tell_of_decision(found, approved=True)
    return found


def _submitted(unit: Unit, version: int | None) -> ServiceSet:
    found = queries.open_set(unit)
    if found is None or found.state != SetState.SUBMITTED:
        raise Conflict("not_submitted", "Набор уже не на утверждении: обновите страницу.")
    found.require_version(version)
    return found


def _record(actor: Actor, found: ServiceSet, verb: str) -> None:
    journal.record(actor, verb=verb, object_kind=SET, object_id=found.pk, unit_id=found.unit_id, number=found.number)
