"""Writes of training, by subject."""

from uchastie.crm.training.actions.readings import confirm_reading
from uchastie.crm.training.actions.records import record_training, take_back_training

__all__ = ["confirm_reading", "record_training", "take_back_training"]
