"""Scheduled jobs start once per moment, and a day of downtime is one start, not a day's worth."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from uchastie.kernel import jobs as registry
from uchastie.kernel.delivery import timetable
from uchastie.kernel.delivery.housekeeping import prune_finished
from uchastie.kernel.delivery.models import ScheduledRun
from uchastie.kernel.delivery.tests.jobs_for_tests import note
from uchastie.kernel.jobs import Schedule, schedule

START = dt.datetime(2026, 11, 20, 10, 0, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_schedules(db, monkeypatch):
    monkeypatch.setattr(registry, "_schedules", {})


def tick(at):
    with time_machine.travel(at, tick=False):
        return timetable.tick()


def test_a_job_starts_once_per_moment_whoever_looks():
    schedule("hourly", note, every=dt.timedelta(hours=1))
    assert tick(START) == 0  # a new schedule begins with its next moment
    assert tick(START + dt.timedelta(hours=1)) == 1
    assert tick(START + dt.timedelta(hours=1, minutes=5)) == 0
    assert tick(START + dt.timedelta(hours=2)) == 1
    assert DBTaskResult.objects.count() == 2


def test_after_downtime_only_the_last_moment_is_run():
    schedule("hourly", note, every=dt.timedelta(hours=1))
    tick(START)
    assert tick(START + dt.timedelta(days=3)) == 1
    assert tick(START + dt.timedelta(days=3, seconds=10)) == 0


def test_a_clock_that_jumps_back_repeats_nothing():
    schedule("hourly", note, every=dt.timedelta(hours=1))
    tick(START)
    tick(START + dt.timedelta(hours=1))
    tick(START + dt.timedelta(hours=2))
    assert tick(START + dt.timedelta(hours=1, minutes=1)) == 0


def test_the_moment_is_unique_in_the_database():
    """Two workers that both saw the moment free: the constraint lets one through."""
    schedule("hourly", note, every=dt.timedelta(hours=1))
    tick(START)
    entry = registry.schedules()[0]
    due = entry.last_due(START + dt.timedelta(hours=1))
    assert timetable._start(entry, due) is True
    assert timetable._start(entry, due) is False
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("Europe/Moscow", "2026-11-20T15:30+03:00", "2026-11-20T03:20+03:00"),
        ("Europe/Moscow", "2026-11-20T03:19:59+03:00", "2026-11-19T03:20+03:00"),
        ("Europe/Moscow", "2026-11-20T03:20+03:00", "2026-11-20T03:20+03:00"),
        ("Asia/Kamchatka", "2026-11-20T00:00+00:00", "2026-11-20T03:20+12:00"),
        ("Europe/Berlin", "2026-10-25T12:00+00:00", "2026-10-25T03:20+01:00"),  # a day of 25 hours
    ],
)
def test_a_daily_job_knows_its_zone(zone, now, due):
    entry = Schedule("daily", note, None, dt.time(3, 20), ZoneInfo(zone))
    assert entry.last_due(dt.datetime.fromisoformat(now)) == dt.datetime.fromisoformat(due)


def test_a_schedule_is_either_regular_or_daily():
    with pytest.raises(ValueError, match="either"):
        schedule("none", note)


def test_pruning_keeps_the_last_run_of_each_schedule():
    schedule("hourly", note, every=dt.timedelta(hours=1))
    for hours in range(3):
        tick(START + dt.timedelta(hours=hours))
    with time_machine.travel(START + dt.timedelta(days=200), tick=False):
        prune_finished.call()
    assert ScheduledRun.objects.count() == 1
    assert tick(START + dt.timedelta(days=200)) == 1
