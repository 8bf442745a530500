"""Background work on guardians."""

from uchastie.crm.guardians import actions
from uchastie.kernel.jobs import job


@job
def end_pauses() -> None:
    """Every night."""
    actions.end_pauses()
