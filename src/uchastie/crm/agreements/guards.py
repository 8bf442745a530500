"""What those above know and agreements must ask: whether the family's name is open to the guardian (decision 15)."""

from collections.abc import Callable
from uuid import UUID

type OpensContacts = Callable[[UUID, UUID], bool]

_door: list[OpensContacts] = []


def register_contacts(opens: OpensContacts) -> None:
    """`opens(guardian_id, case_id)`; registered in `project/wiring.py`."""
    _door[:] = [opens]


def opens_contacts(guardian_id: UUID, case_id: UUID) -> bool:
    """Closed while nobody has said otherwise."""
    return any(opens(guardian_id, case_id) for opens in _door)
