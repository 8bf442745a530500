"""Background work of the headquarters."""

from uchastie.crm.oversight import actions
from uchastie.kernel.jobs import job


@job
def take_snapshots() -> None:
    """Every five minutes: 18:00 comes at eleven different moments."""
    actions.take_due()


@job
def tell_of_time() -> None:
    """Every fifteen minutes: 72 hours that have passed, calls that were not made. Told once."""
    actions.tell_of_time()
