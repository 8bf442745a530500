"""Use cases of feedback: one function, one transaction."""

from uchastie.crm.feedback.actions.answers import answer_mark, close_mark
from uchastie.crm.feedback.actions.invite import invite_again
from uchastie.crm.feedback.actions.linking import link_mark
from uchastie.crm.feedback.actions.marks import erase_contact, follow_change, follow_review, forget_contacts
from uchastie.crm.feedback.actions.places import make_place, revoke_place
from uchastie.crm.feedback.actions.qr import Author, Said, leave_review

__all__ = [
    "Author",
    "Said",
    "answer_mark",
    "close_mark",
    "erase_contact",
    "follow_change",
    "follow_review",
    "forget_contacts",
    "invite_again",
    "leave_review",
    "link_mark",
    "make_place",
    "revoke_place",
]
