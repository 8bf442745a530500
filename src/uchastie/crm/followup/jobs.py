"""What the support does by itself."""

from uchastie.crm.followup import actions
from uchastie.kernel.jobs import job

PORTION = 500


@job
def extend_calls() -> None:
    """Calls are always planned a year ahead; in bounded portions, each pair in its own transaction."""
    while actions.extend_calls(limit=PORTION) == PORTION:
        pass
