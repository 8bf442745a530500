"""What those who registered are told. Facts only: the words stand in `notifications`; subjects name nobody."""

import datetime as dt

from uchastie.crm.events import queries
from uchastie.crm.events.models import Event, Registration
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach


def tell(registration: Registration, event: Event, what: str, *, occasion: str = "", **more: str) -> bool:
    """`what` is a code of `notifications/rules/for_events.py`. False: told before, or nobody to tell."""
    to = reach.person(registration.person_id, about_id=registration.pk, unit_id=event.unit_id)
    if to is None or (what == "event_reminder" and to.reminders_off):
        return False
    values = {"событие": event.title, "когда": queries.when(event), "место": event.where} | more
    return notifications.notify(
        event=what,
        about_id=registration.pk,
        to=to,
        unit_id=event.unit_id,
        values={name: value for name, value in values.items() if name in PLACES[what]},
        url=queries.own_path(registration.pk),
        occasion=occasion,
        meeting_at=event.starts_at,
    )


PLACES: dict[str, tuple[str, ...]] = {
    "event_registered": ("событие", "когда", "место"),
    "event_waiting": ("событие", "когда"),
    "event_place": ("событие", "когда", "место"),
    "event_reminder": ("событие", "когда", "место"),
    "event_changed": ("событие", "когда", "место"),
    "event_cancelled": ("событие", "когда", "причина"),
}


def stamp(moment: dt.datetime) -> str:
    """An occasion: what happens again at another time is another fact."""
    return f"{moment:%Y%m%d%H%M%S}"
