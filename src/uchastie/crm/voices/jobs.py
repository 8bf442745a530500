"""What happens to voices by itself."""

from uchastie.crm.voices import actions
from uchastie.kernel.jobs import job


@job
def remind_of_answers() -> None:
    actions.remind()
