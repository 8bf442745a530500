"""What matching does by itself."""

from uchastie.crm.matching import actions
from uchastie.kernel.jobs import job


@job
def find_coincidences() -> None:
    """Twice a minute: a new coincidence is known within a minute (B40)."""
    while actions.find_coincidences() == actions.PORTION:
        pass
