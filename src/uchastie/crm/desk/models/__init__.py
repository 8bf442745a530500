"""Tables of the desk: `requests` and what belongs to one, `passing` between people and centres."""

from uchastie.crm.desk.models.escalations import Escalation
from uchastie.crm.desk.models.given import HandoutGiven
from uchastie.crm.desk.models.passing import Handover, LastStep, Reopening, SavedFilter, TourMark, Transfer
from uchastie.crm.desk.models.requests import (
    ContactAttempt,
    Delivery,
    Draft,
    Group,
    Note,
    NumberSeries,
    QualityCheck,
    Review,
    ServiceRequest,
    StepCheck,
)

__all__ = [
    "ContactAttempt",
    "Delivery",
    "Draft",
    "Escalation",
    "Group",
    "HandoutGiven",
    "Handover",
    "LastStep",
    "Note",
    "NumberSeries",
    "QualityCheck",
    "Reopening",
    "Review",
    "SavedFilter",
    "ServiceRequest",
    "StepCheck",
    "TourMark",
    "Transfer",
]
