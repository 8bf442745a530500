"""What feedback does by itself."""

from uchastie.crm.feedback import actions
from uchastie.kernel.jobs import job

PORTION = 500


@job
def forget_contacts() -> None:
    """Contacts left with reviews are erased a month after the answer, in bounded portions."""
    while actions.forget_contacts(limit=PORTION) == PORTION:
        pass
