"""Counting days and results, freezing them, changing norms."""

from uchastie.crm.insight.actions.counting import count_marked, mark_days, recount
from uchastie.crm.insight.actions.days import (
    PORTION,
    count_days,
    count_stale,
    mark_changed,
    mark_moment,
    mark_recent,
    mark_request,
)
from uchastie.crm.insight.actions.fresh import catch_up, count_everything, count_soon, follow_change, mark_night
from uchastie.crm.insight.actions.norms import NormChange, change_norm, correct_result, require_change
from uchastie.crm.insight.actions.proof import prove
from uchastie.crm.insight.actions.results import freeze_ended, refresh

__all__ = [
    "PORTION",
    "NormChange",
    "catch_up",
    "change_norm",
    "correct_result",
    "count_days",
    "count_everything",
    "count_marked",
    "count_soon",
    "count_stale",
    "follow_change",
    "freeze_ended",
    "mark_changed",
    "mark_days",
    "mark_moment",
    "mark_night",
    "mark_recent",
    "mark_request",
    "prove",
    "recount",
    "refresh",
    "require_change",
]
