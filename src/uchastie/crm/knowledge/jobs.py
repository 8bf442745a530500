"""What happens by itself."""

from uchastie.crm.knowledge import actions
from uchastie.kernel.jobs import job


@job
def remind_of_stale_articles() -> None:
    """In the morning: whoever answers for an article that was not checked in time hears of it, once for each day set."""
    actions.remind_of_stale()
