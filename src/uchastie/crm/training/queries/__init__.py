"""Reads of training, by subject."""

from uchastie.crm.training.queries.plan import Learner, Lesson, find_own, get_learner, list_learners
from uchastie.crm.training.queries.readings import find_reading, has_read, must_read
from uchastie.crm.training.queries.staff import get_training, list_gaps, list_records, list_untrained

__all__ = [
    "Learner",
    "Lesson",
    "find_own",
    "find_reading",
    "get_learner",
    "get_training",
    "has_read",
    "list_gaps",
    "list_learners",
    "list_records",
    "list_untrained",
    "must_read",
]
