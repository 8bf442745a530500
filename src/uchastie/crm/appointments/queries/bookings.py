"""Appointments themselves."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.accounts.models import User
from uchastie.crm.appointments.models import Appointment, Feed
from uchastie.crm.appointments.rules import LEADS, ReminderKind, State
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

FEED_PAST, FEED_AHEAD = dt.timedelta(days=30), dt.timedelta(days=180)


def find_agreed(about_id: UUID, *, lock: bool = False) -> Appointment | None:
    rows = Appointment.objects.filter(about_id=about_id, state=State.AGREED)
    if lock:
        return rows.select_for_update(no_key=True).first()
    return rows.select_related("unit", "employee", "room").first()


def find_latest(about_id: UUID) -> Appointment | None:
    """The agreed one, or the last that was: a cancelled meeting has an invitation too, which says so."""
    rows = Appointment.objects.filter(about_id=about_id).select_related("unit", "employee", "room")
    return rows.order_by("-created_at", "-pk").first()


def count_missed(about_id: UUID) -> int:
    return Appointment.objects.filter(about_id=about_id, state=State.NO_SHOW).count()


def list_between(unit: Unit, begins: dt.datetime, ends: dt.datetime) -> QuerySet[Appointment]:
    """Of one centre, those that take place or have taken place: cancelled ones are not shown."""
    rows = Appointment.objects.filter(unit=unit, starts_at__gte=begins, starts_at__lt=ends)
    return rows.exclude(state=State.CANCELLED).order_by("starts_at", "pk")


def list_during(user_ids: Collection[UUID], begins: dt.datetime, ends: dt.datetime) -> QuerySet[Appointment]:
    """What these employees have agreed for that time, in all centres."""
    rows = Appointment.objects.filter(employee_id__in=user_ids, state=State.AGREED)
    return rows.filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk")


def list_to_remind(kind: ReminderKind, now: dt.datetime) -> QuerySet[Appointment]:
    """Agreed meetings that begin within the lead of this reminder."""
    return Appointment.objects.filter(state=State.AGREED, starts_at__gt=now, starts_at__lte=now + LEADS[kind]).order_by(
        "starts_at", "pk"
    )


# --- calendars of others ---


def find_feed(actor: Actor) -> Feed | None:
    """The open address of one's own calendar."""
    if actor.user_id is None:
        return None
    return Feed.objects.filter(user_id=actor.user_id, revoked_at__isnull=True).first()


def get_feed_owner(token: str) -> User:
    """Whose calendar the secret address shows; `NotSeen` when it was taken back or its owner works here no more."""
    feed = (
        Feed.objects.select_related("user")
        .filter(digest=accounts.digest_of(token), revoked_at__isnull=True, user__is_active=True)
        .first()
    )
    if feed is None:
        raise NotSeen
    return feed.user


def list_for_feed(user_id: UUID) -> QuerySet[Appointment]:
    """The last month and the next half a year, cancelled ones too: a calendar must hear that they are off."""
    return _of_feed(user_id).select_related("unit", "room").order_by("starts_at", "pk")


def state_of_feed(user_id: UUID) -> dict[str, Any]:
    """What changes whenever the feed does."""
    return _of_feed(user_id).aggregate(count=Count("pk"), changed=Max("updated_at"), changes=Max("sequence"))


def _of_feed(user_id: UUID) -> QuerySet[Appointment]:
    now = clock.now()
    near = Q(starts_at__gte=now - FEED_PAST, starts_at__lt=now + FEED_AHEAD)
    return Appointment.objects.filter(near, employee_id=user_id)
