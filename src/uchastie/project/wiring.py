"""Every subscription, panel, outbox handler and schedule of the product, on one page."""

import datetime as dt


def connect() -> None:
    """Called once when Django is ready."""
    from django.contrib.auth.signals import user_logged_in

    from uchastie.crm.journal.jobs import seal_journal
    from uchastie.kernel.jobs import schedule
    from uchastie.project.middleware import begin_session

    user_logged_in.connect(begin_session, dispatch_uid="begin_session")
    schedule("seal_journal", seal_journal, every=dt.timedelta(minutes=1))
