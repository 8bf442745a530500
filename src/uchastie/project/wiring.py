"""Every subscription, panel, outbox handler and schedule of the product, on one page."""

import datetime as dt


def connect() -> None:
    """Called once when Django is ready."""
    from allauth.account import signals as account
    from allauth.mfa import signals as second_factor
    from django.contrib.auth.signals import user_logged_in

    from uchastie.crm.accounts import demo as personas
    from uchastie.crm.appointments.events import AppointmentDue
    from uchastie.crm.appointments.jobs import drop_old_holds, remind_of_meetings
    from uchastie.crm.cabinet import handlers as cabinet
    from uchastie.crm.cabinet import panels as own_pages
    from uchastie.crm.cabinet.jobs import forget_old_codes
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.desk import handlers as desk
    from uchastie.crm.desk import panels as by_hand
    from uchastie.crm.desk.actions.by_hand import LETTER
    from uchastie.crm.desk.events import ReviewChanged, ReviewReceived
    from uchastie.crm.desk.jobs import close_old_requests, erase_old_drafts, escalate_deadlines, remind_of_deadlines
    from uchastie.crm.desk.queries.counter import may_open_letter
    from uchastie.crm.documents import guards
    from uchastie.crm.documents.jobs import sweep_files
    from uchastie.crm.feedback import handlers as feedback
    from uchastie.crm.feedback import panels as marks
    from uchastie.crm.feedback.events import MarkRaised
    from uchastie.crm.feedback.jobs import forget_contacts
    from uchastie.crm.journal.jobs import seal_journal
    from uchastie.crm.knowledge import panels as knowledge
    from uchastie.crm.knowledge.handlers import may_read_file as everyone_reads
    from uchastie.crm.licensing import panels as licensing
    from uchastie.crm.network import guards as staff
    from uchastie.crm.network import panels as network
    from uchastie.crm.network.jobs import wipe_old_imports
    from uchastie.crm.notifications import guards as reach
    from uchastie.crm.notifications import handlers as letters
    from uchastie.crm.notifications.actions import EMAIL_TOPIC, PUSH_TOPIC, SILENCE_TOPIC, SMS_TOPIC
    from uchastie.crm.notifications.events import PersonNotReached
    from uchastie.crm.notifications.jobs import forget_old_bells
    from uchastie.crm.people.events import OwnContactsGiven
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
    bus.subscribe(AppointmentDue, desk.remind_of_meeting)
    bus.subscribe(ConsentWithdrawn, desk.close_request_without_consent)
    bus.subscribe(ConsentWithdrawn, cabinet.tell_of_withdrawal)
    bus.subscribe(OwnContactsGiven, cabinet.open_own_door)
    panels.register("desk.own", own_pages.own_page)
    panels.register("desk.own_record", own_pages.own_doors)
    panels.register("desk.request", own_pages.talk_on_card)
    panels.register("desk.queue", own_pages.waiting_in_queue)
    bus.subscribe(ReviewReceived, feedback.follow_review)
    bus.subscribe(ReviewChanged, feedback.follow_change)
    bus.subscribe(MarkRaised, feedback.tell_heads)
    panels.register("desk.own", marks.own_answer)
    panels.register("desk.request", marks.request_mark)
    panels.register("desk.delivered", marks.qr_to_rate)
    panels.register("desk.queue", marks.waiting_in_queue)
    panels.register("catalogue.regulation", knowledge.regulation_reading)
    panels.register("catalogue.service", knowledge.service_handouts)
    guards.register("knowledge.handout", everyone_reads)
    panels.register("desk.request", by_hand.came_by_hand)
    panels.register("desk.request", by_hand.knowledge_on_card)
    panels.register("desk.own", by_hand.handouts_of_mine)
    guards.register(LETTER, may_open_letter)
    panels.register("network.centre", licensing.centre_services)
    panels.register("network.centre_list", licensing.centre_list_counts)
    panels.register("network.unit", licensing.unit_set)
    reach.register(Directory())
    bus.subscribe(PersonNotReached, letters.ask_to_call)
    outbox.register(EMAIL_TOPIC, letters.send_email, sent=letters.email_sent, parked=letters.parked)
    outbox.register(PUSH_TOPIC, letters.send_push, sent=letters.push_sent, parked=letters.parked)
    outbox.register(SMS_TOPIC, letters.send_sms, sent=letters.sms_sent, parked=letters.parked)
    outbox.register(SILENCE_TOPIC, letters.wait, sent=letters.escalate)
    staff.register_work("desk", desk.open_work())
    setup.register_probe("sms", letters.try_sms)
    setup.register_step(network.centre_step)
    setup.register_step(network.staff_step)
    schedule("close_old_requests", close_old_requests, at=dt.time(3, 10))
    schedule("erase_old_drafts", erase_old_drafts, at=dt.time(3, 15))
    schedule("escalate_deadlines", escalate_deadlines, every=dt.timedelta(minutes=15))
    schedule("forget_old_bells", forget_old_bells, at=dt.time(3, 25))
    schedule("remind_of_deadlines", remind_of_deadlines, every=dt.timedelta(hours=1))
    schedule("forget_old_codes", forget_old_codes, at=dt.time(3, 17))
    schedule("purge_idempotency_keys", housekeeping.purge_idempotency_keys, at=dt.time(3, 20))
    schedule("prune_finished", housekeeping.prune_finished, at=dt.time(3, 30))
    schedule("wipe_old_imports", wipe_old_imports, at=dt.time(3, 45))
    schedule("sweep_files", sweep_files, at=dt.time(3, 40))
    schedule("forget_contacts", forget_contacts, at=dt.time(3, 45))
    schedule("remind_of_meetings", remind_of_meetings, every=dt.timedelta(minutes=5))
    schedule("drop_old_holds", drop_old_holds, at=dt.time(3, 50))
    schedule("seal_journal", seal_journal, every=dt.timedelta(minutes=1))
    _connect_search()
    _connect_people()
    _connect_figures()


def _connect_people() -> None:
    """What other capabilities tell of a person, and which of their rows follow when two cards become one."""
    from uchastie.crm.desk import panels as desk
    from uchastie.crm.desk.queries.counter import find_by_number
    from uchastie.crm.people import guards as people
    from uchastie.crm.people import panels as messages
    from uchastie.crm.visits import panels as visits
    from uchastie.kernel import panels, pointers
    from uchastie.project.owners import PERSON, POINT_AT_PERSON

    people.find_by_number(find_by_number)
    panels.register("people.person", desk.requests_of_person)
    panels.register("people.person", visits.visits_of_person)
    panels.register("people.person", messages.messages_of_person)
    pointers.register(PERSON, *POINT_AT_PERSON)


def _connect_search() -> None:
    """What the search of everything finds, in the order in which it is shown."""
    from uchastie.crm.catalogue import search as services
    from uchastie.crm.desk import search as requests
    from uchastie.crm.network import search as centres
    from uchastie.crm.people import search as people
    from uchastie.kernel import searching
    from uchastie.project import guide, search

    searching.register("Люди", people.find_known)
    searching.register("Заявки", requests.find_requests)
    searching.register("Разделы", search.find_pages)
    searching.register("Сервисы", services.find_services)
    searching.register("Центры", centres.find_centres)
    searching.register("Справка", guide.find_help)


def _connect_figures() -> None:
    """Counted days follow the records."""
    from uchastie.crm.desk.events import RequestTransferred, StepUndone
    from uchastie.crm.insight import handlers, jobs
    from uchastie.kernel import bus
    from uchastie.kernel.jobs import schedule

    bus.subscribe(RequestTransferred, handlers.follow_transfer)
    bus.subscribe(StepUndone, handlers.follow_undo)
    schedule("count_changed", jobs.count_changed, every=dt.timedelta(minutes=3))
    schedule("count_recent", jobs.count_recent, at=dt.time(3, 40))
