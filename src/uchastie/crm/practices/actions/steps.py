"""What every change of a practice has in common."""

from typing import Any
from uuid import UUID

from uchastie.crm.journal import actions as journal
from uchastie.crm.practices import access, queries
from uchastie.crm.practices.models import CaseStudy
from uchastie.crm.practices.rules.states import WRITABLE, Move, State, machine
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.search import make_text

OBJECT, PHOTO = "practices.case", "practices.photo"


def lock_case(actor: Actor, case_id: UUID, version: int | None = None) -> CaseStudy:
    case = queries.get_case(actor, case_id, lock=True)
    case.require_version(version)
    return case


def lock_writable(actor: Actor, case_id: UUID, version: int | None = None) -> CaseStudy:
    case = lock_case(actor, case_id, version)
    access.require_owner(actor, case)
    if case.state not in WRITABLE:
        raise Refusal("sent", "Практику уже отправили. Чтобы изменить её, сначала верните её себе.")
    return case


def move(actor: Actor, case: CaseStudy, step: Move, **changes: Any) -> CaseStudy:
    """Words can be found only while everybody may read them."""
    target = machine.target(State(case.state), step)
    words = queries.words_of(case)
    found = make_text(*words.texts().values()) if target is State.PUBLISHED else ""
    case.apply(state=target, changed_at=clock.now(), search_text=found, **changes)
    record(actor, case, f"practice_{step}")
    return case


def record(actor: Actor, case: CaseStudy, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=case.pk, unit_id=case.unit_id, **details)
