"""Taking snapshots: by the clock, and once more when records were corrected."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.oversight import access, queries, rules
from uchastie.crm.oversight.models import Snapshot
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal

OBJECT = "oversight.snapshot"


def take_due() -> int:
    """Every few minutes: the snapshots of all regions whose 18:00 has come, those of a standstill too (B48). Twice is
    once. A region whose figures cannot be counted keeps back none of the others. Returns how many were taken."""
    taken, broken = 0, []
    for unit, day in queries.list_missing(clock.now()):
        try:
            taken += take_day(unit, day)
        except Exception as error:
            broken.append(error)
    if broken:
        raise ExceptionGroup("reports of the day that could not be counted", broken)
    return taken


@transaction.atomic
def take_day(unit: Unit, day: dt.date) -> bool:
    """Of one region and day; False when it is there."""
    now = clock.now()
    late = now > rules.moment_of(day, unit.zone) + rules.LATE_AFTER
    figures = queries.count_figures(unit, day).as_json()
    _, made = Snapshot.objects.get_or_create(
        unit=unit, day=day, version=1, defaults={"at": now, "late": late, "figures": figures}
    )
    return made


@transaction.atomic
def correct_snapshot(*, actor: Actor, unit_id: UUID, day: dt.date, version: int, reason: str) -> Snapshot:
    """Count the day anew from the records and keep both versions. Nobody types a number.

    `Conflict` when another version came meanwhile; `Refusal` without a reason, for a day that is not over, and when the
    records give the same numbers."""
    unit = queries.get_region(actor, unit_id)
    access.require_corrector(actor, unit)
    rules.require_over(day, clock.now(), unit.zone)
    if not reason.strip():
        raise Refusal("no_reason", "Напишите, почему цифра другая: что внесли позже или по ошибке.", field="reason")
    newest = queries.find_snapshot(unit, day)
    if newest is None:
        raise Refusal("no_snapshot", "Снимка за этот день нет, исправлять нечего.")
    if newest.version != version:
        raise Conflict("snapshot_changed", "Эту версию уже исправили. Откройте день ещё раз и сравните.")
    fresh = queries.count_figures(unit, day)
    if not rules.changes(rules.Figures.from_json(newest.figures), fresh):
        raise Refusal("nothing_changed", "По записям получились те же числа. Сначала исправьте сами записи.")
    return _write_version(actor, newest, fresh, reason.strip())


def _write_version(actor: Actor, newest: Snapshot, fresh: rules.Figures, reason: str) -> Snapshot:
    try:
        with transaction.atomic():
            made = Snapshot.objects.create(
                unit=newest.unit,
                day=newest.day,
                version=newest.version + 1,
                at=clock.now(),
                figures=fresh.as_json(),
                reason=reason,
                by_id=actor.user_id,
            )
    except IntegrityError as error:
        raise Conflict("snapshot_changed", "Эту версию уже исправили. Откройте день ещё раз и сравните.") from error
    journal.record(
        actor,
        verb="snapshot_corrected",
        object_kind=OBJECT,
        object_id=made.pk,
        unit_id=newest.unit_id,
        day=newest.day.isoformat(),
        version=made.version,
    )
    return made
