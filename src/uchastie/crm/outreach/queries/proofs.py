"""Pictures and papers kept with a fact, a campaign, a partner, a check of the site."""

from uuid import UUID

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.outreach.models import Campaign, Fact, Partner, SiteCheck
from uchastie.crm.outreach.queries.ledger import within_reach
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

PURPOSE = "outreach.proof"
PROVED: dict[str, type[Fact | Campaign | Partner | SiteCheck]] = {
    "fact": Fact,
    "campaign": Campaign,
    "partner": Partner,
    "site": SiteCheck,
}


def get_proved(actor: Actor, kind: str, key: UUID) -> Fact | Campaign | Partner | SiteCheck:
    model = PROVED.get(kind)
    if model is None:
        raise NotSeen
    found = model._base_manager.filter(within_reach(actor), pk=key).select_related("unit").first()
    if found is None:
        raise NotSeen
    return found


def list_proofs(key: UUID) -> list[StoredFile]:
    return list(documents.list_files(PURPOSE, key))
