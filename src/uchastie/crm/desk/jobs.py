"""What the desk does by itself."""

from uchastie.crm.desk import actions
from uchastie.kernel.jobs import job

PORTION = 500


@job
def close_old_requests() -> None:
    """Requests delivered more than 30 days ago are closed, in bounded portions."""
    while actions.close_old_requests(limit=PORTION) == PORTION:
        pass


@job
def remind_of_deadlines() -> None:
    """Every hour; each person is told once a day."""
    actions.remind_of_deadlines()


@job
def escalate_deadlines() -> None:
    """Every quarter of an hour; each missed promise is told once on each level."""
    actions.escalate_deadlines()


@job
def erase_old_drafts() -> None:
    """Drafts nobody has touched for seven days, in bounded portions."""
    while actions.erase_old_drafts(limit=PORTION) == PORTION:
        pass
