"""A year of work in the demonstration: about 1,350 requests of 400 invented people, told in bulk.

The weeks around today are told by the same actions that people use (the `demo` of each capability). A whole year by
actions would take minutes at the first start, so what is long over is written as rows, the way an import would write
it; the journal has its entries, the registry its people by `register`. The seed is fixed, the dates end before today."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import WorkCalendar, working_days_deadline
from uchastie.crm.desk.models import ContactAttempt, Delivery, NumberSeries, Review, ServiceRequest
from uchastie.crm.desk.rules import (
    CONTACT_WORKING_DAYS,
    CancelReason,
    Channel,
    Format,
    Result,
    Status,
    phase_of,
    request_number,
)
from uchastie.crm.feedback.models import Answer, Mark
from uchastie.crm.feedback.rules import LOW_UP_TO, Source, State
from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.ids import new_id
from uchastie.project.year_words import COMMENTS, NEEDS, OUTCOMES, name_of

SEED = 1127
REQUESTS, PEOPLE = 1450, 380
DAYS, UNTIL = 365, 24  # the year ends this many days ago: there the stories told by actions begin
SHARES = (34, 20, 12, 14, 12, 8)  # of the centres, in per cent
WISHES = {"consulting": 46, "platform-help": 20, "informing": 14, "dobro-vzaimno": 8}
CHANNELS = {Channel.WEB: 42, Channel.PHONE: 22, Channel.VISIT: 27, Channel.EMAIL: 7, Channel.OFFICIAL_LETTER: 2}
STARS = {5: 58, 4: 26, 3: 9, 2: 4, 1: 3}
ANSWER = "Спасибо, что сказали. Мы разобрались, что пошло не так, и поправили. Приходите ещё."
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
BATCH = 400
TOPICS: dict[str, list[Any]] = {}  # of each service, read once
ORDER = (ServiceRequest, ContactAttempt, Delivery, Review, Consent, Mark, Answer)


@dataclass(frozen=True, slots=True)
class Place:
    """A centre with what its requests are made of."""

    unit: Unit
    staff: list[User]
    head: User | None
    services: list[tuple[Service, Regulation]]
    people: list[Beneficiary]
    calendar: WorkCalendar


def make() -> None:
    chance = random.Random(SEED)  # noqa: S311 - an invented world, not a secret
    places = _places(chance)
    rows: dict[type, list[Any]] = defaultdict(list)
    serials: Counter[tuple[str, int]] = Counter(
        {(row.region_code, row.year): row.last for row in NumberSeries.objects.all()}
    )
    moments = sorted(_moments(chance))
    for moment in moments:
        place = chance.choices(places, SHARES[: len(places)])[0]
        _Telling(place, chance, rows, serials).tell(moment)
    for model in ORDER:
        model._base_manager.bulk_create(rows[model], batch_size=BATCH)
    for (region, year), last in serials.items():
        NumberSeries.objects.update_or_create(region_code=region, year=year, defaults={"last": last})


def _moments(chance: random.Random) -> Iterator[dt.datetime]:
    """More in the later months: the centres are becoming known."""
    now = clock.now()
    for _ in range(REQUESTS):
        back = UNTIL + (DAYS - UNTIL) * (1 - chance.random() ** 0.75)
        yield now - back * DAY


def _places(chance: random.Random) -> list[Place]:
    units = list(network.list_centres().order_by("path"))
    centres = sorted(units, key=lambda unit: (unit.slug != "uralmash" and "Уралмаш" not in unit.name, unit.path))
    manned = [(unit, staff) for unit in centres if (staff := list(network.list_staff(SYSTEM, unit)))]
    whole = sum(SHARES[: len(manned)])
    return [
        _place(unit, staff, number, PEOPLE * SHARES[number] // whole, chance)
        for number, (unit, staff) in enumerate(manned)
    ]


def _place(unit: Unit, staff: list[Assignment], number: int, count: int, chance: random.Random) -> Place:
    employees = [row.user for row in staff if row.role == Role.CENTRE_EMPLOYEE]
    head = next((row.user for row in staff if row.role == Role.CENTRE_HEAD), None)
    services = [(service, catalogue.get_regulation_in_force(service)) for service in licensing.list_offered(unit)]
    own = [_person(unit, number * 1000 + serial, chance) for serial in range(count)]
    workers = employees or [row.user for row in staff]
    return Place(unit, workers, head, services, own, deadlines.get_calendar(unit.region_id))


def _person(unit: Unit, serial: int, chance: random.Random) -> Beneficiary:
    name, kind = name_of(serial, chance)
    back = dt.timedelta(days=chance.uniform(DAYS, DAYS + 40))
    with clock.at(clock.now() - back):
        return people.register(
            SYSTEM,
            kind=kind,
            name=name,
            phone=f"+7 9{chance.choice(('04', '12', '22', '50', '82'))} 555-{serial // 100:02d}-{serial % 100:02d}",
            preferred_way=Way.PHONE,
            volunteer_id=str(94_000_000 + serial) if kind is Kind.PERSON and chance.random() < 0.8 else "",
            unit=unit,
        )


class _Telling:
    """One request from its first hour to its end."""

    def __init__(
        self, place: Place, chance: random.Random, rows: dict[type, list[Any]], serials: Counter[tuple[str, int]]
    ) -> None:
        self.place, self.chance, self.rows, self.serials = place, chance, rows, serials
        self.worker = chance.choice(place.staff)
        self.person = chance.choice(place.people)

    def tell(self, moment: dt.datetime) -> None:
        start = self._working_hour(moment)
        request = self._request(start)
        self._consent(request)
        self._note(request, "received", start, SYSTEM if request.channel == Channel.WEB else None)
        if request.status == Status.CANCELLED:
            self._note(request, "cancelled", request.closed_at, None)
            return
        self._served(request)
        if self.chance.random() < 0.62:
            self._rated(request)

    def _working_hour(self, moment: dt.datetime) -> dt.datetime:
        """Requests come by day; those entered by hand on working days."""
        local = moment.astimezone(self.place.unit.zone)
        while not self.place.calendar.is_working(local.date()):
            local -= DAY
        return local.replace(hour=self.chance.randint(9, 17), minute=self.chance.randint(0, 59))

    def _request(self, start: dt.datetime) -> ServiceRequest:
        service, regulation = self._service()
        channel = self.chance.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        due = working_days_deadline(start, CONTACT_WORKING_DAYS, self.place.unit.zone, self.place.calendar)
        cancelled, visit = self.chance.random() < 0.06, channel is Channel.VISIT
        contacted = None if cancelled else start if visit else self._contact(start, due.due_at)
        delivered = None if cancelled else start + HOUR / 2 if visit else self._later(contacted, 0.2, 6)
        closed = min(delivered + dt.timedelta(days=30) if delivered else start + dt.timedelta(days=2), clock.now())
        status = Status.CANCELLED if cancelled else Status.CLOSED
        request = ServiceRequest(
            id=new_id(),
            number=self._number(start),
            unit=self.place.unit,
            service=service,
            regulation=regulation,
            beneficiary=self.person,
            channel=channel,
            status=status,
            phase=phase_of(status),
            need=self.chance.choice(NEEDS.get(service.code, NEEDS[""])),
            preferred_way=Way.PHONE,
            id_pending=self.person.kind == Kind.PERSON and not self.person.volunteer_id,
            assignee=self.worker,
            created_by=None if channel is Channel.WEB else self.worker,
            submitted_at=start,
            contact_due_at=due.due_at,
            contact_warning=due.warning,
            viewed_at=contacted,
            contacted_at=contacted,
            attempts=1 if contacted else 0,
            agreed_format=Format.IN_PERSON if delivered else "",
            delivered_at=delivered,
            closed_at=closed,
            updated_at=closed,
            cancel_reason=self._reason() if cancelled else "",
            letter_number=f"{self.chance.randint(10, 400)}-О" if channel is Channel.OFFICIAL_LETTER else "",
            letter_date=start.date() if channel is Channel.OFFICIAL_LETTER else None,
        )
        self.rows[ServiceRequest].append(request)
        return request

    def _service(self) -> tuple[Service, Regulation]:
        weights = [WISHES.get(service.code, 2) for service, _ in self.place.services]
        return self.chance.choices(self.place.services, weights)[0]

    def _reason(self) -> CancelReason:
        return self.chance.choice((CancelReason.DUPLICATE, CancelReason.BY_APPLICANT, CancelReason.OUT_OF_SCOPE))

    def _contact(self, start: dt.datetime, due_at: dt.datetime) -> dt.datetime:
        """Nineteen of twenty in time."""
        if self.chance.random() < 0.05:
            return due_at + self.chance.uniform(0.4, 2) * DAY
        return start + self.chance.uniform(0.05, 0.9) * (due_at - start)

    def _later(self, after: dt.datetime | None, least: float, most: float) -> dt.datetime:
        assert after is not None  # noqa: S101 - only of what was contacted
        return self._working_hour(after + self.chance.uniform(least, most) * DAY + DAY)

    def _number(self, start: dt.datetime) -> str:
        region, year = self.place.unit.region_id or "00", start.year
        self.serials[region, year] += 1
        return request_number(region, year, self.serials[region, year])

    def _consent(self, request: ServiceRequest) -> None:
        web = request.channel == Channel.WEB
        consent = Consent(
            text=current_text(Purpose.SERVICE),
            subject_id=self.person.pk,
            about_id=request.pk,
            name=self.person.name,
            method=Method.WEB if web else Method.ORAL,
            given_at=request.submitted_at,
            taken_by=None if web else self.worker,
        )
        self.rows[Consent].append(consent)

    def _served(self, request: ServiceRequest) -> None:
        contacted, delivered = request.contacted_at, request.delivered_at
        assert contacted is not None  # noqa: S101 - only what was done
        assert delivered is not None  # noqa: S101
        visit = request.channel == Channel.VISIT
        way = Way.VISIT if visit else Way.PHONE
        self.rows[ContactAttempt].append(
            ContactAttempt(request=request, at=contacted, by=self.worker, way=way, result=Result.TALKED)
        )
        topics = TOPICS.setdefault(request.service_id, catalogue.list_topics(request.service))
        delivery = Delivery(
            request=request,
            regulation_id=request.regulation_id,
            at=delivered,
            by=self.worker,
            format=self.chance.choice((Format.IN_PERSON, Format.IN_PERSON, Format.PHONE, Format.ONLINE)),
            minutes=self.chance.choice((20, 30, 40, 45, 60)),
            topic=self.chance.choice(topics) if topics else None,
            outcome=self.chance.choice(OUTCOMES),
            exemption="Шаги отмечали на бумаге." if self.chance.random() < 0.03 else "",
        )
        self.rows[Delivery].append(delivery)
        self._note(request, "contacted", contacted, None, way=str(way), result=str(Result.TALKED))
        self._note(request, "delivered", delivered, None, regulation=str(request.regulation_id))

    def _rated(self, request: ServiceRequest) -> None:
        stars = self.chance.choices(list(STARS), list(STARS.values()))[0]
        assert request.delivered_at is not None  # noqa: S101 - only what was delivered is rated
        at = request.delivered_at + dt.timedelta(days=self.chance.uniform(0.1, 9))
        comment = self.chance.choice(COMMENTS[stars])
        self.rows[Review].append(Review(request=request, stars=stars, comment=comment, created_at=at))
        low = stars <= LOW_UP_TO
        answered = at + dt.timedelta(days=self.chance.uniform(0.2, 2.5))
        mark = Mark(
            id=new_id(),
            unit=self.place.unit,
            source=Source.REQUEST,
            request=request,
            service_id=request.service_id,
            employee=self.worker,
            stars=stars,
            rated_at=at,
            state=State.ANSWERED if low else State.QUIET,
            raised_at=at if low else None,
            due_at=at + 3 * DAY if low else None,
            closed_at=answered if low else None,
            closed_by=self.place.head if low else None,
        )
        self.rows[Mark].append(mark)
        if low:
            self.rows[Answer].append(Answer(mark=mark, number=1, text=ANSWER, at=answered, by=self.place.head))
        self._note(request, "rated", at, Actor(ActorKind.HOLDER, id=request.pk))

    def _note(
        self, request: ServiceRequest, verb: str, at: dt.datetime | None, actor: Actor | None, **details: str
    ) -> None:
        who = actor or Actor(ActorKind.USER, self.worker.pk)
        with clock.at(at or request.submitted_at):
            journal.record(
                who, verb=verb, object_kind="desk.request", object_id=request.pk, unit_id=request.unit_id, **details
            )
