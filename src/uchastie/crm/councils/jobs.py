"""What happens to councils by itself."""

from uchastie.crm.councils import actions
from uchastie.kernel.jobs import job


@job
def remind_of_late_decisions() -> None:
    actions.remind_of_late()
