"""Every subscription, panel, outbox handler and schedule of the product, on one page."""

import datetime as dt


def connect() -> None:
    """Called once when Django is ready."""
    from allauth.account import signals as account
    from allauth.mfa import signals as second_factor
    from django.contrib.auth.signals import user_logged_in

    from uchastie.crm.accounts import demo as personas
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.desk import handlers as desk
    from uchastie.crm.desk.jobs import close_old_requests, erase_old_drafts, remind_of_deadlines
    from uchastie.crm.documents.jobs import sweep_files
    from uchastie.crm.journal.jobs import seal_journal
    from uchastie.crm.licensing import panels as licensing
    from uchastie.crm.notifications import guards as reach
    from uchastie.crm.network import panels as network
    from uchastie.crm.notifications import handlers as letters
    from uchastie.crm.notifications.actions import EMAIL_TOPIC, PUSH_TOPIC, SILENCE_TOPIC, SMS_TOPIC
    from uchastie.crm.notifications.events import PersonNotReached
    from uchastie.crm.setup import guards as setup
    from uchastie.kernel import bus, panels
    from uchastie.kernel.delivery import housekeeping, outbox
    from uchastie.kernel.jobs import schedule
    from uchastie.project import signin
    from uchastie.project.directory import Directory
    from uchastie.project.middleware import begin_session
    from uchastie.project.personas import all_personas

    user_logged_in.connect(begin_session, dispatch_uid="begin_session")
    user_logged_in.connect(desk.offer_tour, dispatch_uid="offer_tour")
    second_factor.authenticator_added.connect(signin.second_factor_changed, dispatch_uid="second_factor_changed")
    for changed in (account.password_changed, account.password_reset):
        changed.connect(signin.password_changed, dispatch_uid="password_changed")
    personas.offer(*all_personas())
    bus.subscribe(ConsentWithdrawn, desk.close_request_without_consent)
    panels.register("network.centre", licensing.centre_services)
    panels.register("network.centre_list", licensing.centre_list_counts)
    panels.register("network.unit", licensing.unit_set)
    reach.register(Directory())
    bus.subscribe(PersonNotReached, letters.ask_to_call)
    outbox.register(EMAIL_TOPIC, letters.send_email, sent=letters.email_sent, parked=letters.parked)
    outbox.register(PUSH_TOPIC, letters.send_push, sent=letters.push_sent, parked=letters.parked)
    outbox.register(SMS_TOPIC, letters.send_sms, sent=letters.sms_sent, parked=letters.parked)
    outbox.register(SILENCE_TOPIC, letters.wait, sent=letters.escalate)
    setup.register_step(network.centre_step)
    setup.register_step(network.staff_step)
    schedule("close_old_requests", close_old_requests, at=dt.time(3, 10))
    schedule("erase_old_drafts", erase_old_drafts, at=dt.time(3, 15))
    schedule("remind_of_deadlines", remind_of_deadlines, every=dt.timedelta(hours=1))
    schedule("purge_idempotency_keys", housekeeping.purge_idempotency_keys, at=dt.time(3, 20))
    schedule("prune_finished", housekeeping.prune_finished, at=dt.time(3, 30))
    schedule("sweep_files", sweep_files, at=dt.time(3, 40))
    schedule("seal_journal", seal_journal, every=dt.timedelta(minutes=1))
