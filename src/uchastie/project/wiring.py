"""Subscriptions, panels, doors and schedules; those of the long help, involvement and neighbours have own pages."""

import datetime as dt

from uchastie.project.wiring_involvement import connect_involvement
from uchastie.project.wiring_neighbours import connect_neighbours
from uchastie.project.wiring_opeka import connect_opeka


def connect() -> None:
    """Called once when Django is ready. The order of panels is the order on the page."""
    _connect_sign_in()
    _connect_events()
    _connect_panels()
    _connect_files()
    _connect_messages()
    _connect_setup()
    _connect_search()
    _connect_people()
    _connect_measures()
    connect_opeka()
    connect_involvement()
    connect_neighbours()
    _schedule()
    _schedule_nightly()


def _connect_sign_in() -> None:
    from allauth.account import signals as account
    from allauth.mfa import signals as second_factor
    from django.contrib.auth.signals import user_logged_in

    from uchastie.crm.accounts import demo as personas
    from uchastie.crm.cabinet.views.visit import OwnDoor
    from uchastie.crm.desk import handlers as desk
    from uchastie.kernel import entry
    from uchastie.project import signin
    from uchastie.project.middleware import begin_session
    from uchastie.project.personas import all_personas

    user_logged_in.connect(begin_session, dispatch_uid="begin_session")
    user_logged_in.connect(desk.offer_tour, dispatch_uid="offer_tour")
    second_factor.authenticator_added.connect(signin.second_factor_changed, dispatch_uid="second_factor_changed")
    for changed in (account.password_changed, account.password_reset):
        changed.connect(signin.password_changed, dispatch_uid="password_changed")
    personas.offer(*all_personas())
    entry.register(OwnDoor())


def _connect_events() -> None:
    """Who hears of what."""
    from uchastie.crm.appointments.events import AppointmentDue
    from uchastie.crm.cabinet import handlers as cabinet
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.desk import handlers as desk
    from uchastie.crm.desk.events import RequestTransferred, ReviewChanged, ReviewReceived, StepUndone
    from uchastie.crm.events import handlers as gatherings
    from uchastie.crm.feedback import handlers as feedback
    from uchastie.crm.feedback.events import MarkRaised
    from uchastie.crm.insight import handlers as insight
    from uchastie.crm.licensing import handlers as licensing
    from uchastie.crm.notifications import handlers as letters
    from uchastie.crm.notifications.events import PersonNotReached
    from uchastie.crm.people.events import OwnContactsGiven
    from uchastie.kernel import bus
    from uchastie.kernel.measures import DaysChanged

    bus.subscribe(AppointmentDue, desk.remind_of_meeting)
    bus.subscribe(ConsentWithdrawn, desk.close_request_without_consent)
    bus.subscribe(ConsentWithdrawn, cabinet.tell_of_withdrawal)
    bus.subscribe(OwnContactsGiven, cabinet.open_own_door)
    bus.subscribe(ReviewReceived, feedback.follow_review)
    bus.subscribe(ReviewChanged, feedback.follow_change)
    bus.subscribe(MarkRaised, feedback.tell_heads)
    bus.subscribe(ConsentWithdrawn, licensing.forget_contact)
    bus.subscribe(ConsentWithdrawn, gatherings.free_place)
    bus.subscribe(PersonNotReached, letters.ask_to_call)
    bus.subscribe(RequestTransferred, insight.follow_transfer)
    bus.subscribe(StepUndone, insight.follow_undo)
    bus.subscribe(DaysChanged, insight.follow_days)


def _connect_panels() -> None:
    """What upper capabilities show on pages of lower ones."""
    from uchastie.crm.cabinet import panels as cabinet
    from uchastie.crm.desk import panels as desk
    from uchastie.crm.events import panels as gatherings
    from uchastie.crm.feedback import panels as feedback
    from uchastie.crm.insight import panels as insight
    from uchastie.crm.knowledge import panels as knowledge
    from uchastie.crm.licensing import panels as licensing
    from uchastie.crm.platform import panels as platform
    from uchastie.crm.training import panels as training
    from uchastie.kernel import panels
    from uchastie.kernel.panels import PanelMaker

    shown: dict[str, tuple[PanelMaker, ...]] = {
        "desk.own": (cabinet.own_page, feedback.own_answer, desk.handouts_of_mine),
        "desk.own_record": (cabinet.own_doors,),
        "desk.request": (
            *(cabinet.talk_on_card, feedback.request_mark, desk.came_by_hand),
            *(knowledge.articles_of_request, desk.knowledge_on_card),
        ),
        "outreach.norms": (insight.norms_of_ledger,),
        "desk.queue": (cabinet.waiting_in_queue, feedback.waiting_in_queue),
        "desk.delivered": (feedback.qr_to_rate,),
        "catalogue.regulation": (training.regulation_reading,),
        "catalogue.service": (knowledge.service_articles, knowledge.service_handouts),
        "network.centre": (licensing.centre_services, gatherings.coming_of_centre),
        "licensing.service": (platform.neighbours_of_service,),
        "network.centre_list": (licensing.centre_list_counts,),
        "network.unit": (licensing.unit_set,),
    }
    for place, makers in shown.items():
        for maker in makers:
            panels.register(place, maker)


def _connect_files() -> None:
    """Who may open the files of each purpose."""
    from uchastie.crm.desk.actions.by_hand import LETTER
    from uchastie.crm.desk.queries.counter import may_open_letter
    from uchastie.crm.documents import guards
    from uchastie.crm.knowledge.handlers import may_read_file
    from uchastie.crm.licensing import handlers as licensing
    from uchastie.crm.licensing.actions.agreement import SCAN
    from uchastie.crm.licensing.actions.places import PHOTO
    from uchastie.crm.outreach.handlers import may_open_proof
    from uchastie.crm.outreach.queries.proofs import PURPOSE as PROOF
    from uchastie.crm.platform import handlers as platform
    from uchastie.crm.platform.actions import PHOTO as PLACEMENT
    from uchastie.crm.platform.actions import PROOF as MONTH
    from uchastie.crm.training.actions import CERTIFICATE
    from uchastie.crm.training.handlers import may_read_certificate

    guards.register("knowledge.handout", may_read_file)
    guards.register(LETTER, may_open_letter)
    guards.register(SCAN, licensing.may_open_scan)
    guards.register(PHOTO, licensing.may_open_photo)
    guards.register(PLACEMENT, platform.may_open_picture)
    guards.register(MONTH, platform.may_open_picture)
    guards.register(CERTIFICATE, may_read_certificate)
    guards.register(PROOF, may_open_proof)


def _connect_messages() -> None:
    """Through which door each channel leaves, and how an address is found."""
    from uchastie.crm.notifications import guards as reach
    from uchastie.crm.notifications import handlers as letters
    from uchastie.crm.notifications.actions import EMAIL_TOPIC, PUSH_TOPIC, SILENCE_TOPIC, SMS_TOPIC
    from uchastie.kernel.delivery import outbox
    from uchastie.project.directory import Directory

    reach.register(Directory())
    outbox.register(EMAIL_TOPIC, letters.send_email, sent=letters.email_sent, parked=letters.parked)
    outbox.register(PUSH_TOPIC, letters.send_push, sent=letters.push_sent, parked=letters.parked)
    outbox.register(SMS_TOPIC, letters.send_sms, sent=letters.sms_sent, parked=letters.parked)
    outbox.register(SILENCE_TOPIC, letters.wait, sent=letters.escalate)


def _connect_setup() -> None:
    """What an installation needs, and what a dismissal hands over."""
    from uchastie.crm.desk import handlers as desk
    from uchastie.crm.desk.queries.demand import demand_of
    from uchastie.crm.desk.queries.giving import count_given
    from uchastie.crm.knowledge import guards as knowledge
    from uchastie.crm.licensing import guards as licensing
    from uchastie.crm.licensing.queries import offered_services, why_closed
    from uchastie.crm.network import guards as staff
    from uchastie.crm.network import panels as network
    from uchastie.crm.notifications import handlers as letters
    from uchastie.crm.setup import guards as setup
    from uchastie.crm.training import guards as training

    staff.register_work("desk", desk.open_work())
    staff.register_why_closed(why_closed)
    licensing.register_demand(demand_of)
    knowledge.register_given(count_given)
    training.register_offered(offered_services)
    setup.register_probe("sms", letters.try_sms)
    setup.register_step(network.centre_step)
    setup.register_step(network.staff_step)


def _connect_people() -> None:
    """What other capabilities tell of a person, and which of their rows follow when two cards become one."""
    from uchastie.crm.desk import panels as desk
    from uchastie.crm.desk.queries.counter import find_by_number
    from uchastie.crm.events import panels as gatherings
    from uchastie.crm.people import guards as people
    from uchastie.crm.people import panels as messages
    from uchastie.crm.platform import panels as platform
    from uchastie.crm.visits import panels as visits
    from uchastie.kernel import panels, pointers
    from uchastie.project.owners import PERSON, POINT_AT_PERSON

    people.find_by_number(find_by_number)
    panels.register("people.person", desk.requests_of_person)
    panels.register("people.person", visits.visits_of_person)
    panels.register("people.person", gatherings.events_of_person)
    panels.register("people.person", platform.useful_of_person)
    panels.register("people.person", messages.messages_of_person)
    pointers.register(PERSON, *POINT_AT_PERSON)


def _connect_search() -> None:
    """What the search of everything finds, in the order in which it is shown."""
    from uchastie.crm.catalogue import search as services
    from uchastie.crm.desk import search as requests
    from uchastie.crm.knowledge import search as knowledge
    from uchastie.crm.network import search as centres
    from uchastie.crm.people import search as people
    from uchastie.kernel import searching
    from uchastie.project import guide, search

    searching.register("Люди", people.find_known)
    searching.register("Заявки", requests.find_requests)
    searching.register("Разделы", search.find_pages)
    searching.register("Сервисы", services.find_services)
    searching.register("База знаний", knowledge.find_articles)
    searching.register("Центры", centres.find_centres)
    searching.register("Справка", guide.find_help)


def _connect_measures() -> None:
    """What capabilities keep records of, for the figures on top."""
    from uchastie.crm.events.queries.figures import figures as events
    from uchastie.crm.insight.queries.figures import figures as insight
    from uchastie.crm.licensing.queries.figures import figures as licensing
    from uchastie.crm.outreach.queries.figures import figures as outreach
    from uchastie.crm.platform.queries.figures import figures as platform
    from uchastie.crm.training.queries.figures import figures as training
    from uchastie.kernel import measures

    for measure in (*insight(), *events(), *licensing(), *outreach(), *platform(), *training()):
        measures.register(measure)


def _schedule() -> None:
    """What happens by itself. The names are kept in the database: a new name is a new clock."""
    from uchastie.crm.appointments import jobs as appointments
    from uchastie.crm.desk import jobs as desk
    from uchastie.crm.events import jobs as gatherings
    from uchastie.crm.insight import jobs as insight
    from uchastie.crm.journal import jobs as journal
    from uchastie.crm.training import jobs as training
    from uchastie.kernel.jobs import schedule

    minutes = {
        "seal_journal": (journal.seal_journal, 1),
        "count_changed": (insight.count_changed, 1),
        "remind_of_meetings": (appointments.remind_of_meetings, 5),
        "hold_past_events": (gatherings.hold_past_events, 5),
        "remind_of_events": (gatherings.remind_of_events, 15),
        "remind_of_training": (training.remind_of_training, 180),
        "escalate_deadlines": (desk.escalate_deadlines, 15),
        "remind_of_deadlines": (desk.remind_of_deadlines, 60),
    }
    for name, (job, every) in minutes.items():
        schedule(name, job, every=dt.timedelta(minutes=every))


def _schedule_nightly() -> None:
    from uchastie.crm.appointments import jobs as appointments
    from uchastie.crm.cabinet import jobs as cabinet
    from uchastie.crm.desk import jobs as desk
    from uchastie.crm.documents import jobs as documents
    from uchastie.crm.events import jobs as gatherings
    from uchastie.crm.families import jobs as families
    from uchastie.crm.feedback import jobs as feedback
    from uchastie.crm.insight import jobs as insight
    from uchastie.crm.knowledge import jobs as knowledge
    from uchastie.crm.licensing import jobs as licensing
    from uchastie.crm.network import jobs as network
    from uchastie.crm.notifications import jobs as notifications
    from uchastie.crm.platform import jobs as platform
    from uchastie.kernel.delivery import housekeeping
    from uchastie.kernel.jobs import schedule

    nightly = {
        "close_old_requests": (desk.close_old_requests, dt.time(3, 10)),
        "erase_old_drafts": (desk.erase_old_drafts, dt.time(3, 15)),
        "forget_old_codes": (cabinet.forget_old_codes, dt.time(3, 17)),
        "purge_idempotency_keys": (housekeeping.purge_idempotency_keys, dt.time(3, 20)),
        "forget_old_bells": (notifications.forget_old_bells, dt.time(3, 25)),
        "prune_finished": (housekeeping.prune_finished, dt.time(3, 30)),
        "count_recent": (insight.count_recent, dt.time(3, 35)),
        "sweep_files": (documents.sweep_files, dt.time(3, 40)),
        "wipe_old_imports": (network.wipe_old_imports, dt.time(3, 45)),
        "wipe_participant_tables": (gatherings.wipe_participant_tables, dt.time(3, 44)),
        "wipe_platform_tables": (platform.wipe_platform_tables, dt.time(3, 43)),
        "wipe_family_imports": (families.wipe_family_imports, dt.time(3, 46)),
        "remind_of_stale_articles": (knowledge.remind_of_stale_articles, dt.time(4, 5)),
        "expire_licences": (licensing.expire_licences, dt.time(0, 5)),
        "forget_contacts": (feedback.forget_contacts, dt.time(3, 47)),
        "drop_old_holds": (appointments.drop_old_holds, dt.time(3, 50)),
    }
    for name, (job, at) in nightly.items():
        schedule(name, job, at=at)
