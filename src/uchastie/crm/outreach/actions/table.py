"""A table of links in: each row by itself. The same table may be sent again: what is known is not written twice."""

from dataclasses import dataclass, field

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.queries.tables import Upload
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access
from uchastie.crm.outreach.actions.facts import add_fact
from uchastie.crm.outreach.rules.table import Row, read_fact, read_rows
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@dataclass(slots=True)
class Written:
    saved: int = 0
    known: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)  # number of the row, what is wrong


def write_table(*, actor: Actor, unit: Unit, upload: Upload) -> Written:
    """One wrong row stops no other."""
    access.require_centre(actor, unit)
    written = Written()
    for row in read_rows(documents.read_table(upload)):
        _write(actor, unit, row, written)
    return written


def _write(actor: Actor, unit: Unit, row: Row, written: Written) -> None:
    try:
        add_fact(actor=actor, unit=unit, given=read_fact(row))
    except Refusal as refusal:
        if refusal.code == "known":
            written.known += 1
        else:
            written.wrong.append((row.number, refusal.message))
    else:
        written.saved += 1
