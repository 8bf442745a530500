"""Who may open the paper of a course: the one it is about, and those who note training where he works."""

from uchastie.crm.documents.guards import About
from uchastie.crm.network import queries as network
from uchastie.crm.training import access
from uchastie.kernel.actor import Actor


def may_read_certificate(actor: Actor, file: About) -> bool:
    if actor.user_id is not None and actor.user_id == file.about_id:
        return True
    return file.unit_id is not None and access.may_train(actor, network.get_unit(actor, file.unit_id))
