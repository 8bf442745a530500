"""Background work of the figures."""

from uchastie.crm.insight import actions
from uchastie.kernel.jobs import job


@job
def count_changed() -> None:
    """Every few minutes: the days that changed, in bounded portions."""
    actions.mark_changed()
    while actions.count_stale() == actions.PORTION:
        pass


@job
def count_recent() -> None:
    """Every night: the last days once more."""
    actions.mark_recent()
    while actions.count_stale() == actions.PORTION:
        pass
