"""What events hear from below."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.events import actions


def free_place(event: ConsentWithdrawn) -> None:
    """Without a consent nobody is registered; a receipt about anything else changes nothing here."""
    if event.about_id:
        actions.forget_registration(event.about_id)
