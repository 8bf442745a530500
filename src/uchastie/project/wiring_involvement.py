"""The wiring of involvement: voices, roles, support, councils, surveys, plans, the profile, practices."""

import datetime as dt


def connect_involvement() -> None:
    """Called once by `wiring.connect`. The order of panels is the order on the page."""
    _connect_voices()
    _connect_plans()
    _connect_involvement()
    _connect_support()
    _connect_surveys()
    _connect_councils()
    _connect_practices()
    _connect_assessment()


def _connect_voices() -> None:
    """Reviews with words become voices; records that a voice has changed say so on their own pages."""
    from uchastie.crm.desk.events import ReviewChanged, ReviewReceived
    from uchastie.crm.feedback.events import MarkLeft
    from uchastie.crm.voices import handlers, jobs
    from uchastie.crm.voices import panels as shown
    from uchastie.kernel import bus, panels
    from uchastie.kernel.jobs import schedule

    bus.subscribe(ReviewReceived, handlers.follow_review)
    bus.subscribe(ReviewChanged, handlers.follow_review)
    bus.subscribe(MarkLeft, handlers.follow_mark)
    panels.register("cabinet.home", shown.voices_of_person)
    panels.register("network.centre", shown.board_of_centre)
    panels.register("catalogue.regulation", shown.voices_of_regulation)
    panels.register("catalogue.service", shown.voices_of_service)
    panels.register("events.event", shown.voices_of_event)
    schedule("remind_of_voices", jobs.remind_of_answers, at=dt.time(9, 5))


def _connect_plans() -> None:
    """Nothing is connected yet."""


def _connect_involvement() -> None:
    """Whoever takes a consent back leaves the role; one enters by «Мои сервисы» and by the page of a centre."""
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.involvement import handlers
    from uchastie.crm.involvement import panels as shown
    from uchastie.kernel import bus, panels

    bus.subscribe(ConsentWithdrawn, handlers.follow_receipt)
    panels.register("cabinet.home", shown.taking_part_of_person)
    panels.register("network.centre", shown.taking_part_in_centre)


def _connect_support() -> None:
    """Who took part in a supervision reads its notes from «Мои сервисы»."""
    from uchastie.crm.support import panels as shown
    from uchastie.kernel import panels

    panels.register("cabinet.home", shown.supervisions_of_person)


def _connect_surveys() -> None:
    """Who was asked sees it in «Мои сервисы»; a parent who takes back a consent stops the unfinished sheet."""
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.surveys import handlers, jobs
    from uchastie.crm.surveys import panels as shown
    from uchastie.kernel import bus, panels
    from uchastie.kernel.jobs import schedule

    bus.subscribe(ConsentWithdrawn, handlers.stop_without_consent)
    panels.register("cabinet.home", shown.surveys_of_person)
    panels.register("network.centre", shown.surveys_of_centre)
    schedule("close_past_surveys", jobs.close_past_surveys, at=dt.time(0, 20))
    schedule("forget_unfinished_sheets", jobs.forget_unfinished_sheets, at=dt.time(3, 55))


def _connect_councils() -> None:
    """Members enter by «Мои сервисы»; a survey may ask a whole council and lead to one of its decisions."""
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.councils import handlers, jobs, queries
    from uchastie.crm.councils import panels as shown
    from uchastie.crm.surveys import guards as surveys
    from uchastie.kernel import bus, panels
    from uchastie.kernel.jobs import schedule

    bus.subscribe(ConsentWithdrawn, handlers.forget_withdrawn)
    panels.register("cabinet.home", shown.councils_of_person)
    panels.register("network.centre", shown.councils_of_centre)
    surveys.register_bodies(surveys.Bodies(queries.titled_councils, queries.person_ids))
    surveys.register_outcome(
        surveys.Outcome("decision", "решение совета", queries.titled_decisions, queries.public_decision)
    )
    schedule("remind_of_late_decisions", jobs.remind_of_late_decisions, at=dt.time(8, 40))


def _connect_practices() -> None:
    """Whoever takes a consent back takes the practice down; pictures have their own door; published ones are found."""
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.documents import guards
    from uchastie.crm.practices import handlers, search
    from uchastie.crm.practices.actions.steps import PHOTO
    from uchastie.kernel import bus, searching

    bus.subscribe(ConsentWithdrawn, handlers.follow_receipt)
    guards.register(PHOTO, handlers.may_open_photo)
    searching.register("Практики", search.find_practices)


def _connect_assessment() -> None:
    """The ten questions without a name are asked in «Мои сервисы» too."""
    from uchastie.crm.assessment import panels as shown
    from uchastie.kernel import panels

    panels.register("cabinet.home", shown.asked_of_person)
