"""What is done to agreements."""

from uchastie.crm.agreements.actions.prepare import change_term, offer_agreement, prepare_agreement, renew_agreement
from uchastie.crm.agreements.actions.scans import SCAN, attach_scan, check_scan, reject_scan
from uchastie.crm.agreements.actions.signing import Signer, forget_old_codes, send_code, sign_by_code, signer_of
from uchastie.crm.agreements.actions.templates import publish_template
from uchastie.crm.agreements.actions.terms import end_agreement, remind_of_renewals, turn_day
from uchastie.crm.agreements.actions.transfers import close_transfer, give_transfer, withdraw_transfer

__all__ = [
    "SCAN",
    "Signer",
    "attach_scan",
    "change_term",
    "check_scan",
    "close_transfer",
    "end_agreement",
    "forget_old_codes",
    "give_transfer",
    "offer_agreement",
    "prepare_agreement",
    "publish_template",
    "reject_scan",
    "remind_of_renewals",
    "renew_agreement",
    "send_code",
    "sign_by_code",
    "signer_of",
    "turn_day",
    "withdraw_transfer",
]
