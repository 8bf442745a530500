"""What the figures learn from others."""

from uchastie.crm.desk.events import RequestTransferred
from uchastie.crm.insight import actions


def follow_transfer(event: RequestTransferred) -> None:
    """The receiving centre is found by the change itself; the sending one is told."""
    actions.mark_request(unit_id=event.from_unit_id, request_id=event.request_id)
