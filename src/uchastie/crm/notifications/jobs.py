"""What messages do by themselves."""

import datetime as dt

from uchastie.crm.notifications import actions
from uchastie.kernel.jobs import job

NEWS_FOR = dt.timedelta(days=60)


@job
def forget_old_bells() -> None:
    """Once a day: the bell of somebody who never looks must not grow without end."""
    actions.forget_old_bells(older_than=NEWS_FOR)
