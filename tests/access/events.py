"""What the matrix asks of events: one that is open, a registration with its consent, a mark, a table of the head."""

from typing import Any

from tests.world_events import make_event, make_mark, make_registration
from uchastie.crm.accounts.models import User
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.events import queries
from uchastie.crm.events.models import ParticipantImport
from uchastie.kernel import clock


def events_of(unit: Any, head: User) -> dict[str, Any]:
    event = make_event(unit)
    registration = make_registration(
        event, phone="+79125550" + {"uralmash": "111", "vtoroy": "222"}.get(unit.slug, "333")
    )
    Consent.objects.create(
        text=current_text(Purpose.EVENT),
        subject_id=registration.person_id,
        about_id=registration.pk,
        name="Рябова Нина",
        method=Method.WEB,
        given_at=clock.now(),
    )
    row = {
        "number": 2,
        "cells": {"name": "", "phone": "", "email": "", "people": ""},
        "verdict": "fresh",
        "problems": [],
    }
    table = ParticipantImport.objects.create(event=event, by=head, made_at=clock.now(), rows=[row], fresh=1)
    token = queries.own_token(registration.pk)
    public = ("event", "event_consent", "submit", "one_file")
    return {
        "event_id": event.pk,
        "registration_id": registration.pk,
        "events:mark_cancellation.mark_id": make_mark(event).pk,
        "events:trial.import_id": table.pk,
        "events:writing.import_id": table.pk,
        **{f"events:{name}.code": event.code for name in public},
        **{f"events:{name}.token": token for name in ("own", "giving_up", "consent_withdrawal")},
        "events:scan.token": queries.door_token(registration.pk),
    }
