"""What every change of a profile has in common."""

from typing import Any
from uuid import UUID

from uchastie.crm.assessment import queries
from uchastie.crm.assessment.models import Profile
from uchastie.crm.assessment.rules.states import Move, State, machine
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor

OBJECT = "assessment.profile"


def lock_profile(actor: Actor, profile_id: UUID, version: int | None = None) -> Profile:
    profile = queries.get_profile(actor, profile_id, lock=True)
    profile.require_version(version)
    return profile


def move(actor: Actor, profile: Profile, step: Move, **changes: Any) -> Profile:
    target = machine.target(State(profile.state), step)
    profile.apply(state=target, **changes)
    record(actor, profile, f"profile_{step}")
    return profile


def record(actor: Actor, profile: Profile, verb: str, **details: Any) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=profile.pk,
        unit_id=profile.unit_id,
        year=profile.year,
        **details,
    )
