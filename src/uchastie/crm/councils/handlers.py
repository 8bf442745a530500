"""What councils hear."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.councils import actions


def forget_withdrawn(event: ConsentWithdrawn) -> None:
    actions.forget_member(consent_id=event.consent_id)
