"""The table of capabilities in docs/capabilities.md. `.venv/bin/python -m tests.capabilities` writes it, a test keeps it true."""

import ast
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "capabilities.md"
CRM = ROOT / "src" / "uchastie" / "crm"


def text() -> str:
    """Top of the stack first: what each owns, its tables, and its pages by name."""
    from django.apps import apps

    lines = ["# Capabilities", "", "Written by `.venv/bin/python -m tests.capabilities`; top of the stack first.", ""]
    for config in apps.get_app_configs():
        if config.name.startswith("uchastie.crm."):
            models = ", ".join(f"`{model.__name__}`" for model in config.get_models())
            pages = ", ".join(f"`{name}`" for name in _pages(config.name))
            lines += [f"## {config.label}", "", _words(config.label), "", f"- tables: {models}"]
            lines += [f"- addresses: {pages}"] if pages else []
            lines.append("")
    return "\n".join(lines)


def _words(label: str) -> str:
    return " ".join((ast.get_docstring(ast.parse((CRM / label / "__init__.py").read_text())) or "").split())


def _pages(package: str) -> list[str]:
    from tests.addresses import all_patterns

    return sorted(name for name, pattern in all_patterns() if pattern.callback.__module__.startswith(f"{package}."))


def main() -> None:
    sys.path.insert(0, str(CRM.parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uchastie.project.settings")
    django.setup()
    PAGE.write_text(text())


if __name__ == "__main__":
    main()
