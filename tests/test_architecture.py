"""What the import contracts cannot see. The contracts themselves are in pyproject.toml and run in `make check`."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings

from tests import capabilities
from tests.addresses import all_patterns, all_routes

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
PACKAGE = SRC / "uchastie"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ORDER = PROJECT["tool"]["uchastie"]["capabilities"]  # top to bottom

MANAGERS = {"objects", "_base_manager", "_default_manager"}
# `access` only answers questions ("may he?"), so others may ask it too.
DOORS = {"access", "actions", "queries", "events", "guards", "rules", "panels", "search"}

OWN = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
PRODUCT = [path for path in OWN if "tests" not in path.parts]
TEMPLATES = [path for path in PACKAGE.rglob("*.html") if "jinja2" in path.parts or "templates" in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def capability(module: str) -> str | None:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["uchastie", "crm"] and len(parts) > 2 else None


def test_the_stack_is_told_once():
    """The list, the folders, the import contracts and INSTALLED_APPS say the same."""
    contracts = {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    folders = {path.parent.name for path in (PACKAGE / "crm").glob("*/__init__.py")}
    installed = [name.removeprefix("uchastie.crm.") for name in settings.INSTALLED_APPS if ".crm." in name]
    inside = contracts["Inside a capability: the same files, the same order"]["containers"]
    assert set(ORDER) == folders
    assert contracts["Capabilities form a stack"]["layers"] == ORDER
    assert installed == ORDER
    assert [name.removeprefix("uchastie.crm.") for name in inside] == ORDER


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    source = capability(model.__module__)
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete and source):
            continue
        target = capability(field.related_model.__module__)
        if target and target != source:
            assert ORDER.index(target) > ORDER.index(source), f"{model}.{field.name} points up"


def test_other_capabilities_are_entered_by_their_doors():
    graph = grimp.build_graph("uchastie", exclude_type_checking_imports=True)
    leaks = set()
    for importer in graph.modules:
        if ".tests" in importer or importer.startswith("uchastie.project"):
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            own, other = capability(importer), capability(imported)
            door = [*imported.split("."), ""][3]
            if other is not None and own != other and door not in DOORS | {"models"}:
                leaks.add(f"{importer} -> {imported}")
    assert leaks == set()


@pytest.mark.parametrize("path", [path for path in PRODUCT if "crm" in path.parts], ids=name_of)
def test_models_of_others_are_only_types(path):
    """A foreign key or an annotation may name a model of another capability; its rows are read by its queries and
    written by its actions, so that access and journal cannot be passed by."""
    tree = ast.parse(path.read_text())
    own = capability(".".join(path.relative_to(SRC).with_suffix("").parts))
    foreign = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and re.fullmatch(r"uchastie\.crm\.\w+\.models", node.module)
        ):
            foreign |= {alias.asname or alias.name for alias in node.names if capability(node.module) != own}
    used = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            used.add((node.func.id, node.lineno))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in MANAGERS:
            used.add((node.value.id, node.lineno))
    assert {(name, line) for name, line in used if name in foreign} == set()


@pytest.mark.parametrize("folder", sorted((PACKAGE / "crm").glob("*/__init__.py")), ids=lambda path: path.parent.name)
def test_a_capability_says_what_it_owns(folder):
    assert ast.get_docstring(ast.parse(folder.read_text())), f"{name_of(folder)} needs a docstring of 2-5 lines"


def test_every_view_says_who_may_open_it():
    """`@page(...)` or `@page.public` on every view of ours; the others answer to tests/access."""
    silent = {
        f"{pattern.callback.__module__}.{pattern.callback.__name__}"
        for _, pattern in all_patterns()
        if pattern.callback.__module__.startswith("uchastie.") and not hasattr(pattern.callback, "access")
    }
    assert silent == set()


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_files_are_short(path):
    """Tests may run on a little: they are read one by one."""
    assert len(path.read_text().splitlines()) <= (400 if "tests" in path.parts else 300)


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_functions_are_short(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 40, f"{node.name} has {lines} lines"


NOW = {("timezone", "now"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
NOW |= {("timezone", "localdate"), ("timezone", "localtime"), ("time", "time")}


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_the_moment_comes_from_one_clock(path):
    """`kernel.clock` only; `time.monotonic` measures spans and is free."""
    if path == PACKAGE / "kernel" / "clock.py":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
        assert (name, node.func.attr) not in NOW, f"line {node.lineno}: {name}.{node.func.attr}()"


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an asset of another host": re.compile(
        r"<(?:script|img|link|iframe|source)[^>]*\s(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    ),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_keep_the_content_policy(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    for what, pattern in INLINE.items():
        found = pattern.search(text)
        assert found is None, f"{what}: {found.group(0) if found else ''}"


def test_settings_have_a_line_in_the_guide():
    """Every environment variable the settings or the start read is explained in docs/howto/configure.md."""
    sources = [PACKAGE / "project" / "settings.py", PACKAGE / "project" / "management" / "commands" / "start.py"]
    read = re.compile(r"(?:environ(?:\.get)?[\[(]|flag\(|number\()\"([A-Z_]+)\"")
    used = {name for source in sources for name in read.findall(source.read_text())}
    guide = (ROOT / "docs" / "howto" / "configure.md").read_text()
    assert {name for name in used if f"`{name}`" not in guide} == set()


def test_the_table_of_capabilities_is_true():
    """Write it anew with `.venv/bin/python -m tests.capabilities`."""
    assert capabilities.PAGE.read_text() == capabilities.text()


def test_no_two_pages_share_an_address():
    """Of two patterns that differ only in the names and kinds of their parts, the second is never reached. Those of
    the API carry a name for each method on purpose."""
    pages = (route for route in all_routes() if not route.startswith("api/"))
    routes = Counter(re.sub(r"<[^>]+>", "<>", route) for route in pages)
    assert [route for route, times in routes.items() if times > 1] == []
