"""Old tables are wiped."""

from uchastie.crm.network.actions import imports
from uchastie.kernel.jobs import job


@job
def wipe_old_imports() -> None:
    imports.wipe_old_imports()
