"""What the figures learn from others."""

from uchastie.crm.desk.events import RequestTransferred, StepUndone
from uchastie.crm.insight import actions
from uchastie.kernel.measures import DaysChanged


def follow_transfer(event: RequestTransferred) -> None:
    """The receiving centre is found by the change itself; the sending one is told."""
    actions.mark_request(unit_id=event.from_unit_id, request_id=event.request_id)


def follow_undo(event: StepUndone) -> None:
    """The moment that was counted is no longer in the record, so the change itself does not name its day."""
    actions.mark_moment(unit_id=event.unit_id, at=event.done_at)


def follow_days(event: DaysChanged) -> None:
    """Some other capability has changed what it keeps of these days."""
    actions.follow_change(unit_id=event.unit_id, days=event.days)
