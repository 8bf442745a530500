"""Reads of training, by subject."""

from uchastie.crm.training.queries.readings import find_reading, has_read, must_read
from uchastie.crm.training.queries.staff import (
    Learner,
    Lesson,
    get_training,
    last_trained_on,
    list_learners,
    list_untrained,
)

__all__ = [
    "Learner",
    "Lesson",
    "find_reading",
    "get_training",
    "has_read",
    "last_trained_on",
    "list_learners",
    "list_untrained",
    "must_read",
]
