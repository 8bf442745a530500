"""What involvement hears."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.involvement import actions
from uchastie.kernel.actor import SYSTEM


def follow_receipt(event: ConsentWithdrawn) -> None:
    actions.leave_by_consent(actor=SYSTEM, consent_id=event.consent_id)
