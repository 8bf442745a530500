"""«Мои сервисы» (A57): requests with what is promised next, reviews to give, consents, messages, what is kept, who looked.

Everything here is asked for cards that `list_who` has named: the contact has shown that it may open them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.cabinet.queries.visitors import Way, Who, contacts_and_doors, list_sign_ins
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import own
from uchastie.crm.desk.rules import OPEN, Status
from uchastie.crm.journal import queries as journal
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.paging import keyset

PAGE = 20
MESSAGES = 20
LOOKED = 200  # requests of one person whose looks are told


@dataclass(frozen=True, slots=True)
class Home:
    """What matters now: open requests, those that wait for stars, the last closed ones; `closed` says there are more."""

    open: list[ServiceRequest]
    to_rate: list[ServiceRequest]
    past: list[ServiceRequest]
    more: bool
    meeting: ServiceRequest | None


@dataclass(frozen=True, slots=True)
class Look:
    """A member of staff who opened something of the person's."""

    name: str
    at: dt.datetime
    number: str


@dataclass(frozen=True, slots=True)
class OwnData:
    ways: list[Way]
    looks: list[Look]
    elsewhere: list[SignIn]


@dataclass(frozen=True, slots=True)
class Consents:
    """A consent with the request it was given for, when there is one."""

    consent: Consent
    request: ServiceRequest | None

    @property
    def open(self) -> bool:
        return self.request is not None and self.request.status in OPEN


def get_home(who: Who) -> Home:
    """Three statements: the open ones, those to rate, a page of the past."""
    rows = own.list_of_people(who.ids)
    working = list(rows.filter(status__in=OPEN).order_by("-submitted_at", "-id")[:PAGE])
    to_rate = list(rows.filter(status=Status.DELIVERED).order_by("-delivered_at", "-id")[:PAGE])
    ended = rows.filter(status__in=[Status.RATED, Status.CLOSED, Status.CANCELLED])
    past = list(ended.order_by("-submitted_at", "-id")[:4])
    return Home(working, to_rate, past[:3], len(past) > 3, _next_meeting(working))


def list_requests(who: Who, *, after: str | None = None) -> tuple[list[ServiceRequest], str | None]:
    page = keyset(own.list_of_people(who.ids), order=("-submitted_at", "-id"), size=PAGE, after=after)
    return page.items, page.after


def list_messages(who: Who, *, after: str | None = None) -> tuple[list[Message], str | None]:
    """What was written to the person, newest first, each thing once."""
    page = keyset(notifications.list_placed(who.ids), order=("-created_at", "-id"), size=MESSAGES, after=after)
    return page.items, page.after


def list_consents(who: Who) -> list[Consents]:
    given = list(consents.list_given(who.ids))
    about = {one.about_id for one in given if one.about_id}
    requests = {request.pk: request for request in own.list_of_people(who.ids).filter(pk__in=about)}
    return [Consents(one, requests.get(one.about_id) if one.about_id else None) for one in given]


def get_own_data(sign_in: SignIn, who: Who) -> OwnData:
    """What is kept and who has looked, over all cards of the person."""
    numbers = dict(own.list_of_people(who.ids).order_by("-submitted_at").values_list("pk", "number")[:LOOKED])
    return OwnData(contacts_and_doors(who.ids), _looks(numbers, who.ids), list_sign_ins(sign_in))


def zone_of(who: Who) -> dt.tzinfo:
    """Of the centre the person turned to last: its hours are those the person lives by."""
    newest = own.list_of_people(who.ids).order_by("-submitted_at").first()
    return newest.unit.zone if newest else ZoneInfo(settings.TIME_ZONE)


def _next_meeting(working: list[ServiceRequest]) -> ServiceRequest | None:
    now = clock.now()
    agreed = [request for request in working if request.status == Status.SCHEDULED and request.agreed_at]
    coming = [request for request in agreed if request.agreed_at and request.agreed_at >= now]
    return min(coming, key=lambda request: request.agreed_at or now, default=None)


def _looks(numbers: dict[UUID, str], cards: tuple[UUID, ...]) -> list[Look]:
    entries = journal.list_views_among([*numbers, *cards])
    names = accounts.names_of({entry.actor_id for entry in entries if entry.actor_id})
    return [
        Look(names.get(entry.actor_id, "Сотрудник"), entry.at, numbers.get(entry.object_id, ""))
        for entry in entries
        if entry.actor_id
    ]
