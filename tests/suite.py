"""`make test` and `make check`: style, types, contracts, migrations, then the tests on SQLite and on PostgreSQL, then
the journeys in Chromium. What cannot run here is said loudly; with UCHASTIE_TEST_ALL=1 it is a failure."""

import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres
from tests.browser import chromium_path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
BIN = Path(sys.executable).parent
CORES = str(min(os.cpu_count() or 1, 4))

STATIC = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "contracts": [str(BIN / "lint-imports")],
    "types": [str(BIN / "mypy"), "src"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "settings": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
}


@dataclass
class Run:
    """One run of pytest, read back from its own report."""

    name: str
    status: int
    outcomes: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def count(self, outcome: str) -> int:
        return sum(found == outcome for found in self.outcomes.values())

    def line(self) -> str:
        counts = f"{self.count('passed')} passed, {self.count('failed')} failed"
        return f"{self.name}: {counts}" + (f", {self.count('skipped')} skipped" if self.count("skipped") else "")


def main(command: str) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is ended too
    BUILD.mkdir(exist_ok=True)
    started = time.monotonic()
    failures = static_checks()
    runs = quick() if command == "check" else everything(failures)
    failures += [f"tests on {run.name}" for run in runs if run.status]
    print(f"\n{'=' * 30} {command}: {time.monotonic() - started:.0f} s {'=' * 30}")
    for failure in failures:
        print(f"FAILED: {failure}")
    for run in runs:
        print(run.line())
    return 1 if failures else 0


def static_checks() -> list[str]:
    """All at once: each is one process, the slowest (types) sets the time. Returns the names of those that failed."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "DATA_DIR": str(BUILD / "data"), "DATABASE_URL": ""}
    environment.pop("DATABASE_URL")

    def check(item: tuple[str, list[str]]) -> tuple[str, subprocess.CompletedProcess[str]]:
        name, command = item
        return name, subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(check, STATIC.items()))
    for name, result in done:
        print(f"{name}: {'ok' if result.returncode == 0 else 'FAILED'}", flush=True)
        if result.returncode:
            print(result.stdout + result.stderr, flush=True)
    return [name for name, result in done if result.returncode]


def quick() -> list[Run]:
    """Rules, kernel, words and architecture: what fails first and costs seconds."""
    quick_ones = [*ROOT.glob("src/uchastie/crm/*/tests/test_rules*.py"), *ROOT.glob("src/uchastie/*/tests/test_*.py")]
    paths = [*sorted(str(path.relative_to(ROOT)) for path in quick_ones), "tests/test_architecture.py"]
    return [pytest("SQLite", "not browser and not slow", paths=paths)]


def everything(failures: list[str]) -> list[Run]:
    runs = [pytest("SQLite", "not browser")]
    if postgres.binaries():
        with postgres.throwaway() as url:
            runs.append(pytest("PostgreSQL", "not browser", database=url))
        failures += compare(*runs)
    else:
        failures += missing("POSTGRESQL", "no test was run on it", "postgresql")
    if chromium_path():
        runs.append(pytest("Chromium", "browser"))
    else:
        failures += missing("CHROMIUM", "no journey was run in a browser", "chromium")
    return runs


def missing(program: str, consequence: str, package: str) -> list[str]:
    print(f"\n!!! {program} IS NOT INSTALLED: {consequence}. Install the package `{package}`.\n", flush=True)
    return [f"{program} is missing"] if os.environ.get("UCHASTIE_TEST_ALL") == "1" else []


def pytest(name: str, marker: str, *, database: str = "", paths: list[str] | None = None) -> Run:
    """The browser journeys run on SQLite only: what differs between the databases is below the pages."""
    print(f"\n{'=' * 30} {name} {'=' * 30}", flush=True)
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DATA_DIR"}}
    environment |= {"DATABASE_URL": database} if database else {}
    report = BUILD / f"report-{name.lower()}.xml"
    report.unlink(missing_ok=True)
    parallel = ["-n", CORES, "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", "-m", marker, *parallel, f"--junitxml={report}", *(paths or [])]
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return read(Run(name, status), report)


def read(run: Run, report: Path) -> Run:
    if not report.exists():
        run.status = run.status or 1
        return run
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - our own report
        test = f"{case.get('classname')}::{case.get('name')}"
        skipped = case.find("skipped")
        bad = case.find("failure") is not None or case.find("error") is not None
        run.outcomes[test] = "failed" if bad else "skipped" if skipped is not None else "passed"
        if skipped is not None:
            run.reasons[test] = skipped.get("message", "")
    return run


def compare(one: Run, other: Run) -> list[str]:
    """The same tests must pass on both databases; a skip on one of them needs its reason, which is printed."""
    failures = []
    for test in sorted(one.outcomes | other.outcomes):
        here, there = one.outcomes.get(test, "absent"), other.outcomes.get(test, "absent")
        if here == there or "failed" in {here, there}:
            continue
        reason = one.reasons.get(test) or other.reasons.get(test)
        print(f"{test}: {here} on {one.name}, {there} on {other.name}: {reason or 'NO REASON'}")
        failures += [] if reason else [f"{test} differs between the databases"]
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "test"))
