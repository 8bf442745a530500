"""Small marks that stand dozens of times on a page. They are made in Python and kept, which costs less than a macro."""

import io
import re
from functools import cache
from pathlib import Path

import segno
from django.templatetags.static import static
from markupsafe import Markup

SPRITE = "ui/icons.svg"
_FILE = Path(__file__).parent / "static" / SPRITE
_STARS = 5
_LONGEST_STRIP = 7


@cache
def names() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="([^"]+)"', _FILE.read_text()))


@cache
def icon(name: str, cls: str = "") -> Markup:
    """An icon of the sprite, hidden from screen readers: a word always stands near. An unknown name is an error."""
    if name not in names():
        raise LookupError(f"no icon {name!r} in {SPRITE}")
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        f"i {cls}" if cls else "i", static(SPRITE), name
    )


@cache
def logo() -> Markup:
    """Two circles that meet."""
    ring = '<circle cx="{}" cy="16" r="9.5" fill="none" stroke="currentColor" stroke-width="2.4"/>'
    meet = '<path d="M16 7.4a9.5 9.5 0 0 1 0 17.2 9.5 9.5 0 0 1 0-17.2Z" fill="currentColor"/>'
    return Markup(f'<svg viewBox="0 0 32 32" aria-hidden="true">{ring.format(12)}{ring.format(20)}{meet}</svg>')  # noqa: S704


@cache
def stars(count: int) -> Markup:
    shapes = Markup("").join(icon("star", "on" if place < count else "off") for place in range(_STARS))
    return Markup('<span class="stars" role="img" aria-label="{} из {}">{}</span>').format(count, _STARS, shapes)


@cache
def strip(cells: tuple[str, ...]) -> Markup:
    """The days of a deadline as a row of dashes; a long one keeps its first day and its last four."""
    if len(cells) > _LONGEST_STRIP:
        cells = (cells[0], "gap", *cells[-4:])
    dashes = Markup("").join(Markup('<i class="{}"></i>').format(cell) for cell in cells)
    return Markup('<span class="days" aria-hidden="true">{}</span>').format(dashes)


def qr(address: str) -> Markup:
    """A QR code of the address as inline SVG; dark on light in both themes, or cameras do not read it."""
    svg = segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    return Markup('<span role="img" aria-label="QR-код">{}</span>').format(Markup(svg))  # noqa: S704 - segno's own


def qr_file(address: str) -> bytes:
    """The same as a file of its own, for print."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=4, scale=8, light="#fff", dark="#000")
    return out.getvalue()
