"""What agreements hear from below."""

from uchastie.crm.agreements import actions, queries
from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.documents.guards import About
from uchastie.kernel.actor import Actor


def close_transfer(event: ConsentWithdrawn) -> None:
    """A receipt may be withdrawn past our own page: at a request to forget the family."""
    actions.close_transfer(event.consent_id)


def may_open_scan(actor: Actor, file: About) -> bool:
    """Who sees the agreement sees its scan; with a family on it only together with the family's name."""
    return queries.may_open_scan(actor, file.about_id)
