"""The journal's line about a mark or a printed code: ids and codes only."""

from uchastie.crm.feedback.models import Mark, Place
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor


def record(actor: Actor, mark: Mark, verb: str, **details: str) -> None:
    journal.record(actor, verb=verb, object_kind="feedback.mark", object_id=mark.pk, unit_id=mark.unit_id, **details)


def record_place(actor: Actor, place: Place, verb: str) -> None:
    journal.record(actor, verb=verb, object_kind="feedback.place", object_id=place.pk, unit_id=place.unit_id)
