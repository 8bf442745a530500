"""Requests for the search of everything."""

from collections.abc import Iterable

from django.urls import reverse

from uchastie.crm.desk import queries
from uchastie.crm.desk.access import READERS
from uchastie.crm.desk.rules import CHANNEL_ICONS, STATUS_NAMES, Channel, Status
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import Hit

MOST = 5


def find_requests(actor: Actor, unit: Unit | None, text: str) -> Iterable[Hit]:
    if unit is None or not actor.covers(unit.path, *READERS):
        return
    for row in queries.find_rows(actor, unit, text)[:MOST]:
        yield Hit(
            title=f"{row.who}, {row.service}",
            url=reverse("desk:request", args=[row.id]),
            icon=CHANNEL_ICONS[Channel(row.channel)],
            note=f"{row.number}, {STATUS_NAMES[Status(row.status)]}",
        )
