"""What happens by itself."""

from uchastie.crm.platform import actions
from uchastie.kernel.jobs import job


@job
def wipe_platform_tables() -> None:
    actions.wipe_old_tables()
