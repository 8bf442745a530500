"""`python -m benchmarks`: fills both databases, runs the product and the floor side by side, prints the ratios.

The product and the floor are measured in turns, round by round, so that a machine that is busy is busy for both."""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from tests import postgres

from benchmarks import works
from benchmarks.load import Figure, Work, figure, latency, throughput
from benchmarks.servers import serve

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = 8


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=int(os.environ.get("REQUESTS", "100000")))
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found = {}
    for name in asked.databases.split(","):
        if name == "postgresql" and postgres.binaries() is None:
            print("PostgreSQL НЕ УСТАНОВЛЕН: измерена только SQLite.")
            continue
        found[name] = _measure_database(name, asked)
    if asked.json:
        asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    missed = [row for rows in found.values() for row in rows if not row["good"]]
    print("Все цели достигнуты." if not missed else f"Целей не достигнуто: {len(missed)}.")


def _measure_database(name: str, asked: argparse.Namespace) -> list[dict[str, object]]:
    with ExitStack() as stack:
        small = stack.enter_context(_database(name, asked.small))
        large = stack.enter_context(_database(name, asked.requests))
        shop = {
            "small": (stack.enter_context(serve(small.env)), works.product(small.manifest)),
            "large": (stack.enter_context(serve(large.env)), works.product(large.manifest)),
            "floor": (stack.enter_context(serve(large.env, floor=True)), works.floor(large.manifest)),
        }
        print(
            f"\n{name}, {asked.requests} заявок, 500 очередей ({_machine()}); данные созданы за {large.manifest['seconds']} с"
        )
        print(f"{'':8}{'':9}{'p50, мс':>9}{'p95, мс':>9}{'в секунду':>11}{'SQL':>5}{'к полу':>9}{'рост':>7}")
        rows = [_row(work, shop, large.manifest["statements"][work], asked) for work in works.GOALS]
        _check_creates(large)
        return rows


class Database:
    def __init__(self, env: dict[str, str], requests: int) -> None:
        self.env = env
        self.requests = requests
        self.manifest = self.run()

    def run(self, *extra: str) -> dict:
        command = [sys.executable, "-m", "benchmarks.prepare", "--requests", str(self.requests), *extra]
        done = subprocess.run(command, env=self.env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _database(name: str, requests: int) -> Iterator[Database]:
    folder = Path(tempfile.mkdtemp(prefix="uchastie-bench-"))
    env = os.environ | {
        "DATA_DIR": str(folder),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "SECRET_KEY": "bench",
    }
    env.pop("DATABASE_URL", None)
    try:
        with ExitStack() as stack:
            if name == "postgresql":
                env["DATABASE_URL"] = stack.enter_context(postgres.throwaway())
            yield Database(env, requests)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _row(work: str, shop: dict[str, tuple[int, dict[str, Work]]], statements: int, asked: argparse.Namespace) -> dict:
    """Rounds of floor, large, small; the ratio is the median of the rounds' own ratios."""
    rounds: list[dict[str, Figure]] = []
    for _, works_of in shop.items():
        latency(works_of[0], works_of[1][work], 1.0)  # what a process remembers is remembered
    for _ in range(asked.rounds):
        rounds.append({name: _figure(port, of[work], asked.seconds) for name, (port, of) in shop.items()})
    ratio = median(one["floor"].per_second / one["large"].per_second for one in rounds)
    growth = median(one["large"].p50 / one["small"].p50 for one in rounds)
    for name, label in (("floor", "пол"), ("large", "продукт")):
        p50, p95, rate = (median(getattr(one[name], field) for one in rounds) for field in ("p50", "p95", "per_second"))
        tail = f"{statements:>5}{ratio:>9.2f}{growth:>7.2f}" if name == "large" else ""
        print(
            f"{work if name == 'floor' else '':8}{label:9}{p50:>9.1f}{p95:>9.1f}{rate:>11.1f}{tail}".replace(".", ",")
        )
    good = ratio <= works.GOALS[work] and growth <= works.GROWTH
    last = rounds[-1]["large"]
    return {
        "work": work,
        "ratio": ratio,
        "growth": growth,
        "statements": statements,
        "good": good,
        "p50": last.p50,
        "per_second": last.per_second,
    }


def _figure(port: int, work: Work, seconds: float) -> Figure:
    took = latency(port, work, seconds)
    return figure(took, *throughput(port, work, seconds, CONNECTIONS))


def _check_creates(database: Database) -> None:
    """An independent look: what was acknowledged must be in the database."""
    created = database.run("--count-created")["created"]
    print(f"Создано заявок и найдено в базе: {created}.")


def _machine() -> str:
    return f"ядер: {os.cpu_count()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
