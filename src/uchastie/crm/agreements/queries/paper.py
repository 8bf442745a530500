"""The paper: the frozen text and who has signed it, as PDF."""

import datetime as dt
from typing import Any

from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.queries.agreements import Place, list_places
from uchastie.crm.agreements.rules import KIND_NAMES, SIDE_NAMES, WAY_NAMES, Kind, Way, paragraphs, short
from uchastie.crm.documents import queries as documents
from uchastie.kernel.actor import Actor
from uchastie.ui import text as words


def render_agreement(actor: Actor, agreement: Agreement) -> bytes:
    """What this reader may see of it: the name of a family's speaker only when it is open to him."""
    data: dict[str, Any] = {
        "title": f"Соглашение № {agreement.number}",
        "kind": words.uncapital(KIND_NAMES[Kind(agreement.kind)]),
        "date": words.full_day(_dated(agreement)),
        "place": agreement.unit.town or (agreement.unit.region.name if agreement.unit.region else ""),
        "paragraphs": [[part.mark, part.text] for part in paragraphs(agreement.body)],
        "signs": [_sign(agreement, place) for place in list_places(actor, agreement)],
        "digest": agreement.sha256,
        "note": f"Шаблон: версия {agreement.template.number}. Отпечаток текста (SHA-256):",
    }
    return documents.render_pdf("agreements/agreement", data)


def _dated(agreement: Agreement) -> dt.date:
    """The day on which the text stopped changing."""
    return (agreement.offered_at or agreement.prepared_at).astimezone(agreement.unit.zone).date()


def _sign(agreement: Agreement, place: Place) -> dict[str, Any]:
    row = place.signature
    if row is None or not place.counts:
        return {"side": SIDE_NAMES[place.side], "signed": False, "lines": []}
    at = row.signed_at.astimezone(agreement.unit.zone)
    if row.way == Way.CODE:
        lines = [place.name, f"{at:%d.%m.%Y, %H:%M}", f"отпечаток {short(row.sha256)}"]
        head = "Подписано простой электронной подписью"
    else:
        checked = f"скан сверил второй сотрудник {row.checked_at:%d.%m.%Y}" if row.checked_at else ""
        lines, head = [place.name, f"{at:%d.%m.%Y}", checked], WAY_NAMES[Way.SCAN]
    return {"side": SIDE_NAMES[place.side], "signed": True, "head": head, "lines": lines}
