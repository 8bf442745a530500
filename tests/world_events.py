"""Events by rows (their people by the registry itself, so that they are found by name), for tests of any capability."""

import datetime as dt
from typing import Any

from uchastie.crm.events.models import Attendance, Event, Registration
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people_actions
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.ids import new_id


def make_event(unit: Unit, *, state: str = "published", starts_in: float = 2, hours: float = 2, **values: Any) -> Event:
    """Begins in so many hours; a held one is over, whatever was said."""
    now = clock.now()
    starts_at = values.pop("starts_at", now + dt.timedelta(hours=-5 if state == "held" else starts_in))
    defaults: dict[str, Any] = {
        "code": new_id().hex[-10:],
        "kind": "meeting",
        "title": "Первая помощь: учимся руками",
        "ends_at": starts_at + dt.timedelta(hours=hours),
        "day": starts_at.astimezone(unit.zone).date(),
        "made_at": now,
        "changed_at": now,
        "published_at": None if state == "draft" else now,
        "cancel_reason": "Заболел ведущий" if state == "cancelled" else "",
        "cancelled_at": now if state == "cancelled" else None,
    }
    return Event.objects.create(unit=unit, state=state, starts_at=starts_at, **(defaults | values))


def make_registration(
    event: Event,
    *,
    name: str = "Рябова Нина",
    phone: str = "+79125550101",
    person: Beneficiary | None = None,
    **values: Any,
) -> Registration:
    """With its places taken, when it is going."""
    who = {"kind": Kind.PERSON, "name": name, "phone": phone, "preferred_way": Way.PHONE}
    person = person or people_actions.register(SYSTEM, unit=event.unit, **who)
    standing, people = values.pop("standing", "going"), values.pop("people", 1)
    event.refresh_from_db()
    event.serial += 1
    event.taken += people if standing == "going" else 0
    event.save(update_fields=["serial", "taken"])
    now = clock.now()
    placed_at = now if standing == "going" else None
    defaults = {"number": event.serial, "source": "web", "key": new_id().hex, "made_at": now, "placed_at": placed_at}
    return Registration.objects.create(
        event=event, person=person, standing=standing, people=people, **(defaults | values)
    )


def make_mark(event: Event, registration: Registration | None = None, **values: Any) -> Attendance:
    defaults: dict[str, Any] = {
        "registration": registration,
        "person": registration.person if registration else None,
        "way": "code" if registration else "unnamed",
        "key": new_id().hex,
        "at": clock.now(),
        "sent_at": clock.now(),
    }
    return Attendance.objects.create(event=event, **(defaults | values))
