"""Preparing a guardian in its region: interview, briefing, training (B37, B38); ready when every gate is passed."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.guardians import queries, rules
from uchastie.crm.guardians.actions.steps import lock, move, record, require_coordinator
from uchastie.crm.guardians.events import GuardianChanged, GuardianReady
from uchastie.crm.guardians.models import Briefing, Guardian, Interview, Training
from uchastie.crm.guardians.rules import GuardianState, Move
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal


def _prepared(actor: Actor, guardian_id: UUID) -> Guardian:
    guardian = lock(actor, guardian_id)
    require_coordinator(actor, guardian)
    return guardian


def _text(text: str, name: str, words: str) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise Refusal(name, words, field=name)
    return clean


@transaction.atomic
def note_interview(*, actor: Actor, guardian_id: UUID, on: dt.date, participants: str, result: str) -> Interview:
    """B37: only when something had to be cleared up; the guest is the representative or the head."""
    guardian = _prepared(actor, guardian_id)
    row = Interview.objects.create(
        guardian=guardian,
        on=rules.require_past(on, clock.today(queries.zone_of(guardian))),
        participants=_text(participants, "participants", "Напишите, кто был на собеседовании.")[:300],
        result=_text(result, "result", "Напишите, чем закончилось.")[:1000],
        noted_at=clock.now(),
        by_id=actor.user_id,
    )
    record(actor, guardian, "guardian_interviewed")
    return row


@transaction.atomic
def note_briefing(*, actor: Actor, guardian_id: UUID, on: dt.date, participants: str) -> Briefing:
    """B38: in the regional headquarters."""
    guardian = _prepared(actor, guardian_id)
    row = Briefing.objects.create(
        guardian=guardian,
        on=rules.require_past(on, clock.today(queries.zone_of(guardian))),
        participants=_text(participants, "participants", "Напишите, кого инструктировали.")[:300],
        noted_at=clock.now(),
        by_id=actor.user_id,
    )
    record(actor, guardian, "guardian_briefed")
    recheck(guardian.pk)
    return row


@transaction.atomic
def note_training(
    *, actor: Actor, guardian_id: UUID, course: str, person: str, completed_on: dt.date, certificate: str = ""
) -> Training:
    """B7, B38: the course of Добро.Университет."""
    guardian = _prepared(actor, guardian_id)
    row = Training.objects.create(
        guardian=guardian,
        course=_text(course, "course", "Напишите название курса.")[:200],
        person=_text(person, "person", "Напишите, кто прошёл обучение.")[:200],
        completed_on=rules.require_past(completed_on, clock.today(queries.zone_of(guardian)), "completed_on"),
        certificate=" ".join(certificate.split())[:100],
        noted_at=clock.now(),
        by_id=actor.user_id,
    )
    record(actor, guardian, "guardian_trained")
    recheck(guardian.pk)
    return row


@transaction.atomic
def recheck(guardian_id: UUID) -> bool:
    """The state follows the gates: after each of ours, and when a paper comes into force or lapses. Is it ready?"""
    try:
        guardian = queries.wait_for_guardian(guardian_id)
    except NotSeen:
        return False
    passed = rules.are_passed(queries.gates(guardian))
    if passed and guardian.state == GuardianState.HANDED:
        move(SYSTEM, guardian, Move.BECOME_READY)
        bus.announce(GuardianReady(guardian.pk))
    elif not passed and guardian.state == GuardianState.READY:
        move(SYSTEM, guardian, Move.PREPARE)
        bus.announce(GuardianChanged(guardian.pk))
    return passed
