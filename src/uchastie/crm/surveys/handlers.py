"""What surveys hear."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.surveys import actions


def stop_without_consent(event: ConsentWithdrawn) -> None:
    actions.stop_answering(consent_id=event.consent_id)
