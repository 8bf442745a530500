"""Who may open the file of a handout: everybody, as the handout itself."""

from uchastie.crm.documents.guards import About
from uchastie.kernel.actor import Actor


def may_read_file(actor: Actor, file: About) -> bool:
    return True
