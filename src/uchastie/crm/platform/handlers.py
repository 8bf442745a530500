"""Who may open the pictures kept here."""

from uchastie.crm.documents.guards import About
from uchastie.crm.network import queries as network
from uchastie.crm.platform import access
from uchastie.kernel.actor import Actor


def may_open_picture(actor: Actor, file: About) -> bool:
    """Whoever reads the numbers of the centre sees what proves them."""
    access.require_reader(actor, network.get_unit(actor, file.about_id))
    return True
