"""Sealing the journal, every minute."""

from uchastie.crm.journal import actions
from uchastie.kernel.jobs import job


@job
def seal_journal() -> None:
    """Until nothing is left, in bounded portions."""
    while actions.seal_entries() == actions.SEAL_AT_MOST:
        pass
