"""What is done with voices."""

from uchastie.crm.voices.actions.answering import acknowledge, complete, consider, decide, remind
from uchastie.crm.voices.actions.joining import join, support
from uchastie.crm.voices.actions.receiving import Received, forget_review, receive, receive_review

__all__ = [
    "Received",
    "acknowledge",
    "complete",
    "consider",
    "decide",
    "forget_review",
    "join",
    "receive",
    "receive_review",
    "remind",
    "support",
]
