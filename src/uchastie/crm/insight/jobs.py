"""Background work of the figures."""

from uchastie.crm.insight import actions
from uchastie.kernel import clock
from uchastie.kernel.jobs import job

SUNDAY = 6


@job
def count_changed() -> None:
    """Every minute: the days that changed, in bounded portions."""
    actions.mark_changed()
    while actions.count_stale() == actions.PORTION:
        pass
    while actions.count_marked():
        pass


@job
def count_recent() -> None:
    """Every night: the last days once more, what has ended is frozen, and the table is proved against the records."""
    actions.mark_recent()
    while actions.count_stale() == actions.PORTION:
        pass
    actions.mark_night()
    while actions.count_marked():
        pass
    actions.freeze_ended()
    actions.prove(whole=clock.now().weekday() == SUNDAY)
