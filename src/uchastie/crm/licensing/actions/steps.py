"""What every move of a licence has in common: the row, the right, the table of moves, the journal, the letter."""

from typing import Any
from uuid import UUID

from django.conf import settings

from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import access, queries
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.rules import MACHINE, Move, State
from uchastie.crm.notifications import actions as notifications
from uchastie.kernel.actor import Actor

LICENCE = "licensing.licence"


def lock(actor: Actor, licence_id: UUID, *, version: int | None = None) -> Licence:
    """The licence in the state it is in now, for those who lead it."""
    licence = queries.get_licence(actor, licence_id)
    access.require_review(actor, queries.headquarters_of(licence).path)
    licence.require_version(version)
    return licence


def move(actor: Actor, licence: Licence, step: Move, **changes: Any) -> Licence:
    """To its next state; `Refusal` when the step does not fit, `Conflict` when somebody was faster."""
    after = MACHINE.target(State(licence.state), step)
    licence.apply(state=after, **changes)
    record(actor, licence, f"licence_{step}")
    return licence


def record(actor: Actor, licence: Licence, verb: str, **details: Any) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=LICENCE,
        object_id=licence.pk,
        unit_id=licence.unit_id,
        number=licence.number or "",
        **details,
    )


def write_host(licence: Licence, event: str, subject: str, *lines: str) -> None:
    """A letter to the one who will lead the centre, with the link to the page of the application."""
    link = settings.SITE_URL + queries.status_path(licence.pk)
    body = "\n\n".join(("Здравствуйте!", *lines, f"Всё о заявке: {link}", "Никому не пересылайте эту ссылку."))
    notifications.send_letter(
        event=f"licence-{event}", about_id=licence.pk, email=licence.contact_email, subject=subject, body=body
    )
