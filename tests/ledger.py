"""Pytest plugin: which rows of `docs/requirements.md` have a test marked `@pytest.mark.ledger("A18")`.

`pytest --ledger` collects, runs nothing, and prints the rows; a mark with an unknown row is an error in every run."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

LIST = Path(__file__).resolve().parents[1] / "docs" / "requirements.md"
ROW = re.compile(r"^\| (?P<id>[ABC]\d+) \| (?P<gist>.+?) \|$", re.MULTILINE)

# The rows this release promises; the others belong to later capabilities.
OWNED = [
    *("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A10", "A11", "A12", "A14", "A18", "A19", "A20", "A21", "A22"),
    *("A23", "A24", "A25", "A34", "A35", "A36", "A37", "A38", "A39", "A43", "A44", "A58", "A59", "A60", "A61"),
    *("A65", "A66", "A67"),
    *("A8", "A13", "A15", "A16", "A17", "A33", "A40", "A41", "A42", "A45", "A46", "A47", "A48", "A49", "A50", "A51"),
    *("A52", "A53", "A54", "A55", "A57", "A68", "A74", "A75", "A76", "A77", "A106", "A107", "A108"),
    *(f"B{number}" for number in range(1, 57)),
    *(f"A{number}" for number in range(26, 33)),
    *("A56", "A62", "A63", "A64", "A69", "A70", "A71", "A72", "A73", "A78"),
    *(f"A{number}" for number in range(81, 106)),
    "A79",
    *(f"C{number}" for number in range(1, 31) if number not in {13, 14}),
]


def rows() -> dict[str, str]:
    return {found["id"]: found["gist"] for found in ROW.finditer(LIST.read_text())} if LIST.exists() else {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--ledger", action="store_true", help="print which requirement rows have a marked test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    known = rows()
    tests: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for mark in item.iter_markers("ledger"):
            unknown = [row for row in mark.args if known and row not in known]
            if unknown:
                raise pytest.UsageError(f"{item.nodeid}: no such row in docs/requirements.md: {', '.join(unknown)}")
            for row in mark.args:
                tests[row].add(item.nodeid.split("[", 1)[0])
    if config.getoption("--ledger"):
        config.stash[_TESTS] = tests
        items.clear()


_TESTS: pytest.StashKey[dict[str, set[str]]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tests = config.stash.get(_TESTS, None)
    if tests is None:
        return
    known = rows()
    say = terminalreporter.write_line
    for row, gist in known.items():
        if tests.get(row):
            say(f"{row:>5}  {gist}")
            for test in sorted(tests[row]):
                say(f"         {test}")
    missing = [row for row in OWNED if not tests.get(row)]
    say(f"rows with a test: {len([row for row in known if tests.get(row)])} of {len(known)}")
    say(f"rows of this release with a test: {len(OWNED) - len(missing)} of {len(OWNED)}")
    for row in missing:
        say(f"  missing {row}: {known.get(row, '')}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Nothing was run on purpose, so "no tests" is no failure; a missing row is."""
    tests = session.config.stash.get(_TESTS, None)
    if tests is not None:
        session.exitstatus = 1 if any(not tests.get(row) for row in OWNED) else 0
