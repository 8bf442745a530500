"""Old tables are wiped."""

from uchastie.crm.families.actions import imports
from uchastie.kernel.jobs import job


@job
def wipe_family_imports() -> None:
    imports.wipe_old_imports()
