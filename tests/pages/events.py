"""Events in every state, registrations in every standing, a table on trial."""

from typing import Any

from tests.pages.page import EMPLOYEE, HEAD, REGION, Page
from tests.world_events import make_event, make_mark, make_registration
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.events import queries
from uchastie.crm.events.models import ParticipantImport
from uchastie.kernel import clock

STATES = ("draft", "published", "held", "cancelled")
EVENTS = [
    Page("events", "events:calendar", None, ("slug",)),
    Page("events-none", "events:calendar", None, ("slug-submitted",)),
    Page("events-year", "events:calendar", None, ("slug",), "?year=2026"),
    Page("event", "events:event", None, ("event-code-published",)),
    Page("event-full", "events:event", None, ("event-code-full",)),
    Page("event-held", "events:event", None, ("event-code-held",)),
    Page("event-cancelled", "events:event", None, ("event-code-cancelled",)),
    Page("event-draft", "events:event", None, ("event-code-draft",), status=404),
    *[
        Page(f"event-own-{one}", "events:own", None, (f"event-token-{one}",))
        for one in ("going", "waiting", "cancelled")
    ],
    Page("event-own-came", "events:own", None, ("event-token-came",)),
    Page("event-own-off", "events:own", None, ("event-token-off",)),
    Page("event-own-bad-link", "events:own", None, ("no-token",), status=404),
    Page("plan", "events:year", HEAD),
    Page("plan-region", "events:year", REGION),
    Page("plan-empty", "events:year", EMPLOYEE, query="?year=2020"),
    Page("plan-new", "events:new", EMPLOYEE),
    *[Page(f"plan-{state}", "events:card", EMPLOYEE, (f"event-{state}",)) for state in STATES],
    Page("plan-full", "events:card", HEAD, ("event-full",), "?list=waiting"),
    Page("plan-look", "events:card", REGION, ("event-published",)),
    Page("plan-edit", "events:edit", HEAD, ("event-published",)),
    Page("plan-door", "events:door", EMPLOYEE, ("event-published",)),
    Page("plan-door-look", "events:door", REGION, ("event-published",)),
    Page("plan-door-draft", "events:door", EMPLOYEE, ("event-draft",)),
    Page("plan-scan", "events:scan", EMPLOYEE, ("door-going",)),
    Page("plan-scan-came", "events:scan", HEAD, ("door-came",)),
    Page("plan-table", "events:table", EMPLOYEE, ("event-published",)),
    Page("plan-trial", "events:trial", EMPLOYEE, ("participants",)),
    Page("plan-trial-wiped", "events:trial", EMPLOYEE, ("participants-wiped",)),
]
NO_PAGES_OF_EVENTS = {
    "events:feed": "a calendar",
    "events:one_file": "a calendar",
    "events:event_consent": "shown after the form is sent; leads back to it otherwise",
    "events:submit": "leads back to the form",
    "events:paper": "a paper",
    "events:sample": "a table",
}


def make_events(world: Any) -> dict[str, object]:
    unit = world.uralmash
    made = {state: make_event(unit, state=state, about="Два часа практики", bring="Удобную одежду") for state in STATES}
    made["full"] = make_event(unit, title="Мастерская подарков", places=2, starts_in=50, min_age=14)
    values: dict[str, object] = {f"event-{name}": event.pk for name, event in made.items()}
    values |= {f"event-code-{name}": event.code for name, event in made.items()}
    going = make_registration(made["published"], people=2)
    came = make_registration(made["published"], name="Лебедев Павел", phone="+79125550102")
    make_mark(made["published"], came)
    make_mark(made["published"], people=3)
    make_registration(made["full"], name="Ким Людмила", phone="+79125550103", people=2)
    waiting = make_registration(made["full"], name="Титова Мария", phone="+79125550104", standing="waiting")
    gone = make_registration(made["full"], name="Хасанов Руслан", phone="+79125550105", standing="cancelled")
    off = make_registration(made["cancelled"], name="Мельник Арина", phone="+79125550106")
    Consent.objects.create(
        text=current_text(Purpose.EVENT),
        subject_id=going.person_id,
        about_id=going.pk,
        name="Рябова Нина",
        method=Method.WEB,
        given_at=clock.now(),
    )
    for name, one in {"going": going, "came": came, "waiting": waiting, "cancelled": gone, "off": off}.items():
        values |= {f"event-token-{name}": queries.own_token(one.pk), f"door-{name}": queries.door_token(one.pk)}
    cells = {"name": "Я", "phone": "12", "email": "", "people": "9"}
    wrong = {"number": 3, "cells": cells, "verdict": "wrong", "problems": ["Телефон: не хватает цифр"]}
    by = world.user(Role.CENTRE_EMPLOYEE)
    tables = [
        ParticipantImport.objects.create(
            event=made["published"], by=by, made_at=clock.now(), rows=rows, fresh=2, known=1, wrong=1
        )
        for rows in ([wrong], [])
    ]
    return values | {"participants": tables[0].pk, "participants-wiped": tables[1].pk}
