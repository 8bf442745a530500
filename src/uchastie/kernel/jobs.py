"""Background jobs: what a capability writes. The machinery that runs them is `kernel.delivery`.

    @job
    def remind_of_deadlines() -> None: ...

    remind_of_deadlines.enqueue()                                   # inside the transaction of its cause
    schedule("remind", remind_of_deadlines, every=timedelta(hours=1))   # in project/wiring.py

A job may run twice (a worker can be killed after the work and before the mark), so it is written to do no harm then.
Its arguments are opaque ids, never personal data; its transactions are short.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.tasks import Task
from django.tasks import task as job

__all__ = ["Schedule", "job", "schedule", "schedules"]

EPOCH = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)  # a Monday: "every 7 days" falls on Mondays


@dataclass(frozen=True, slots=True)
class Schedule:
    """Either `every` so much time, counted from a fixed moment so that all workers agree, or daily `at` a local time."""

    name: str
    job: Task
    every: dt.timedelta | None
    at: dt.time | None
    zone: ZoneInfo

    def last_due(self, now: dt.datetime) -> dt.datetime:
        """The latest moment that has come. After a day of downtime it is one moment, not a day's worth of them."""
        if self.every is not None:
            return EPOCH + (now - EPOCH) // self.every * self.every
        assert self.at is not None  # noqa: S101 - `schedule` has seen to it
        today = now.astimezone(self.zone).date()
        due = dt.datetime.combine(today, self.at, self.zone)
        if due > now:
            due = dt.datetime.combine(today - dt.timedelta(days=1), self.at, self.zone)
        return due.astimezone(dt.UTC)


_schedules: dict[str, Schedule] = {}


def schedule(
    name: str,
    job: Task,
    *,
    every: dt.timedelta | None = None,
    at: dt.time | None = None,
    zone: str = settings.TIME_ZONE,
) -> None:
    """Run the job regularly. The name is remembered in the database: a new name starts a new history."""
    if (every is None) == (at is None):
        raise ValueError("a schedule has either `every` or `at`")
    _schedules[name] = Schedule(name, job, every, at, ZoneInfo(zone))


def schedules() -> tuple[Schedule, ...]:
    return tuple(_schedules.values())
