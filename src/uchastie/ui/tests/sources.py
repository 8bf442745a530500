"""What the tests of the design system read: the templates, the styles and the scripts of the whole product."""

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
STATIC = PACKAGE / "ui/static/ui"
EXPRESSION = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def templates() -> dict[str, str]:
    """Name → source of every Jinja2 page of the product."""
    found = PACKAGE.rglob("jinja2/**/*.html")
    return {str(path.relative_to(PACKAGE)): path.read_text() for path in found}


def styles() -> dict[str, str]:
    return {path.name: path.read_text() for path in (STATIC / "css").glob("*.css")}


def scripts() -> dict[str, str]:
    return {path.name: path.read_text() for path in (STATIC / "js").glob("*.js")}
