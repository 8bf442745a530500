"""Reserving a place for a family, and the guardian's answer."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.families import actions as families
from uchastie.crm.families import queries as cases
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import MATCHABLE, FamilyState, NeedState
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import access, queries, rules
from uchastie.crm.guardianship.actions.steps import lead_case, lock_pair, move, record, release_promises
from uchastie.crm.guardianship.events import PairDeclined, PairMatched, PairProposed
from uchastie.crm.guardianship.models import Guardianship, PairSeries, Promise
from uchastie.crm.guardianship.rules import DeclineReason, Move, Side
from uchastie.crm.network.models import Unit
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal
from uchastie.kernel.series import take_number


@transaction.atomic
def propose(*, actor: Actor, case_id: UUID, guardian_id: UUID, need_ids: Collection[UUID]) -> Guardianship:
    """Reserve a place of the guardian and the named needs of the family, both or neither. No clock starts (decision 8).

    Reservations of one guardian go one by one (a lock on its row); partial unique keys of the place and of the need
    guard what the lock does not see, two guardians who want the same need."""
    case = cases.get_case(actor, case_id)
    access.require_coordinator(actor, case.unit.path)
    guardian = guardians.wait_for_guardian(guardian_id)
    _require_fit(actor, case, guardian)
    needs = _require_needs(case, need_ids)
    try:
        with transaction.atomic():
            pair = _reserve(actor, case, guardian, needs)
    except IntegrityError as error:
        message = "Пока вы выбирали, место или потребность заняли. Обновите страницу и посмотрите, что свободно."
        raise Conflict("taken", message) from error
    for need in needs:
        families.set_need_state(actor=actor, need_id=need.pk, state=NeedState.PROMISED)
    record(actor, pair, "pair_propose", needs=len(needs))
    bus.announce(PairProposed(pair.pk, case.pk, guardian.pk))
    return pair


def _require_fit(actor: Actor, case: FamilyCase, guardian: Guardian) -> None:
    if guardian.unit is None or guardian.unit.region_id != case.unit.region_id:
        raise NotSeen
    if FamilyState(case.state) not in MATCHABLE:
        raise Refusal("not_waiting", "Этой семье сейчас не подбирают опекуна: нужна отметка «Требуется опека».")
    if not guardians.is_ready(guardian):
        raise Refusal("not_ready", "Этот опекун пока не готов принять семью: посмотрите его карточку.")
    if queries.find_open(case.pk, guardian.pk):
        raise Conflict("already_pair", "Этому опекуну эта семья уже предложена.")


def _require_needs(case: FamilyCase, need_ids: Collection[UUID]) -> list[Need]:
    wanted = set(need_ids)
    if not wanted:
        raise Refusal("no_needs", "Отметьте, какие потребности возьмёт опекун: хотя бы одну.", field="needs")
    found = [need for need in cases.list_open_needs(case) if need.pk in wanted]
    if len(found) < len(wanted):
        message = "Одну из этих потребностей уже взяли или семья её сняла. Обновите страницу."
        raise Conflict("need_taken", message)
    return sorted(
        found, key=lambda need: need.pk
    )  # one order for everybody: two who want the same never wait in a ring


def _reserve(actor: Actor, case: FamilyCase, guardian: Guardian, needs: list[Need]) -> Guardianship:
    now = clock.now()
    pair = Guardianship.objects.create(
        number=_next_number(case.unit),
        case=case,
        guardian=guardian,
        unit_id=case.unit_id,
        seat=rules.free_seat(guardian.capacity, queries.seats_of(guardian.pk)),
        proposed_at=now,
        proposed_by_id=actor.user_id,
    )
    Promise.objects.bulk_create([Promise(guardianship=pair, need=need, made_at=now) for need in needs])
    return pair


def _next_number(unit: Unit) -> str:
    region = unit.region_id or "00"
    return rules.pair_number(region, take_number(PairSeries, region_code=region))


@transaction.atomic
def accept(*, actor: Actor, guardianship_id: UUID, version: int | None = None) -> Guardianship:
    """The guardian takes the family (B18), itself or in words to the coordinator: the 72 hours begin (B42)."""
    pair = lock_pair(actor, guardianship_id, version)
    if access.side_of(actor, pair) is Side.FAMILY:
        raise Denied("Берёт семью под опеку сам опекун.")
    now = clock.now()
    move(actor, pair, Move.ACCEPT, matched_at=now, connect_due_at=rules.connect_due(now))
    lead_case(pair.case_id)
    bus.announce(PairMatched(pair.pk))
    return pair


@transaction.atomic
def decline(
    *,
    actor: Actor,
    guardianship_id: UUID,
    reason: DeclineReason,
    note: str = "",
    side: Side | None = None,
    version: int | None = None,
) -> Guardianship:
    """Either side says no before they have met; the place and the needs are free, the reason is kept. The coordinator
    names whose refusal it is."""
    pair = lock_pair(actor, guardianship_id, version)
    whose = rules.side_told(access.side_of(actor, pair), side)
    move(
        actor,
        pair,
        Move.DECLINE,
        declined_by=whose,
        decline_reason=reason,
        decline_note=rules.require_note(reason, note, field="note"),
        declined_at=clock.now(),
    )
    release_promises(pair)
    lead_case(pair.case_id)
    bus.announce(PairDeclined(pair.pk, pair.case_id, pair.guardian_id))
    return pair
