"""A worker is killed between the mark of a change and the notice of what it means: nothing is lost, nobody hears twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.house import House, house
from tests.chaos.test_worker_kill import OPTIONS, WORKER, kill, wait_for

COUNTS = {
    "marks": "SELECT COUNT(*) FROM matching_mark",
    "found": "SELECT COUNT(*) FROM matching_coincidence",
    "told": "SELECT COUNT(*) FROM notifications_message WHERE event = 'coincidences_found' AND channel = 'cabinet'",
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    from django.conf import settings

    with house(settings, tmp_path) as home:
        home.run("-m", "tests.chaos.seed", "coincidence")
        yield home


def counts(home: House) -> dict[str, int]:
    return {name: home.sql(statement)[0][0] for name, statement in COUNTS.items()}


def killed_between(home: House, fault: str) -> dict[str, int]:
    """What raw SQL says after a worker was killed exactly there."""
    worker = home.start("-m", "tests.chaos.faulty_worker", fault, *OPTIONS)
    assert wait_for((Path(home.environment["DATA_DIR"]) / "between").exists), "the worker never came there"
    kill(worker)
    return counts(home)


def after_another(home: House, *, patience: float) -> dict[str, int]:
    worker = home.start(*WORKER)
    wait_for(lambda: counts(home)["told"] > 0, patience, step=0.1)
    worker.terminate()
    worker.wait(20)
    return counts(home)


@pytest.mark.ledger("B40")
def test_a_killed_worker_loses_no_coincidence_and_tells_it_once(home: House) -> None:
    assert killed_between(home, "stop-before-notice") == {"marks": 1, "found": 0, "told": 0}
    assert after_another(home, patience=60) == {"marks": 0, "found": 1, "told": 1}
    home.run(
        "-c",
        "import django; django.setup(); from uchastie.crm.matching.jobs import find_coincidences as one; one.func()",
    )
    assert counts(home) == {"marks": 0, "found": 1, "told": 1}


def test_a_worker_that_forgets_before_it_has_looked_is_found_out(home: House) -> None:
    """Negative control: the change is lost, the next worker has nothing to look at."""
    assert killed_between(home, "forget-first") == {"marks": 0, "found": 0, "told": 0}
    assert after_another(home, patience=5) == {"marks": 0, "found": 0, "told": 0}
