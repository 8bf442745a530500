"""The journal's line about a deed with one family; codes and ids only."""

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor

OBJECT = "families.case"


def record(actor: Actor, case: FamilyCase, verb: str, **details: object) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=case.pk, unit_id=case.unit_id, **details)
