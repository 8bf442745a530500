"""What others may hear of a pair."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PairProposed:
    guardianship_id: UUID
    case_id: UUID
    guardian_id: UUID


@dataclass(frozen=True, slots=True)
class PairMatched:
    guardianship_id: UUID


@dataclass(frozen=True, slots=True)
class PairDeclined:
    guardianship_id: UUID
    case_id: UUID
    guardian_id: UUID


@dataclass(frozen=True, slots=True)
class PairIntroduced:
    guardianship_id: UUID


@dataclass(frozen=True, slots=True)
class HelpStarted:
    guardianship_id: UUID
    started_on: dt.date


@dataclass(frozen=True, slots=True)
class StartMoved:
    guardianship_id: UUID
    started_on: dt.date


@dataclass(frozen=True, slots=True)
class PairEnded:
    guardianship_id: UUID
    case_id: UUID
    guardian_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class VisitPlanned:
    visit_id: UUID
    guardianship_id: UUID


@dataclass(frozen=True, slots=True)
class VisitCancelled:
    """`side` has said that nobody need come: family, guardian or hq."""

    visit_id: UUID
    guardianship_id: UUID
    side: str
