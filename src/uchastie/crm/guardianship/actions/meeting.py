"""The first contact and the look at what the family really needs."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.guardianship import access, queries, rules
from uchastie.crm.guardianship.actions.steps import lead_case, lock_pair, move, record
from uchastie.crm.guardianship.events import PairIntroduced
from uchastie.crm.guardianship.models import Assessment, Guardianship, Introduction
from uchastie.crm.guardianship.rules import Move, Paper
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Meeting:
    at: dt.datetime
    place: str
    participants: str
    hq_present: bool
    note: str = ""


@transaction.atomic
def introduce(*, actor: Actor, guardianship_id: UUID, meeting: Meeting, version: int | None = None) -> Guardianship:
    """They have met: the clock of 72 hours stops at the hour of the meeting (B14, B41, B44)."""
    pair = lock_pair(actor, guardianship_id, version)
    access.require_hq(actor, pair)
    now = clock.now()
    rules.LIFECYCLE.target(rules.PairState(pair.state), Move.INTRODUCE)
    rules.require_happened(meeting.at, pair.matched_at or now, now, field="at")
    Introduction.objects.create(
        guardianship=pair,
        at=meeting.at,
        place=meeting.place.strip(),
        participants=meeting.participants.strip(),
        hq_present=meeting.hq_present,
        note=meeting.note.strip(),
        noted_at=now,
        noted_by_id=actor.user_id,
    )
    move(actor, pair, Move.INTRODUCE, introduced_at=meeting.at)
    if Paper.GUARDIAN_FAMILY in queries.papers_of(pair.guardian_id, pair.case_id):
        move(actor, pair, Move.SIGN)
    lead_case(pair.case_id)
    bus.announce(PairIntroduced(pair.pk))
    return pair


@transaction.atomic
def assess(*, actor: Actor, guardianship_id: UUID, text: str) -> Assessment:
    """What was seen on the spot (B45); may be written more than once."""
    pair = lock_pair(actor, guardianship_id, None)
    access.require_hq(actor, pair)
    words = text.strip()
    if pair.introduced_at is None:
        raise Refusal("not_met", "Сначала запишите знакомство: оценка делается на месте.")
    if not words:
        raise Refusal("empty", "Напишите, что увидели на месте.", field="text")
    made = Assessment.objects.create(guardianship=pair, at=clock.now(), text=words, by_id=actor.user_id)
    record(actor, pair, "pair_assess")
    return made
