"""The journal of councils (ids and codes only) and what members are told."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.urls import reverse

from uchastie.crm.councils.models import Council, Member
from uchastie.crm.councils.queries import makeup_of
from uchastie.crm.journal import actions as journal
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.kernel.actor import Actor

OBJECT = "councils.council"


def record(actor: Actor, council: Council, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=council.pk, unit_id=council.unit_id, **details)


def tell(member: Member, event: str, *, about_id: UUID, occasion: str = "", **values: str) -> bool:
    """A beneficiary is told on the own page and by the channels of the person; staff read the page of the council."""
    if member.person_id is None:
        return False
    to = reach.person(member.person_id, about_id=about_id, unit_id=member.council.unit_id)
    if to is None:
        return False
    url = reverse("councils:own", args=[member.pk])
    unit_id = member.council.unit_id
    return notifications.notify(
        event=event, about_id=about_id, to=to, unit_id=unit_id, values=values, url=url, occasion=occasion
    )


def tell_all(council: Council, event: str, *, about_id: UUID, occasion: str = "", **values: str) -> None:
    for member in makeup_of(council).in_force:
        member.council = council
        tell(member, event, about_id=about_id, occasion=occasion, **values)


def stamp(moment: dt.datetime) -> str:
    return f"{moment:%Y%m%d%H%M%S}"
