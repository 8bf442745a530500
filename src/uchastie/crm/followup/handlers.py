"""What the support does when others announce something."""

from uchastie.crm.followup import actions
from uchastie.crm.guardianship.events import HelpStarted, PairEnded, StartMoved


def begin_calls(event: HelpStarted) -> None:
    actions.plan_calls(guardianship_id=event.guardianship_id, started_on=event.started_on)


def move_calls(event: StartMoved) -> None:
    actions.move_calls(guardianship_id=event.guardianship_id, started_on=event.started_on)


def end_calls(event: PairEnded) -> None:
    actions.cancel_calls(guardianship_id=event.guardianship_id)
