"""Communities of a centre and how many people they have (A81, A82)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, queries, rules
from uchastie.crm.platform.actions.record import record
from uchastie.crm.platform.models import Community, Reading
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

NAME_LIMIT = 150
TWICE = "Такое сообщество уже записано. Своё сообщество у центра одно: закройте прежнее."


@dataclass(frozen=True, slots=True)
class Count:
    """What a reading says of one community."""

    subscribers: int | None = None
    active: int | None = None


@transaction.atomic
def open_community(
    *, actor: Actor, unit: Unit, kind: rules.Community, name: str, url: str, opened_on: dt.date
) -> Community:
    access.require_worker(actor, unit)
    network.wait_for_unit(unit.pk)
    values = _values(unit, name, url, opened_on)
    try:
        with transaction.atomic():
            made = Community.objects.create(
                unit=unit, kind=kind, made_at=clock.now(), made_by_id=actor.user_id, **values
            )
    except IntegrityError as error:
        raise Refusal("community_twice", TWICE, field="url") from error
    record(actor, "community_opened", "community", object_id=made.pk, unit_id=unit.pk, days=(opened_on,))
    return made


@transaction.atomic
def change_community(
    *, actor: Actor, community_id: UUID, name: str, url: str, opened_on: dt.date, version: int | None = None
) -> Community:
    """What was typed wrong. Readings from before the opening would hang in the air, so they are in the way."""
    found = queries.get_community(actor, community_id, lock=True)
    access.require_worker(actor, found.unit)
    found.require_version(version)
    values = _values(found.unit, name, url, opened_on)
    earliest = found.readings.filter(replaced_at=None).order_by("day").values_list("day", flat=True).first()
    if earliest and opened_on > earliest:
        raise Refusal("opened_late", f"Замеры есть уже с {earliest:%d.%m.%Y}: день открытия не позже.", "opened_on")
    if found.closed_on and opened_on > found.closed_on:
        raise Refusal("opened_late", "Сообщество закрыто раньше этого дня.", field="opened_on")
    days = (found.opened_on, opened_on)
    try:
        with transaction.atomic():
            found.apply(**values)
    except IntegrityError as error:
        raise Refusal("community_twice", TWICE, field="url") from error
    record(actor, "community_changed", "community", object_id=found.pk, unit_id=found.unit_id, days=days)
    return found


@transaction.atomic
def close_community(*, actor: Actor, community_id: UUID, closed_on: dt.date) -> Community:
    """`closed_on` is the first day without it. Twice is once."""
    found = queries.get_community(actor, community_id, lock=True)
    access.require_worker(actor, found.unit)
    if found.closed_on:
        return found
    rules.require_past(closed_on, clock.today(found.unit.zone), field="closed_on")
    if closed_on < found.opened_on:
        raise Refusal("closed_early", "Закрыто раньше, чем открыто. Проверьте день.", field="closed_on")
    last = found.readings.filter(replaced_at=None).order_by("-day").values_list("day", flat=True).first()
    if last and last >= closed_on:
        message = f"Есть замер за {last:%d.%m.%Y}. Закрыть можно со следующего дня."
        raise Refusal("closed_early", message, field="closed_on")
    found.apply(closed_on=closed_on)
    record(actor, "community_closed", "community", object_id=found.pk, unit_id=found.unit_id, days=(closed_on,))
    return found


@transaction.atomic
def take_readings(*, actor: Actor, unit: Unit, day: dt.date, counts: Mapping[UUID, Count]) -> list[Reading]:
    """One look at every community. A reading of the same day is corrected, and what stood before is kept."""
    access.require_worker(actor, unit)
    network.wait_for_unit(unit.pk)
    rules.require_past(day, clock.today(unit.zone))
    communities = {one.pk: one for one in Community.objects.filter(unit=unit, pk__in=counts)}
    made = [
        row
        for community_id, community in communities.items()
        if (row := _take(actor, community, day, counts[community_id])) is not None
    ]
    if made:
        record(actor, "readings_taken", "unit", object_id=unit.pk, unit_id=unit.pk, days=(day,), rows=len(made))
    return made


def _take(actor: Actor, community: Community, day: dt.date, count: Count) -> Reading | None:
    if count.subscribers is None and count.active is None:
        return None
    if day < community.opened_on or (community.closed_on and day >= community.closed_on):
        raise Refusal("reading_day", f"В этот день сообщества «{community.name}» ещё или уже не было.", field="day")
    if count.subscribers is not None and count.active is not None and count.active > count.subscribers:
        raise Refusal("reading_active", f"«{community.name}»: активных больше, чем подписчиков. Проверьте числа.")
    known = Reading.objects.filter(community=community, day=day, replaced_at=None)
    standing = known.first()
    if standing and (standing.subscribers, standing.active) == (count.subscribers, count.active):
        return None
    now = clock.now()
    known.update(replaced_at=now)
    return Reading.objects.create(
        community=community,
        day=day,
        subscribers=count.subscribers,
        active=count.active,
        made_at=now,
        made_by_id=actor.user_id,
    )


def _values(unit: Unit, name: str, url: str, opened_on: dt.date) -> dict[str, object]:
    words = " ".join(name.split())
    if not 1 <= len(words) <= NAME_LIMIT:
        raise Refusal("name", f"Назовите сообщество, не длиннее {NAME_LIMIT} знаков.", field="name")
    link = rules.require_link(url)
    if not link:
        raise Refusal("link", "Вставьте ссылку на сообщество.", field="url")
    rules.require_past(opened_on, clock.today(unit.zone), oldest=dt.timedelta(days=20 * 366), field="opened_on")
    return {"name": words, "url": link, "opened_on": opened_on}
