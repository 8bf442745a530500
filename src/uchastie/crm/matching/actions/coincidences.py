"""Looking for coincidences by itself: what has changed is looked at anew, a headquarters hears of it once."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.families import queries as families
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.journal import actions as journal
from uchastie.crm.matching import queries, rules
from uchastie.crm.matching.models import Coincidence, Mark
from uchastie.crm.matching.rules import Dismissal, Fit
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

PORTION = 200  # marks looked at in one transaction
OBJECT = "families.case"


def mark(*, case_id: UUID | None = None, guardian_id: UUID | None = None) -> None:
    """In the transaction of the change; not an action of a person, so without access."""
    Mark.objects.create(case_id=case_id, guardian_id=guardian_id, at=clock.now())


@transaction.atomic
def find_coincidences() -> int:
    """Of what has changed, and of nothing else. Returns how many marks were taken away; a killed worker loses none."""
    marks = list(Mark.objects.select_for_update(skip_locked=True).order_by("pk")[:PORTION])
    if not marks:
        return 0
    for case_id in dict.fromkeys(one.case_id for one in marks if one.case_id):
        case = families.find_case(case_id)
        if case is not None:
            _keep(queries.fits_of_case(case), case_id=case_id)
    for guardian_id in dict.fromkeys(one.guardian_id for one in marks if one.guardian_id):
        _keep(queries.fits_of_guardian(guardians.get_guardian(SYSTEM, guardian_id)), guardian_id=guardian_id)
    Mark.objects.filter(pk__in=[one.pk for one in marks]).delete()
    _tell()
    return len(marks)


def _keep(fits: dict[tuple[UUID, UUID], Fit], **of: UUID) -> None:
    """What is possible stays, with its present figures, or is added; what is possible no more goes. What somebody has
    put aside stays put aside: `fits` do not name it, and its row is the memory of it."""
    rows = {(row.case_id, row.guardian_id): row for row in Coincidence.objects.filter(dismissed_at=None, **of)}
    gone = [row.pk for pair, row in rows.items() if pair not in fits]
    Coincidence.objects.filter(pk__in=gone).delete()
    units = {case.pk: case.unit_id for case in families.list_by_ids({case_id for case_id, _ in fits})}
    now, fresh, changed = clock.now(), [], []
    for pair, fit in fits.items():
        row = rows.get(pair) or Coincidence(case_id=pair[0], guardian_id=pair[1], found_at=now)
        before = (row.unit_id, row.full, row.asked)
        row.unit_id, row.full, row.asked = units[pair[0]], fit.full, len(fit.lines)
        if pair not in rows:
            fresh.append(row)
        elif before != (row.unit_id, row.full, row.asked):
            changed.append(row)
    Coincidence.objects.bulk_create(fresh, ignore_conflicts=True)
    Coincidence.objects.bulk_update(changed, ["unit", "full", "asked"], batch_size=500)


def _tell() -> None:
    """One notice for each headquarters, however many there are; the numbers stand on the page."""
    fresh = list(Coincidence.objects.filter(told_at=None).select_related("unit"))
    units = {one.unit_id: one.unit for one in fresh}
    now = clock.now()
    for unit in units.values():
        for row in network.list_coordinators(unit):
            to = messages.staff(row.user_id, unit_id=unit.pk)
            if to is not None:
                url, occasion = reverse("matching:index"), f"{now:%Y%m%d%H%M}"
                notifications.notify(
                    event="coincidences_found", about_id=unit.pk, to=to, unit_id=unit.pk, url=url, occasion=occasion
                )
    Coincidence.objects.filter(pk__in=[one.pk for one in fresh]).update(told_at=now)


@transaction.atomic
def mark_seen(*, actor: Actor, coincidence_ids: Collection[UUID]) -> int:
    """They leave the list of new ones; the families and guardians stay where they are."""
    seen = 0
    for coincidence_id in coincidence_ids:
        found = queries.get_coincidence(actor, coincidence_id)
        rows = Coincidence.objects.filter(pk=found.pk, seen_at=None)
        seen += rows.update(seen_at=clock.now(), seen_by_id=actor.user_id)
    return seen


@transaction.atomic
def dismiss(*, actor: Actor, coincidence_id: UUID, reason: Dismissal, note: str = "") -> Coincidence:
    """Put aside with a reason: the pair is offered no more, neither as a coincidence nor in a plan, until somebody takes
    it back. Nothing forbids to choose it by hand. Twice keeps the first reason."""
    found = queries.get_coincidence(actor, coincidence_id, lock=True)
    words = rules.require_note(reason, note)
    if found.dismissed_at is None:
        found.dismissed_at, found.dismissed_by_id = clock.now(), actor.user_id
        found.reason, found.note, found.seen_at = reason, words, found.seen_at or clock.now()
        found.save(update_fields=["dismissed_at", "dismissed_by", "reason", "note", "seen_at"])
        _record(actor, found, "coincidence_dismissed")
    return found


@transaction.atomic
def take_back(*, actor: Actor, coincidence_id: UUID) -> Coincidence:
    """The pair is looked at again, and stands in the list of new ones if it is still possible. Twice is once."""
    found = queries.get_coincidence(actor, coincidence_id, lock=True)
    if found.dismissed_at is not None:
        _record(actor, found, "coincidence_taken_back")
        Coincidence.objects.filter(pk=found.pk).delete()
        mark(case_id=found.case_id)
    return found


def _record(actor: Actor, found: Coincidence, verb: str) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=found.case_id,
        unit_id=found.unit_id,
        guardian=found.guardian_id,
        reason=found.reason,
    )
