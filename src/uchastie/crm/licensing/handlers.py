"""What licensing hears from below, and who may open its files."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.documents.guards import About
from uchastie.crm.licensing import access, actions
from uchastie.crm.licensing.queries.licences import may_open_file
from uchastie.crm.network import queries as network
from uchastie.kernel.actor import Actor


def forget_contact(event: ConsentWithdrawn) -> None:
    """The consent of the contact of an application; a receipt about anything else changes nothing here."""
    if event.about_id:
        actions.forget_application(event.about_id)


def may_open_scan(actor: Actor, file: About) -> bool:
    return may_open_file(actor, file.about_id)


def may_open_photo(actor: Actor, file: About) -> bool:
    """The staff of the centre and those above it."""
    return access.works_here(actor, network.get_unit(actor, file.about_id))
