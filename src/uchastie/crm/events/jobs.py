"""What events do by themselves."""

from uchastie.crm.events import actions
from uchastie.kernel.jobs import job


@job
def hold_past_events() -> None:
    """Every few minutes: what is over begins to count."""
    actions.hold_past()


@job
def remind_of_events() -> None:
    """Every few minutes; each person is told once of each time."""
    actions.remind_of_events()


@job
def wipe_participant_tables() -> None:
    actions.wipe_old_imports()
