"""The poster of a QR code: one sentence, one code of 80 mm and more."""

import io

import segno

from uchastie.crm.documents import queries as documents
from uchastie.crm.feedback.models import Place
from uchastie.crm.feedback.rules import PlaceKind
from uchastie.ui import text

TITLE = "Оцените, как вам помогли"
SENTENCE = text.nbsp("Наведите камеру телефона и поставьте звёзды: вход не нужен, хватит минуты.")


def about(place: Place) -> str:
    """Under the code: what the review will be about; of the whole centre nothing more is said."""
    if place.kind == PlaceKind.CENTRE:
        return ""
    return f"Сервис «{place.label}»" if place.kind == PlaceKind.SERVICE else place.label


def svg_of(url: str) -> str:
    """Correction «Q»: a poster is scratched and photographed from the side."""
    out = io.BytesIO()
    segno.make(url, error="q").save(out, kind="svg", border=2, xmldecl=False, svgns=True, scale=10)
    return out.getvalue().decode()


def pdf(place: Place, url: str, size: str) -> bytes:
    data = {
        "size": size,
        "title": TITLE,
        "sentence": SENTENCE,
        "centre": place.unit.name,
        "about": about(place),
        "address": url.partition("://")[2],
        "svg": svg_of(url),
    }
    return documents.render_pdf("feedback/poster", data)
