"""The ending: told by either side, confirmed by the headquarters, and the questions to the family."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.guardianship import access, queries, rules
from uchastie.crm.guardianship.actions.steps import lead_case, lock_pair, move, record, release_promises
from uchastie.crm.guardianship.events import PairEnded
from uchastie.crm.guardianship.models import Feedback, Guardianship
from uchastie.crm.guardianship.rules import EndReason, Move, Side
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


@transaction.atomic
def report_end(
    *,
    actor: Actor,
    guardianship_id: UUID,
    reason: EndReason,
    note: str = "",
    side: Side | None = None,
    version: int | None = None,
) -> Guardianship:
    """Either side must tell the headquarters (B51); its coordinators hear of it at once."""
    pair = lock_pair(actor, guardianship_id, version)
    own = access.side_of(actor, pair)
    move(
        actor,
        pair,
        Move.REPORT_END,
        end_side=rules.side_told(own, side),
        end_reason=reason,
        end_note=rules.require_note(reason, note, field="note"),
        end_reported_at=clock.now(),
    )
    if own is not Side.HQ:
        _tell_coordinators(pair)
    return pair


@transaction.atomic
def keep(*, actor: Actor, guardianship_id: UUID, version: int | None = None) -> Guardianship:
    """Both sides go on after all: the report is taken back, the pair stands where it stood."""
    pair = lock_pair(actor, guardianship_id, version)
    access.require_hq(actor, pair)
    step = Move.RESUME if pair.help_started_on else Move.MEET_AGAIN
    move(actor, pair, step, end_side="", end_reason="", end_note="", end_reported_at=None)
    lead_case(pair.case_id)
    return pair


@transaction.atomic
def confirm_end(
    *, actor: Actor, guardianship_id: UUID, ended_on: dt.date | None = None, version: int | None = None
) -> Guardianship:
    """The headquarters confirms: the place and the needs are free, the family gets its questions at once (B52)."""
    pair = lock_pair(actor, guardianship_id, version)
    access.require_hq(actor, pair)
    today = clock.today(pair.unit.zone)
    day = ended_on or today
    rules.require_end(day, pair.help_started_on, today)
    move(actor, pair, Move.CONFIRM_END, ended_on=day, ended_at=clock.now(), ended_by_id=actor.user_id)
    release_promises(pair)
    lead_case(pair.case_id, ended=True)
    _ask_family(pair)
    bus.announce(PairEnded(pair.pk, pair.case_id, pair.guardian_id, pair.end_reason))
    return pair


def _ask_family(pair: Guardianship) -> None:
    Feedback.objects.create(guardianship=pair, sent_at=clock.now())
    to = messages.person(pair.case.applicant_id, about_id=pair.pk, unit_id=pair.unit_id)
    if to is None:
        return
    url = reverse("guardianship:feedback", args=[queries.feedback_token(pair.pk)])
    notifications.notify(
        event="pair_feedback", about_id=pair.pk, to=to, unit_id=pair.unit_id, number=pair.case.number, url=url
    )


def _tell_coordinators(pair: Guardianship) -> None:
    for row in network.list_coordinators(pair.unit):
        to = messages.staff(row.user_id, unit_id=pair.unit_id)
        if to is not None:
            notifications.notify(
                event="pair_end_reported",
                about_id=pair.pk,
                to=to,
                unit_id=pair.unit_id,
                number=pair.case.number,
                url=reverse("guardianship:pair", args=[pair.pk]),
                occasion=f"{pair.end_reported_at:%Y%m%d%H%M%S}",
            )


@dataclass(frozen=True, slots=True)
class Words:
    helped: int
    polite: int
    again: str = ""
    text: str = ""


@transaction.atomic
def leave_feedback(*, actor: Actor, guardianship_id: UUID, words: Words) -> Feedback:
    """The family answers by its link (B26); a later answer replaces the earlier one."""
    pair = queries.get_guardianship(actor, guardianship_id, lock=True)
    if access.side_of(actor, pair) is not Side.FAMILY:
        raise NotSeen
    found = queries.find_feedback(pair.pk)
    if found is None:
        raise NotSeen
    found.helped, found.polite = rules.require_mark(words.helped), rules.require_mark(words.polite)
    found.again, found.text = words.again, rules.require_words(words.text)
    found.answered_at = clock.now()
    found.save(update_fields=["helped", "polite", "again", "text", "answered_at"])
    record(actor, pair, "pair_feedback", helped=found.helped, polite=found.polite)
    return found
