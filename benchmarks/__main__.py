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

from benchmarks import matching, works
from benchmarks.load import Figure, Work, figure, latency, throughput
from benchmarks.servers import Server, serve

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = 8
FIELDS = ("p50", "p95", "per_second", "cpu")
LABELS = {"small": "мало", "large": "много", "floor": "пол"}
HEAD = (
    f"{'':17}{'p50, мс':>9}{'p95, мс':>9}{'в секунду':>11}{'ЦП, мс':>8}"
    f"{'SQL':>5}{'к полу':>8}{'по ЦП':>8}{'рост':>7}{'по ЦП':>8}"
)

type Shop = dict[str, tuple[Server, dict[str, Work]]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=int(os.environ.get("REQUESTS", "100000")))
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--works", default=",".join((*works.GOALS, *works.SEARCHES)), help="only these kinds of work")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only-load", action="store_true", help="without plans and figures")
    asked = parser.parse_args()
    found = {}
    for name in asked.databases.split(","):
        if name == "postgresql" and postgres.binaries() is None:
            print("PostgreSQL НЕ УСТАНОВЛЕН: измерена только SQLite.")
            continue
        found[name] = _measure_database(name, asked)
    if asked.json:
        asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    if not asked.only_load:
        matching.main()
        _measure_figures()
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
        print(HEAD)
        rows = [_row(work, shop, large.manifest["statements"][work], asked) for work in asked.works.split(",")]
        _check_creates(large)
        return rows


def _measure_figures() -> None:
    """In a process of its own: it has other settings and a database that is thrown away."""
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    subprocess.run([sys.executable, "-m", "benchmarks.figures"], cwd=ROOT, env=env, check=False)


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


def _row(work: str, shop: Shop, statements: int, asked: argparse.Namespace) -> dict[str, object]:
    """Rounds of large, floor, small; a ratio is the median of the rounds' own ratios. A work without a floor has none."""
    shop = {name: (server, kinds) for name, (server, kinds) in shop.items() if work in kinds}
    for server, kinds in shop.values():
        latency(server.port, kinds[work], 1.0)  # what a process remembers is remembered
    rounds = [
        {name: _figure(server, kinds[work], asked.seconds) for name, (server, kinds) in shop.items()}
        for _ in range(asked.rounds)
    ]
    found: dict[str, object] = {
        "work": work,
        "statements": statements,
        "ratio": median(one["floor"].per_second / one["large"].per_second for one in rounds)
        if "floor" in shop
        else 0.0,
        "cpu_ratio": median(one["large"].cpu / one["floor"].cpu for one in rounds) if "floor" in shop else 0.0,
        "growth": median(one["large"].p50 / one["small"].p50 for one in rounds),
        "cpu_growth": median(one["large"].cpu / one["small"].cpu for one in rounds),
    }
    for name in shop:
        figures = {field: median(getattr(one[name], field) for one in rounds) for field in FIELDS}
        found[name] = figures
        tail = (
            "{statements:>5}{ratio:>8.2f}{cpu_ratio:>8.2f}{growth:>7.2f}{cpu_growth:>8.2f}" if name == "large" else ""
        )
        row = "{:8}{:9}{p50:>9.1f}{p95:>9.1f}{per_second:>11.1f}{cpu:>8.1f}" + tail
        print(row.format(work, LABELS[name], **figures, **found).replace(".", ","), flush=True)
    found["good"] = found["ratio"] <= works.GOALS.get(work, 0.0) and found["growth"] <= works.GROWTH  # type: ignore[operator]
    return found


def _figure(server: Server, work: Work, seconds: float) -> Figure:
    before = server.cpu_seconds()
    took = latency(server.port, work, seconds)
    finished, lasted = throughput(server.port, work, seconds, CONNECTIONS)
    return figure(took, finished, lasted, server.cpu_seconds() - before)


def _check_creates(database: Database) -> None:
    """An independent look: what was acknowledged must be in the database."""
    made = database.run("--count-created")["created"] - database.manifest["created"]
    sent = works.SENT[database.manifest["unit"]]
    print(f"Подано заявок: {sent}, найдено в базе: {made}.")
    if made != sent:
        raise AssertionError("acknowledged requests are missing")


def _machine() -> str:
    return f"ядер: {os.cpu_count()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
