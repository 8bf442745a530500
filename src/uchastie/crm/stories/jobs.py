"""What happens to stories by itself."""

from uchastie.crm.stories import actions
from uchastie.kernel.jobs import job


@job
def remove_expired_stories() -> None:
    actions.remove_expired()
