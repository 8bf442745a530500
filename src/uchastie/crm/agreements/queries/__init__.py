"""Reading agreements: what counts today, the papers, the templates, the families' consent."""

from uchastie.crm.agreements.queries.agreements import (
    TABS,
    Place,
    count_agreements,
    get_agreement,
    is_counted,
    list_agreements,
    list_missing,
    list_of_case,
    list_of_guardian,
    list_places,
    list_versions,
    may_open_scan,
    shows_family,
)
from uchastie.crm.agreements.queries.in_force import (
    counts_today,
    has_transfer_consent,
    in_force,
    list_in_force,
    may_sign_by_code,
    today_of,
)
from uchastie.crm.agreements.queries.links import agreement_of_token, signing_path
from uchastie.crm.agreements.queries.paper import render_agreement
from uchastie.crm.agreements.queries.templates import (
    current_template,
    get_template,
    list_current_templates,
    list_template_versions,
)
from uchastie.crm.agreements.queries.transfers import get_transfer, list_transfers, transfer_document

__all__ = [
    "TABS",
    "Place",
    "agreement_of_token",
    "count_agreements",
    "counts_today",
    "current_template",
    "get_agreement",
    "get_template",
    "get_transfer",
    "has_transfer_consent",
    "in_force",
    "is_counted",
    "list_agreements",
    "list_current_templates",
    "list_in_force",
    "list_missing",
    "list_of_case",
    "list_of_guardian",
    "list_places",
    "list_template_versions",
    "list_transfers",
    "list_versions",
    "may_open_scan",
    "may_sign_by_code",
    "render_agreement",
    "shows_family",
    "signing_path",
    "today_of",
    "transfer_document",
]
