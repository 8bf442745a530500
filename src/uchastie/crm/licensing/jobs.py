"""What happens by itself."""

from uchastie.crm.licensing.actions.life import expire_licences as expire
from uchastie.kernel.jobs import job


@job
def expire_licences() -> None:
    expire()
