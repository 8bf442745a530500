"""Use cases of a pair: one function, one transaction. The coordinator and both sides call the same ones."""

from uchastie.crm.guardianship.actions.ending import Words, confirm_end, keep, leave_feedback, report_end
from uchastie.crm.guardianship.actions.helping import activate, fix_start, follow_family_paper, set_start
from uchastie.crm.guardianship.actions.looking import FamilyContacts, look_at_contacts
from uchastie.crm.guardianship.actions.meeting import Meeting, assess, introduce
from uchastie.crm.guardianship.actions.proposal import accept, decline, propose
from uchastie.crm.guardianship.actions.visits import cancel_visit, plan_visit

__all__ = [
    "FamilyContacts",
    "Meeting",
    "Words",
    "accept",
    "activate",
    "assess",
    "cancel_visit",
    "confirm_end",
    "decline",
    "fix_start",
    "follow_family_paper",
    "introduce",
    "keep",
    "leave_feedback",
    "look_at_contacts",
    "plan_visit",
    "propose",
    "report_end",
    "set_start",
]
