"""Work that comes by itself."""

from uchastie.crm.training import actions
from uchastie.kernel.jobs import job


@job
def remind_of_training() -> None:
    actions.remind_of_training()
