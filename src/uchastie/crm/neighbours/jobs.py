"""What the board does by itself."""

from uchastie.crm.neighbours import actions
from uchastie.kernel.jobs import job


@job
def keep_promises() -> None:
    """Every quarter of an hour: wider circles, the centre, the silent, reminders, closing."""
    actions.widen_circles()
    actions.tell_centres()
    actions.release_silent()
    actions.remind_of_meetings()
    actions.close_forgotten()


@job
def expire_old() -> None:
    actions.expire_old()


@job
def send_weekly() -> None:
    actions.send_weekly()
