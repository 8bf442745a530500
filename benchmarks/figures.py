"""`python -m benchmarks.figures`: pages of figures for a few and for many centres with three years behind them, against
the floor; one day's update of the nation; one event until it is counted. In one process on SQLite, product and floor in
turns, so the ratios count, not the milliseconds."""

import argparse
import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOAL_NIGHT, GOAL_EVENT, GOAL_RATIO = 60.0, 2.0, 1.5
ROUNDS = 15
LEVELS = ("центр", "регион", "страна")

type Page = tuple[int, float, float]  # statements, milliseconds of the page and of the floor


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--centres", type=int, default=1000)
    parser.add_argument("--few", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="uchastie-figures-") as folder:
        _start(folder)
        few = _measure(asked.few)
        many = _measure(asked.centres)
        return _tell(asked, few, many)


def _start(folder: str) -> None:
    os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "benchmarks.both_settings"}
    os.environ.pop("DATABASE_URL", None)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from uchastie.crm.accounts.actions import mark_installation
    from uchastie.project.reference import load_reference

    setup_test_environment()
    with redirect_stdout(StringIO()):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
    load_reference()
    mark_installation(demo=False)


def _measure(centres: int) -> dict[str, Any]:
    """Add centres up to this number, then measure the night, one event and the pages."""
    from django.db import connection

    from benchmarks import figures_data

    began = time.perf_counter()
    figures_data.make_centres(centres)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{centres} центров: записи созданы за {time.perf_counter() - began:.0f} с", flush=True)
    found: dict[str, Any] = {"night": _night(), "event": _event()}
    print(f"{centres} центров: день пересчитан за {found['night']:.1f} с", flush=True)
    return found | _pages()


def _night() -> float:
    """What the job of every night does before it proves itself: the last days of every centre, from the records."""
    from uchastie.crm.insight import actions

    began = time.perf_counter()
    actions.mark_recent()
    while actions.count_stale() == actions.PORTION:
        pass
    actions.mark_night()
    while actions.count_marked():
        pass
    return time.perf_counter() - began


def _event() -> float:
    """From «Записать» of a post until the number of its day is written."""
    from uchastie.crm.insight import actions
    from uchastie.crm.insight.models import Mark
    from uchastie.crm.network.models import Unit
    from uchastie.crm.network.rules import UnitKind
    from uchastie.crm.outreach import actions as outreach
    from uchastie.crm.outreach.rules import FactInput
    from uchastie.kernel import clock
    from uchastie.kernel.actor import SYSTEM

    unit = Unit.objects.filter(kind=UnitKind.CENTRE).order_by("-slug")[0]
    given = FactInput(link=f"https://vk.com/wall-1_{Unit.objects.count()}", day=clock.today(unit.zone))
    began = time.perf_counter()
    outreach.add_fact(actor=SYSTEM, unit=unit, given=given)
    while actions.count_marked():
        pass
    took = time.perf_counter() - began
    assert not Mark.objects.exists()
    return took


def _pages() -> dict[str, Page]:
    from tests.world import make_user, sign_in

    from uchastie.crm.accounts.models import User
    from uchastie.crm.accounts.rules import Role
    from uchastie.crm.network.models import Unit
    from uchastie.crm.network.rules import UnitKind

    centre = Unit.objects.filter(kind=UnitKind.CENTRE).order_by("slug")[0]
    assert centre.parent is not None
    federal = Unit.objects.get(kind=UnitKind.FEDERAL)
    who = zip(
        LEVELS,
        (Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER),
        (centre, centre.parent, federal),
        strict=True,
    )
    found = {}
    for level, role, unit in who:
        slug = f"bench-{role.value}"
        user = User.objects.filter(email=f"{slug}@example.org").first() or make_user(slug, role, unit)
        floor = "figures" if unit == centre else "rated"
        found[level] = _ask(sign_in(user), "/figures/", f"/floor/{floor}/{unit.pk}/")
    return found


def _ask(client: Any, address: str, floor: str) -> Page:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):  # what a process remembers is remembered
        assert client.get(address).status_code == client.get(floor).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        statements = len(queries)
    took: dict[str, list[float]] = {address: [], floor: []}
    for _ in range(ROUNDS):
        for one, times in took.items():
            began = time.process_time()
            client.get(one)
            times.append(1000 * (time.process_time() - began))
    page, least = (sorted(times)[ROUNDS // 2] for times in took.values())
    return statements, page, least


def _tell(asked: argparse.Namespace, few: dict[str, Any], many: dict[str, Any]) -> int:
    """How many goals were missed."""
    from benchmarks.figures_data import YEARS

    print(f"\nПоказатели, {YEARS} года записей: {asked.few} и {asked.centres} центров")
    missed = 0
    for level in LEVELS:
        statements, took, floor = many[level]
        fewer, small, _ = few[level]
        good = fewer == statements and took <= GOAL_RATIO * floor
        missed += not good
        numbers = f"SQL {fewer} и {statements}, ЦП мс {small:.1f} и {took:.1f}, рост {took / small:.2f}"
        print(
            f"{level:8}{numbers}, пол {floor:.1f}, к полу {took / floor:.2f} (цель {GOAL_RATIO}){'' if good else ' — НЕТ'}"
        )
    for words, took, goal in (
        ("Один день всей страны пересчитан", many["night"], GOAL_NIGHT),
        ("Одно событие сосчитано", many["event"], GOAL_EVENT),
    ):
        missed += took > goal
        print(f"{words} за {took:.1f} с (цель {goal:.0f}){'' if took <= goal else ' — НЕТ'}")
    print(f"Целей показателей не достигнуто: {missed}." if missed else "Цели показателей достигнуты.")
    return missed


if __name__ == "__main__":
    sys.exit(bool(main()))
