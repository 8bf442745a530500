"""What practices hear from below."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.documents.guards import About
from uchastie.crm.practices import actions, queries
from uchastie.kernel.actor import Actor


def follow_receipt(event: ConsentWithdrawn) -> None:
    actions.follow_receipt(consent_id=event.consent_id)


def may_open_photo(actor: Actor, file: About) -> bool:
    """For the door of all kept files: the pages of practices have their own."""
    return queries.visible_to(actor).filter(pk=file.about_id).exists()
