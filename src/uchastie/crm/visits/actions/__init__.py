"""Use cases of visits: one function, one transaction."""

from uchastie.crm.visits.actions.marks import (
    Mark,
    cancel_visit,
    forget_visitor,
    join_request,
    mark_visit,
    mark_visit_here,
)
from uchastie.crm.visits.actions.tablets import give_tablet, revoke_tablet

__all__ = [
    "Mark",
    "cancel_visit",
    "forget_visitor",
    "give_tablet",
    "join_request",
    "mark_visit",
    "mark_visit_here",
    "revoke_tablet",
]
