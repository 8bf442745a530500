"""What keeps the folder of files equal to its table."""

from uchastie.crm.documents import actions
from uchastie.kernel.jobs import job


@job
def sweep_files() -> None:
    actions.sweep_files()
