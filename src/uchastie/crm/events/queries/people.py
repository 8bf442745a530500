"""Who registered and who came; how somebody is found at the door; the reach."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from uchastie.crm.events import access
from uchastie.crm.events.models import Attendance, Event, ParticipantImport, Registration
from uchastie.crm.events.queries.links import find_scanned
from uchastie.crm.events.rules import MarkWay, Reach, Source, Standing
from uchastie.crm.people import queries as people
from uchastie.crm.people.queries import Contacts
from uchastie.crm.people.rules import Period
from uchastie.crm.visits import queries as visits
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 50
MOST_HITS = 20
MOST_OF_PERSON = 200
_LIVE = Q(cancelled_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of those who registered, with contacts for the list at the door."""

    rows: list[Registration]
    contacts: dict[UUID, Contacts]
    after: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a scan or typed words mean. Several: staff choose; none: «без имени» or a new registration."""

    way: MarkWay
    registrations: tuple[Registration, ...] = ()
    person_id: UUID | None = None  # known to the centre, not registered

    @property
    def only(self) -> Registration | None:
        return self.registrations[0] if len(self.registrations) == 1 else None


def has_come() -> Exists:
    return Exists(Attendance.objects.filter(_LIVE, event=OuterRef("event"), person=OuterRef("person")))


def list_registrations(actor: Actor, event: Event, standing: Standing, *, after: str | None = None) -> Listed:
    access.require_reader(actor, event.unit.path)
    rows = (
        Registration.objects.filter(event=event, standing=standing).select_related("person").annotate(came=has_come())
    )
    page: Page[Registration] = keyset(rows, order=("made_at", "id"), size=PAGE, after=after)
    return Listed(page.items, people.contacts_of([row.person_id for row in page.items]), page.after)


def list_all_registered(event: Event) -> "QuerySet[Registration]":
    """For letters to everybody who is registered or waits."""
    return event.registrations.exclude(standing=Standing.CANCELLED).order_by("made_at", "id")


def get_registration(actor: Actor, registration_id: UUID) -> Registration:
    found = Registration.objects.select_related("event__unit__region", "person").filter(pk=registration_id).first()
    if found is None:
        raise NotSeen
    access.require_reader(actor, found.event.unit.path)
    return found


def find_registration(event: Event, person_id: UUID) -> Registration | None:
    return event.registrations.filter(person_id=person_id).exclude(standing=Standing.CANCELLED).first()


def find_by_form(event: Event, key: str) -> Registration | None:
    return event.registrations.filter(key=key).first()


def get_mark(actor: Actor, mark_id: UUID) -> Attendance:
    found = Attendance.objects.select_related("event__unit", "visit", "person").filter(pk=mark_id).first()
    if found is None:
        raise NotSeen
    access.require_reader(actor, found.event.unit.path)
    return found


def find_mark(event: Event, person_id: UUID) -> Attendance | None:
    return event.attendances.filter(_LIVE, person_id=person_id).first()


def list_marks(actor: Actor, event: Event, *, limit: int = 8) -> list[Attendance]:
    """The newest first; cancelled ones too, crossed out."""
    access.require_reader(actor, event.unit.path)
    rows = event.attendances.select_related("person", "by").order_by("-sent_at", "-id")
    return list(rows[:limit])


def count_reach(event: Event) -> Reach:
    """Registered, waiting, came and of them unnamed: people, in two queries however many there are."""
    rows = event.registrations.exclude(standing=Standing.CANCELLED).exclude(source=Source.DOOR).order_by()
    by_standing = dict(rows.values_list("standing").annotate(n=Sum("people")))
    came = event.attendances.filter(_LIVE).aggregate(
        came=Sum("people"),
        unnamed=Sum("people", filter=Q(person__isnull=True)),
        expected=Sum("people", filter=Q(registration__isnull=False) & ~Q(registration__source=Source.DOOR)),
    )
    return Reach(
        by_standing.get(Standing.GOING, 0),
        by_standing.get(Standing.WAITING, 0),
        came["came"] or 0,
        came["unnamed"] or 0,
        came["expected"] or 0,
    )


def count_came(events: list[UUID]) -> dict[UUID, int]:
    """People by event, for lists: one query."""
    rows = Attendance.objects.filter(_LIVE, event__in=events).order_by()
    return dict(rows.values_list("event").annotate(n=Sum(F("people"))))


def count_first_time(event: Event, person_id: UUID) -> bool:
    """Has this person never been marked at another event of the centre?"""
    others = Attendance.objects.filter(_LIVE, person_id=person_id, event__unit=event.unit).exclude(event=event)
    return not others.exists()


def find_guest(actor: Actor, event: Event, text: str) -> Found:
    """By a scanned code, the number of the registration, a telephone, a personal code, a name."""
    access.require_reader(actor, event.unit.path)
    text = text.strip()[:200]
    if not text:
        return Found(MarkWay.UNNAMED)
    live = event.registrations.exclude(standing=Standing.CANCELLED).select_related("person")
    scanned = find_scanned(text)
    if scanned:
        return Found(MarkWay.CODE, tuple(live.filter(pk=scanned)))
    if text.isdecimal() and len(text) <= 5:
        return Found(MarkWay.NUMBER, tuple(live.filter(number=int(text))))
    came = visits.find_here(event.unit, text)
    ids = list(came.person_ids) or [hit.id for hit in people.search_people(actor, event.unit, text, limit=MOST_HITS)]
    found = tuple(live.filter(person__in=ids).order_by("number")[:MOST_HITS])
    way = MarkWay.CODE if came.person_ids and came.way == "code" else MarkWay.CHOSEN
    return Found(way, found, came.only if not found else None)


def list_of_person(actor: Actor, person_id: UUID, period: Period) -> list[Registration]:
    """Of the twelve months, newest first, in the centres the actor reads; one statement."""
    inside = Q(pk__in=[])
    for path in actor.paths(*access.READERS):
        inside |= Q(event__unit__path__startswith=path)
    rows = Registration.objects.filter(inside, person_id=person_id).select_related("event__unit")
    year = rows.filter(made_at__gte=period.starts_at, made_at__lt=period.ends_at).annotate(came=has_come())
    return list(year.order_by("-made_at", "-id")[:MOST_OF_PERSON])


def code_of(registration_id: UUID) -> str:
    """Of the public page of the event, for who holds a code of its door."""
    code = Registration.objects.filter(pk=registration_id).values_list("event__code", flat=True).first()
    if code is None:
        raise NotSeen
    return code


def get_import(actor: Actor, import_id: UUID) -> ParticipantImport:
    """One's own: the table holds names and telephones."""
    rows = ParticipantImport.objects.select_related("event__unit__region").filter(pk=import_id, by_id=actor.user_id)
    batch = rows.first()
    if batch is None or actor.user_id is None or not access.may_work(actor, batch.event.unit.path):
        raise NotSeen
    return batch
