"""Writes of training, by subject."""

from uchastie.crm.training.actions.plan import Aim, set_goal
from uchastie.crm.training.actions.readings import confirm_reading
from uchastie.crm.training.actions.records import CERTIFICATE, Record, record_training, take_back_training
from uchastie.crm.training.actions.reminders import remind_of_training

__all__ = [
    "CERTIFICATE",
    "Aim",
    "Record",
    "confirm_reading",
    "record_training",
    "remind_of_training",
    "set_goal",
    "take_back_training",
]
