"""What the board does when others announce something."""

from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.neighbours import actions


def leave_board(event: ConsentWithdrawn) -> None:
    actions.follow_withdrawal(event.consent_id)
