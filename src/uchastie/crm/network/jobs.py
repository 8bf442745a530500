"""Long tables are written in the background; old ones are wiped."""

from uuid import UUID

from uchastie.crm.network.actions import imports
from uchastie.kernel.jobs import job


@job
def write_import(import_id: str) -> None:
    imports.write_rows(UUID(import_id))


@job
def wipe_old_imports() -> None:
    imports.wipe_old_imports()
