"""Reads of outreach."""

from uchastie.crm.outreach.queries.campaigns import (
    Counted,
    apply_url,
    count_by_channel,
    get_campaign,
    get_link,
    list_campaigns,
    list_counted,
    list_starts,
)
from uchastie.crm.outreach.queries.figures import figures
from uchastie.crm.outreach.queries.ledger import (
    Wanted,
    count_kinds,
    find_learnt,
    find_same,
    get_fact,
    list_days,
    list_facts,
    list_topics,
)
from uchastie.crm.outreach.queries.partners import (
    get_joint,
    get_partner,
    get_site_check,
    list_events_to_join,
    list_joint,
    list_organisations,
    list_partners,
    list_site_checks,
)
from uchastie.crm.outreach.queries.proofs import get_proved, list_proofs

__all__ = [
    "Counted",
    "Wanted",
    "apply_url",
    "count_by_channel",
    "count_kinds",
    "figures",
    "find_learnt",
    "find_same",
    "get_campaign",
    "get_fact",
    "get_joint",
    "get_link",
    "get_partner",
    "get_proved",
    "get_site_check",
    "list_campaigns",
    "list_counted",
    "list_days",
    "list_events_to_join",
    "list_facts",
    "list_joint",
    "list_organisations",
    "list_partners",
    "list_proofs",
    "list_site_checks",
    "list_starts",
    "list_topics",
]
