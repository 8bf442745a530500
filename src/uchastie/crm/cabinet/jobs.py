"""What the cabinet does by itself."""

from uchastie.crm.cabinet import actions
from uchastie.kernel.jobs import job


@job
def forget_old_codes() -> None:
    """Codes and sign-ins that are over, a day later."""
    actions.forget_old()
