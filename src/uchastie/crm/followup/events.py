"""What others may hear of the support of a pair. Ids only."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HelpLogged:
    fact_id: UUID
    guardianship_id: UUID
    on: dt.date


@dataclass(frozen=True, slots=True)
class HelpDisputed:
    """The family says that it was not so."""

    fact_id: UUID
    guardianship_id: UUID


@dataclass(frozen=True, slots=True)
class ReportSent:
    """A guardian's report of a month came, or came anew."""

    report_id: UUID
    guardianship_id: UUID


@dataclass(frozen=True, slots=True)
class CallsDisagree:
    call_id: UUID
    guardianship_id: UUID
