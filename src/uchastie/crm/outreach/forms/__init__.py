"""Shapes of what is typed about outreach."""

from uchastie.crm.outreach.forms.campaigns import CampaignForm, JoinForm, PartnerForm, SiteForm
from uchastie.crm.outreach.forms.facts import FactForm, ProofForm, ReasonForm, TableForm

__all__ = [
    "CampaignForm",
    "FactForm",
    "JoinForm",
    "PartnerForm",
    "ProofForm",
    "ReasonForm",
    "SiteForm",
    "TableForm",
]
