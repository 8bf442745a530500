"""What stories hear from below."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.documents.guards import About
from uchastie.crm.stories import actions, queries
from uchastie.kernel.actor import Actor


def follow_receipt(event: ConsentWithdrawn) -> None:
    actions.follow_receipt(consent_id=event.consent_id, about_id=event.about_id)


def may_open_photo(actor: Actor, file: About) -> bool:
    return queries.may_open_photo(actor, file.about_id)
