"""`python -m benchmarks.opeka`: the headquarters' pages with a country's rows, in the database the settings name.

13,000 families and 5,000 guardians in 89 regions of very different size. What is timed is what a coordinator of the
largest region and the federal team wait for: the board of the day, the alarms, the control board, the plans, one change
matched again, the plan of the largest region. Statements are counted too: they must not grow with the rows."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import django

TIMES = 7
GOALS = {"Одно изменение семьи": 1000.0, "Одно изменение опекуна": 1000.0}  # milliseconds


def main() -> None:
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/opeka.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uchastie.project.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    with redirect_stdout(StringIO()):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
    begun = time.perf_counter()
    from benchmarks import opeka_data

    country = opeka_data.make()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{connection.vendor}: {country.words}; наполнено за {time.perf_counter() - begun:.0f} с")
    slow = [name for name, what in works(country).items() if measure(name, what) > GOALS.get(name, float("inf"))]
    print("Не уложились: " + ", ".join(slow) if slow else "Цели достигнуты.")
    sys.exit(bool(slow))


def works(country: Any) -> dict[str, Callable[[], Any]]:
    from uchastie.crm.families.queries import Wanted
    from uchastie.crm.followup import queries as followup
    from uchastie.crm.matching import actions as matching
    from uchastie.crm.matching import queries as plans
    from uchastie.crm.matching.models import Plan
    from uchastie.crm.oversight import queries
    from uchastie.kernel import clock

    lead, federal, unit = country.lead, country.federal, country.unit

    def change(**of: Any) -> None:
        matching.mark(**of)
        matching.find_coincidences()

    def plan() -> None:
        matching.make_plan(Plan.objects.create(unit=unit, asked_at=clock.now()).pk)

    return {
        "Опека сегодня": lambda: queries.get_today(lead, unit, Wanted()),
        "Этап 3": lambda: queries.list_stage(lead, unit, Wanted(), 3),
        "Тревоги": lambda: followup.list_alarms(lead, unit),
        "Контактные разрывы": lambda: followup.list_gaps(lead, unit),
        "Контроль по регионам": lambda: queries.list_regions(federal),
        "Планы по регионам": lambda: queries.list_plans(federal),
        "Подбор": lambda: plans.list_waiting(lead, unit),
        "Подбор для семьи": lambda: plans.list_candidates(lead, country.case_id),
        "Кому поможет опекун": lambda: plans.list_families_for(lead, country.guardian_id),
        "Отчёт дня": lambda: queries.count_figures(unit, clock.today(unit.zone)),
        "Одно изменение семьи": lambda: change(case_id=country.case_id),
        "Одно изменение опекуна": lambda: change(guardian_id=country.guardian_id),
        "План крупнейшего региона": plan,
    }


def measure(name: str, what: Callable[[], Any]) -> float:
    """The middle one of several, in milliseconds; the first fills what a process remembers."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    what()
    with CaptureQueriesContext(connection) as seen:
        what()
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        what()
        times.append((time.perf_counter() - begun) * 1000)
    middle = statistics.median(times)
    print(f"  {name:<28}{middle:9.0f} мс  {len(seen):4} SQL")
    return middle


if __name__ == "__main__":
    main()
