"""Facts about agreements and about the families' consent to pass their data."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AgreementInForce:
    """It counts from today, or from the first day of its term. `guardian_id` is None for the adhesion of a family."""

    agreement_id: UUID
    kind: str
    guardian_id: UUID | None
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class AgreementLapsed:
    """It expired or was ended, and nothing of its kind counts instead."""

    agreement_id: UUID
    kind: str
    guardian_id: UUID | None
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class TransferGiven:
    """The family agrees that its data go to this guardian (B56)."""

    case_id: UUID
    guardian_id: UUID


@dataclass(frozen=True, slots=True)
class TransferWithdrawn:
    case_id: UUID
    guardian_id: UUID
