"""kill -9 of the worker in the middle of its work: nothing is lost, nothing marked sent goes out again."""

import json
import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.chaos.house import House, house
from tests.chaos.sink import Sink

SEED = int(os.environ.get("CHAOS_SEED", "20261122"))
OPTIONS = ("--beat", "0.2", "--lease", "2", "--pause", "0.05")
PATIENCE = 60  # seconds; only a failure waits so long
# Where kills fall: before the receiver's acceptance, between it and our mark, and wherever it happens.
POINTS = ("before", "after", "")
WORKER = ("manage.py", "worker", *OPTIONS)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    from django.conf import settings

    with house(settings, tmp_path_factory.mktemp("chaos")) as home:
        yield home


@pytest.fixture
def sink(home: House) -> Iterator[Sink]:
    for table in ("delivery_outboxentry", "notifications_message", "django_tasks_database_dbtaskresult"):
        home.sql(f"DELETE FROM {table}")  # noqa: S608
    sink = Sink()
    yield sink
    sink.shutdown()
    sink.server_close()


@dataclass
class Report:
    """What the receiver's log and raw SQL say, kill by kill."""

    posted: set[str]
    kills: int = 0
    placed_in_doubt: int = 0  # kills put between acceptance and mark: each costs one repetition
    in_doubt: Counter[str] = field(default_factory=Counter)  # accepted, not marked when its worker was killed
    repeated_though_marked: list[str] = field(default_factory=list)
    accepted: Counter[str] = field(default_factory=Counter)
    marked: set[str] = field(default_factory=set)

    @property
    def figures(self) -> dict[str, int]:
        extra = sum(self.accepted.values()) - len(self.accepted)
        return {
            "seed": SEED,
            "posted": len(self.posted),
            "kills": self.kills,
            "lost": len(self.posted - set(self.accepted)),
            "unmarked": len(self.posted - self.marked),
            "repeated_though_marked": len(self.repeated_though_marked),
            "repeated_in_doubt": extra,
        }

    def judge(self) -> None:
        figures = self.figures
        print(json.dumps(figures))
        assert figures["lost"] == figures["unmarked"] == figures["repeated_though_marked"] == 0
        assert set(self.accepted) == self.posted, "an unknown message id"
        for message, times in self.accepted.items():
            assert times - 1 <= self.in_doubt[message], "repeated without a kill between acceptance and mark"
        assert self.placed_in_doubt <= figures["repeated_in_doubt"] <= self.kills


def plain(identifier: object) -> str:
    return str(identifier).replace("-", "")


def ids(home: House, condition: str) -> set[str]:
    rows = home.sql(f"SELECT id FROM delivery_outboxentry WHERE {condition}")  # noqa: S608
    return {plain(row[0]) for row in rows}


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE, step: float = 0.003) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()


def harass(
    home: House, sink: Sink, *, letters: int, kills: int, worker: tuple[str, ...], points: tuple[str, ...] = POINTS
) -> Report:
    """Start the worker, let it send a few, kill it at one of the points; at the end let one finish the work."""
    chance = random.Random(SEED)
    home.run("-m", "tests.chaos.seed", "letters", str(letters))
    report = Report(posted=ids(home, "1 = 1"))
    most = letters // kills - 1
    for number in range(kills):
        before = len(sink.accepted)
        process = home.start(*worker, port=sink.port)
        goal = before + chance.randint(1, most)
        assert wait_for(lambda goal=goal: len(sink.accepted) >= goal), "the worker stands still"
        moment = points[number % len(points)]
        if moment:
            sink.hold(moment)
            assert sink.held.wait(PATIENCE), "the worker stands still"
        else:
            time.sleep(chance.uniform(0, 0.02))
        assert process.poll() is None, "killed while at work, not after it"
        kill(process)
        sink.let_go()
        sink.settle()
        look(home, sink, report)
        report.kills += 1
        report.placed_in_doubt += moment == "after"
    last = home.start(*worker, port=sink.port)
    wait_for(lambda: not ids(home, "state = 'ready'"), step=0.1)
    last.terminate()
    assert last.wait(10) == 0, "SIGTERM ends the worker cleanly"
    sink.settle()
    look(home, sink, report)
    report.accepted = Counter(plain(message) for message in sink.accepted)
    return report


def look(home: House, sink: Sink, report: Report) -> None:
    """After each kill: who was in doubt, and did anything marked before go out since the last look?"""
    seen = sum(report.accepted.values())
    fresh = [plain(message) for message in sink.accepted[seen:]]
    report.repeated_though_marked += [message for message in fresh if message in report.marked]
    report.accepted.update(fresh)
    report.marked = ids(home, "state = 'sent'")
    report.in_doubt.update(set(fresh) - report.marked)


def test_twenty_kills_lose_nothing_and_repeat_nothing_marked(home: House, sink: Sink) -> None:
    report = harass(home, sink, letters=200, kills=20, worker=WORKER)
    report.judge()
    assert report.kills == 20


def test_a_worker_that_marks_before_sending_is_found_out(home: House, sink: Sink) -> None:
    """Negative control of the judges above."""
    hasty = ("-m", "tests.chaos.faulty_worker", "mark-first", *OPTIONS)
    report = harass(home, sink, letters=20, kills=2, worker=hasty, points=("before",))
    assert report.figures["lost"] == 2
    with pytest.raises(AssertionError):
        report.judge()


def together(home: House, sink: Sink, *, worker: tuple[str, ...]) -> Counter[str]:
    """Two workers share sixty letters."""
    home.run("-m", "tests.chaos.seed", "letters", "60")
    crew = [home.start(*worker, port=sink.port) for _ in range(2)]
    wait_for(lambda: len(sink.accepted) >= 60 and not ids(home, "state = 'ready'"), step=0.1)
    for process in crew:
        process.terminate()
    for process in crew:
        process.wait(10)
    return Counter(sink.accepted)


def test_workers_side_by_side_send_each_letter_once(home: House, sink: Sink) -> None:
    accepted = together(home, sink, worker=WORKER)
    assert (len(accepted), max(accepted.values())) == (60, 1)


def test_without_the_lease_they_would_send_twice(home: House, sink: Sink) -> None:
    """Negative control."""
    accepted = together(home, sink, worker=("-m", "tests.chaos.faulty_worker", "no-lease", *OPTIONS))
    assert max(accepted.values()) > 1


def interrupt(home: House, log: Path, *, second: tuple[str, ...], patience: float = PATIENCE) -> list[str]:
    """A worker is killed in the middle of a task; another one comes."""
    home.run("-m", "tests.chaos.seed", "task", str(log), "0.4")
    first = home.start(*WORKER)
    assert wait_for(lambda: log.exists() and "begin" in log.read_text())
    kill(first)
    other = home.start(*second)
    wait_for(lambda: "end" in log.read_text(), patience, step=0.05)
    other.terminate()
    other.wait(10)
    return log.read_text().split()


def statuses(home: House) -> list[str]:
    own = "task_path = 'tests.chaos.jobs.take_time'"
    return [str(row[0]) for row in home.sql(f"SELECT status FROM django_tasks_database_dbtaskresult WHERE {own}")]  # noqa: S608


def test_a_task_of_a_killed_worker_is_taken_over(home: House, sink: Sink, tmp_path: Path) -> None:
    told = interrupt(home, tmp_path / "log", second=WORKER)
    assert told == ["begin", "begin", "end"]
    assert statuses(home) == ["SUCCESSFUL"]


def test_without_the_reaper_it_would_lie_for_ever(home: House, sink: Sink, tmp_path: Path) -> None:
    """Negative control: this is what the stock worker does."""
    lazy = ("-m", "tests.chaos.faulty_worker", "no-reaper", *OPTIONS)
    told = interrupt(home, tmp_path / "log", second=lazy, patience=5)
    assert told == ["begin"]
    assert statuses(home) == ["RUNNING"]


def test_a_long_task_of_a_living_worker_is_left_alone(home: House, sink: Sink, tmp_path: Path) -> None:
    """It runs for two leases while another worker looks on."""
    log = tmp_path / "log"
    home.run("-m", "tests.chaos.seed", "task", str(log), "4.5")
    crew = [home.start(*WORKER) for _ in range(2)]
    wait_for(lambda: log.exists() and "end" in log.read_text(), step=0.05)
    for process in crew:
        process.terminate()
    for process in crew:
        process.wait(10)
    assert log.read_text().split() == ["begin", "end"]
