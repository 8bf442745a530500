"""What others may want to know of a family. Ids only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FamilyWaiting:
    """The marker «Требуется опека» stands: a guardian is looked for."""

    case_id: UUID


@dataclass(frozen=True, slots=True)
class NeedChanged:
    """A need was added, changed, withdrawn, or is open again. `by_family`: the family itself did it."""

    case_id: UUID
    need_id: UUID
    by_family: bool = False


@dataclass(frozen=True, slots=True)
class CaseClosed:
    case_id: UUID


@dataclass(frozen=True, slots=True)
class FamilyReceived:
    """A new case waits for screening."""

    case_id: UUID
