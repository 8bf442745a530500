"""Use cases of outreach."""

from uchastie.crm.outreach.actions.campaigns import change_campaign, create_campaign, take_campaign_back
from uchastie.crm.outreach.actions.facts import add_fact, change_fact, take_fact_back
from uchastie.crm.outreach.actions.partners import (
    add_partner,
    change_partner,
    check_site,
    join_event,
    part_event,
)
from uchastie.crm.outreach.actions.proofs import add_proof, remove_proof
from uchastie.crm.outreach.actions.table import Written, write_table

__all__ = [
    "Written",
    "add_fact",
    "add_partner",
    "add_proof",
    "change_campaign",
    "change_fact",
    "change_partner",
    "check_site",
    "create_campaign",
    "join_event",
    "part_event",
    "remove_proof",
    "take_campaign_back",
    "take_fact_back",
    "write_table",
]
