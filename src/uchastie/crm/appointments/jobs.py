"""What appointments do by themselves."""

from uchastie.crm.appointments import actions
from uchastie.kernel.jobs import job


@job
def remind_of_meetings() -> None:
    """Every few minutes; each person is told once of each time."""
    actions.remind()


@job
def drop_old_holds() -> None:
    actions.drop_old_holds()
