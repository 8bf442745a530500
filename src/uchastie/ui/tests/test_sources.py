"""Rules of the whole product's templates, styles and scripts that a reader of one page would not notice."""

import gzip
import re
from pathlib import Path

import pytest

from uchastie.ui import marks
from uchastie.ui.tests.sources import EXPRESSION, STATIC, scripts, styles, templates

BUDGET = 25_000  # bytes of styles that any one page asks for, compressed
EVERYWHERE = {"tokens.css", "base.css", "components.css", "progress.css", "forms.css"}
FRAMES = {"staff.css", "public.css"}
OF_A_PAGE = 2  # files of its own that a page may add
HANDLERS = re.compile(r"\son[a-z]+=|javascript:", re.IGNORECASE)


def test_no_page_needs_inline_styles_or_scripts() -> None:
    """The security policy would drop them silently."""
    for name, source in templates().items():
        assert not re.search(r"\sstyle=", source), name
        assert "<style" not in source, name
        assert not HANDLERS.search(source), name
        assert not re.search(r"<script(?![^>]*\ssrc=)", source), name


def test_every_class_of_a_page_is_styled() -> None:
    known = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", "".join(styles().values())))
    unknown = {
        f"{name}: {word}"
        for name, source in templates().items()
        for classes in re.findall(r'class="([^"]*)"', source)
        for word in re.sub(r"(?:[^\s{]*\{\{.*?\}\})+[^\s{]*|\{%.*?%\}", " ", classes).split()
        if word not in known
    }
    assert unknown == set()


def test_every_icon_of_a_page_is_in_the_sprite() -> None:
    wanted = {
        name
        for source in templates().values()
        for name in re.findall(r"(?:icon\(|notice\('\w*', )'([a-z0-9-]+)'", source)
    }
    assert len(wanted) > 20
    assert wanted - marks.names() == set()


def test_styles_stay_in_their_budget() -> None:
    """The heaviest page there could be: what every page has, the heavier frame and the two largest files of pages."""
    sizes = {name: len(gzip.compress(source.encode(), 9)) for name, source in styles().items()}
    own = sorted((size for name, size in sizes.items() if name not in EVERYWHERE | FRAMES), reverse=True)
    size = sum(sizes[name] for name in EVERYWHERE) + max(sizes[name] for name in FRAMES) + sum(own[:OF_A_PAGE])
    assert size < BUDGET, f"{size} bytes"


def test_no_page_asks_for_more_styles_than_two_of_its_own() -> None:
    for name, source in templates().items():
        asked = set(re.findall(r"ui/css/([\w-]+\.css)", source)) - EVERYWHERE - FRAMES
        assert len(asked) <= OF_A_PAGE, name


def test_styles_and_scripts_ask_nobody_else() -> None:
    for name, source in (styles() | scripts()).items():
        assert not re.search(r"https?://(?!www\.w3\.org)|//[a-z]+\.[a-z]", source), name
        assert "eval(" not in source, name
        assert "innerHTML =" not in source, name


def test_styles_name_only_files_that_exist() -> None:
    for name, source in styles().items():
        for path in re.findall(r"url\(([^)]+)\)", source):
            assert (STATIC / "css" / path).resolve().is_file(), f"{name}: {path}"


def test_styles_use_colours_by_name_only() -> None:
    """Tokens hold the colours of both themes; a colour anywhere else would be wrong in one of them."""
    raw = re.compile(r"(?<![\w&-])#[0-9a-f]{3,8}\b|\b(?:oklch|rgb|hsl)a?\(")
    allowed = {"#fff", "#0b1511"}  # the code for cameras and paper are light in both themes
    for name, source in styles().items():
        if name != "tokens.css":
            assert set(raw.findall(source)) <= allowed, name


@pytest.mark.parametrize("package", ["golos-text", "lucide"])
def test_work_of_others_is_named_with_its_licence(package: str) -> None:
    notice = (Path(marks.__file__).parent / "NOTICE").read_text()
    assert package in notice
    assert list((STATIC / "licences").glob(f"{package}*.txt"))


def test_sources_are_found() -> None:
    assert "ui/jinja2/ui/base.html" in templates()
    assert "tokens.css" in styles()
    assert "app.js" in scripts()
    assert EXPRESSION.sub("", "a{{ b }}c") == "ac"
