"""`python -m benchmarks.figures`: pages of figures for a few and for many centres with three years behind them, and one
day's update of the nation. In one process on SQLite, so the ratios count, not the milliseconds."""

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from itertools import batched
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOAL_SECONDS, GOAL_GROWTH = 60.0, 1.5
YEARS = 3
ROUNDS = 7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--centres", type=int, default=1000)
    parser.add_argument("--few", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="uchastie-figures-") as folder:
        _start(folder)
        few = _measure(asked.few)
        many = _measure(asked.centres)
        _tell(asked, few, many)


def _start(folder: str) -> None:
    os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "uchastie.project.settings"}
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
    """Add centres up to this number, count them once, then measure the night and the pages."""
    from uchastie.crm.insight import actions
    from uchastie.crm.insight.models import Mark

    _make_centres(centres)
    found: dict[str, Any] = {}
    actions.mark_night()
    began = time.perf_counter()
    while actions.count_marked(portion=20_000):
        pass
    found["first"] = time.perf_counter() - began
    assert not Mark.objects.exists()
    actions.mark_night()
    began = time.perf_counter()
    while actions.count_marked():
        pass
    found["night"] = time.perf_counter() - began
    return found | _pages()


def _make_centres(count: int) -> None:
    from uchastie.crm.insight.models import Counting, DayMeasure
    from uchastie.crm.insight.rules import EARLIEST
    from uchastie.crm.network.models import Unit
    from uchastie.crm.network.rules import UnitKind
    from uchastie.kernel import clock

    dice = random.Random(5)
    today = clock.now().date()
    headquarters = list(Unit.objects.filter(kind=UnitKind.REGION_HQ).select_related("region").order_by("slug"))
    made = Unit.objects.filter(kind=UnitKind.CENTRE).count()
    units = []
    for number in range(made, count):
        above = headquarters[number % len(headquarters)]
        slug = f"figures-{number:04d}"
        units.append(
            Unit(
                parent=above,
                path=f"{above.path}{slug}/",
                slug=slug,
                kind=UnitKind.CENTRE,
                region=above.region,
                name=f"Добро.Центр № {number + 1}",
                town="Город",
                tz=above.tz,
            )
        )
    Unit.objects.bulk_create(units, batch_size=500)
    flows = ("desk.consultations", "desk.marks", "desk.positive", "outreach.posts", "events.activities")
    days = [today - dt.timedelta(days=back) for back in range(5, 365 * YEARS, 7)]
    rows = (
        DayMeasure(unit=unit, code=code, day=day, value=dice.randint(1, 5))
        for unit in units
        for code in flows
        for day in days
    )
    for portion in batched(rows, 5000):
        DayMeasure.objects.bulk_create(portion)
    Counting.objects.bulk_create(
        [
            Counting(unit=unit, tz=unit.tz, connected_on=EARLIEST, counted_at=clock.now(), counted_on=today)
            for unit in units
        ],
        batch_size=500,
    )


def _pages() -> dict[str, tuple[int, float]]:
    """By level: statements and milliseconds of the middle round."""
    from tests.world import make_user, sign_in

    from uchastie.crm.accounts.models import User
    from uchastie.crm.accounts.rules import Role
    from uchastie.crm.network.models import Unit
    from uchastie.crm.network.rules import UnitKind

    centre = Unit.objects.filter(kind=UnitKind.CENTRE).order_by("slug").first()
    assert centre is not None
    assert centre.parent is not None
    federal = Unit.objects.get(kind=UnitKind.FEDERAL)
    people = {
        "центр": (Role.CENTRE_EMPLOYEE, centre),
        "регион": (Role.REGION_COORDINATOR, centre.parent),
        "страна": (Role.FEDERAL_MANAGER, federal),
    }
    found = {}
    for name, (role, unit) in people.items():
        slug = f"bench-{role.value}"
        user = User.objects.filter(email=f"{slug}@example.org").first() or make_user(slug, role, unit)
        found[name] = _ask(sign_in(user), "/figures/")
    return found


def _ask(client: Any, address: str) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        took.append(1000 * (time.perf_counter() - began))
    return len(queries), sorted(took)[ROUNDS // 2]


def _tell(asked: argparse.Namespace, few: dict[str, Any], many: dict[str, Any]) -> None:
    print(f"\nПоказатели, {YEARS} года записей: {asked.few} и {asked.centres} центров")
    good = True
    for name in ("центр", "регион", "страна"):
        growth = many[name][1] / few[name][1]
        same = few[name][0] == many[name][0]
        good = good and same and growth <= GOAL_GROWTH
        numbers = f"SQL {few[name][0]} и {many[name][0]}, мс {few[name][1]:.1f} и {many[name][1]:.1f}"
        print(f"{name:8}{numbers}, рост {growth:.2f} (цель {GOAL_GROWTH})")
    print(f"Один день всей страны пересчитан за {many['night']:.1f} с (цель {GOAL_SECONDS:.0f})")
    good = good and many["night"] <= GOAL_SECONDS
    print("Цели показателей достигнуты." if good else "Цели показателей НЕ достигнуты.")


if __name__ == "__main__":
    main()
