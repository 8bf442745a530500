"""What agreements hear from below."""

from uchastie.crm.agreements import actions
from uchastie.crm.consents.events import ConsentWithdrawn


def close_transfer(event: ConsentWithdrawn) -> None:
    """A receipt may be withdrawn past our own page: at a request to forget the family."""
    actions.close_transfer(event.consent_id)
