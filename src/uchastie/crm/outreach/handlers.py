"""Who may open the proofs of outreach."""

from uchastie.crm.documents.guards import About
from uchastie.crm.network import queries as network
from uchastie.crm.outreach import access
from uchastie.kernel.actor import Actor


def may_open_proof(actor: Actor, file: About) -> bool:
    """Those who read the ledger of the centre."""
    if file.unit_id is None:
        return False
    return access.may_see(actor, network.get_unit(actor, file.unit_id).path)
