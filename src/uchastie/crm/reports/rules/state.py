"""How a report comes to be: counted at once or by the worker, then it never changes. A correction is a new version."""

import datetime as dt
from enum import StrEnum

from uchastie.kernel.errors import Refusal

MOST_REASON = 500
PATIENCE = dt.timedelta(minutes=15)  # nobody waits longer for a report that does not come


class State(StrEnum):
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


def require_reason(reason: str, *, formed_before: bool) -> str:
    """The first version needs none; a later one says what has changed since."""
    reason = reason.strip()
    if formed_before and not reason:
        raise Refusal(
            "no_reason", "Напишите, почему отчёт формируется заново: что внесли или исправили.", field="reason"
        )
    if len(reason) > MOST_REASON:
        raise Refusal("long_reason", f"Слишком длинно: уложитесь в {MOST_REASON} знаков.", field="reason")
    return reason
