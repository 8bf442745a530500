"""Rows of any size, inserted in bulk: 500 centres of very different size, people, requests, their contacts, deliveries,
reviews, consents and journal. The first centre is the biggest and the one that is measured; it has the same number of
open requests at any size, so that its page is the same page."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model

from benchmarks.works import CANARY, FOUND
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.catalogue.rules import RegulationStatus
from uchastie.crm.consents.models import Consent, ConsentText
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import working_days_deadline
from uchastie.crm.desk.models import ContactAttempt, Delivery, NumberSeries, Review, ServiceRequest
from uchastie.crm.desk.rules import Channel, Format, Result, Status, phase_of, request_number
from uchastie.crm.journal.models import Entry
from uchastie.crm.journal.queries import keys, row_of
from uchastie.crm.journal.rules import entry_mac
from uchastie.crm.licensing.models import Offer
from uchastie.crm.network.models import Assignment, Region, Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint, NameGram
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.ids import new_id
from uchastie.kernel.search import make_text, mark_of
from uchastie.kernel.typos import learn
from uchastie.kernel.words import sort_key

CENTRES = 500
OPEN_HERE = 120  # open requests of the measured centre
BATCH = 1500
SURNAMES = ("Иванова", "Смирнова", "Кузнецова", "Попова", "Васильева", "Петрова", "Соколова", "Берёзкина", "Ёлкина")
NAMES = ("Анна", "Вера", "Ольга", "Тамара", "Людмила", "Алёна", "Зинаида", "Арина")
PATRONYMICS = ("Ивановна", "Петровна", "Сергеевна", "Андреевна", "Фёдоровна", "Ильинична")
DAY = dt.timedelta(days=1)


@dataclass
class Stock:
    """Rows waiting to be inserted, in an order that foreign keys allow."""

    rows: dict[type, list[Any]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def flush(self) -> None:
        order = (
            Beneficiary,
            ContactPoint,
            Acquaintance,
            ServiceRequest,
            ContactAttempt,
            Delivery,
            Review,
            Consent,
            Entry,
        )
        for model in order:
            for portion in batched(self.rows.pop(model, ()), BATCH):
                insert(model, portion)
        assert not self.rows, self.rows.keys()


def insert(model: type[Model], rows: Iterable[Any]) -> None:
    """By one prepared statement. `bulk_create` writes out each portion as a statement with all its parameters: two thirds
    of the time of making a hundred thousand requests went into that."""
    fields = [column for column in model._meta.concrete_fields if not isinstance(column, AutoField)]
    columns = ", ".join(connection.ops.quote_name(column.column) for column in fields)
    sql = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
    values = [[column.get_db_prep_save(column.pre_save(row, True), connection) for column in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


@dataclass(frozen=True)
class Ground:
    """What requests stand on."""

    centres: list[Unit]
    employee: User
    services: list[tuple[Service, Regulation]]
    text: ConsentText


def make_ground() -> Ground:
    region = Region.objects.get(code="66")
    headquarters = Unit.objects.get(kind=UnitKind.REGION_HQ, region=region)
    centres = [_centre(number, headquarters, region) for number in range(CENTRES)]
    Unit.objects.bulk_create(centres, batch_size=BATCH)
    services = [
        (regulation.service, regulation)
        for regulation in Regulation.objects.filter(status=RegulationStatus.PUBLISHED).select_related("service")
    ]
    Offer.objects.bulk_create(
        [Offer(unit=unit, service=service) for unit in centres for service, _ in services], batch_size=BATCH
    )
    employee = User.objects.create_user("anna@example.org", name="Анна Ковалёва")
    Assignment.objects.create(user=employee, unit=centres[0], role=Role.CENTRE_EMPLOYEE)
    return Ground(centres, employee, services, ConsentText.objects.latest("number"))


def _centre(number: int, headquarters: Unit, region: Region) -> Unit:
    slug = f"bench-{number:03d}"
    return Unit(
        parent=headquarters,
        path=f"{headquarters.path}{slug}/",
        slug=slug,
        kind=UnitKind.CENTRE,
        region=region,
        name=f"Добро.Центр № {number + 1}",
        town="Екатеринбург",
        address="ул. Победы, 5",
        tz=region.tz,
        search_text=make_text(slug),
    )


def make_requests(ground: Ground, count: int, seed: int = 1) -> None:
    """`count` requests over three years; a third of those elsewhere are open no longer than a week."""
    maker = _Maker(ground, random.Random(seed))
    for portion in batched(_places(count, maker.random), 5000):
        stock = Stock()
        for serial, centre, is_open in portion:
            maker.make(stock, serial, centre, is_open=is_open)
        stock.flush()
    NumberSeries.objects.bulk_create(
        NumberSeries(region_code="66", year=year, last=900_000) for year in range(2020, clock.now().year + 1)
    )


def _places(count: int, chance: random.Random) -> Iterator[tuple[int, int, bool]]:
    """(serial, centre, open): the share of a centre falls with its number, as cities do."""
    weights = [1 / (number + 5) for number in range(CENTRES)]
    centres = chance.choices(range(CENTRES), weights, k=count - OPEN_HERE)
    for serial, centre in enumerate(centres):
        yield serial, centre, centre != 0 and chance.random() < 0.03
    for serial in range(count - OPEN_HERE, count):
        yield serial, 0, True


class _Maker:
    def __init__(self, ground: Ground, chance: random.Random) -> None:
        self.ground, self.random = ground, chance
        self.now = clock.now()
        self.calendar = deadlines.get_calendar("66")
        self.key = keys()[0]
        self.texts: dict[str, str] = {}

    def make(self, stock: Stock, serial: int, centre: int, *, is_open: bool) -> None:
        unit = self.ground.centres[centre]
        person = self._person(stock, serial, unit, canary=centre == 0)
        submitted = self._moment(is_open)
        request = stock.add(self._request(serial, unit, person, submitted, is_open=is_open))
        text = self.ground.text
        stock.add(
            Consent(
                text=text, subject_id=person.pk, about_id=request.pk, name=person.name, method="web", given_at=submitted
            )
        )
        self._story(stock, request)

    def _moment(self, is_open: bool) -> dt.datetime:
        days = self.random.uniform(0.05, 3.9) if is_open else self.random.uniform(8, 1000)
        return self.now - dt.timedelta(days=days)

    def _person(self, stock: Stock, serial: int, unit: Unit, *, canary: bool) -> Beneficiary:
        surname = CANARY if canary else self.random.choice(SURNAMES)
        name = f"{surname} {self.random.choice(NAMES)} {self.random.choice(PATRONYMICS)}"
        phone = f"+7912{serial:07d}"
        if name not in self.texts:
            self.texts[name] = make_text(name)
        words = f"{self.texts[name]} 912{serial:07d} 7912{serial:07d} {mark_of(unit.pk)}"
        person = Beneficiary(name=name, created_at=self.now, search_text=words, sort_name=sort_key(name))
        stock.add(person)
        stock.add(ContactPoint(beneficiary=person, kind=ContactPoint.Kind.PHONE, value=phone, added_at=self.now))
        stock.add(Acquaintance(beneficiary=person, unit=unit, since=self.now))
        return person

    def _request(
        self, serial: int, unit: Unit, person: Beneficiary, submitted: dt.datetime, *, is_open: bool
    ) -> ServiceRequest:
        service, regulation = self.random.choice(self.ground.services)
        due = working_days_deadline(submitted, 2, unit.zone, self.calendar).due_at
        status = self.random.choice((Status.NEW, Status.NEW, Status.VIEWED)) if is_open else Status.CLOSED
        later = None if is_open else submitted + DAY
        return ServiceRequest(
            number=request_number("66", submitted.year, serial + 1),
            unit=unit,
            service=service,
            regulation=regulation,
            beneficiary=person,
            channel=self.random.choice((Channel.WEB, Channel.PHONE, Channel.EMAIL)),
            status=status,
            phase=phase_of(status),
            attention_at=due if is_open else None,
            need="Хочу помогать пожилым соседям, подскажите, с чего начать.",
            preferred_way="phone",
            assignee=self.ground.employee if serial % 2 else None,
            submitted_at=submitted,
            updated_at=later or submitted,
            contact_due_at=due,
            contacted_at=later,
            delivered_at=later,
            closed_at=later,
        )

    def _story(self, stock: Stock, request: ServiceRequest) -> None:
        self._entry(stock, request, "received", request.submitted_at)
        if request.closed_at is None:
            return
        at, by = request.closed_at, self.ground.employee
        stock.add(ContactAttempt(request=request, at=at, by=by, way="phone", result=Result.TALKED))
        stock.add(Delivery(request=request, regulation_id=request.regulation_id, at=at, by=by, format=Format.PHONE))
        if self.random.random() < 0.5:
            stock.add(Review(request=request, stars=self.random.choice((3, 4, 5, 5)), created_at=at))
        for verb in ("viewed", "contacted", "delivered"):
            self._entry(stock, request, verb, at)

    def _entry(self, stock: Stock, request: ServiceRequest, verb: str, at: dt.datetime) -> None:
        entry = Entry(
            id=new_id(),
            at=at,
            actor_kind="user",
            actor_id=self.ground.employee.pk,
            verb=verb,
            object_kind="desk.request",
            object_id=request.pk,
            unit_id=request.unit_id,
        )
        entry.mac = entry_mac(self.key, row_of(entry))
        stock.add(entry)


def make_namesakes(ground: Ground, requests: int, seed: int = 2) -> None:
    """Five people who are looked for, and a vocabulary as rich as that of so many people: one surname for five."""
    for number in range(5):
        people.register(
            SYSTEM,
            kind=Kind.PERSON,
            name=f"{FOUND} {NAMES[number]} {PATRONYMICS[number]}",
            phone=f"+7 999 000-00-0{number}",
            preferred_way=Way.PHONE,
            unit=ground.centres[0],
        )
    chance = random.Random(seed)
    syllables = [a + b for a in "бвгдзклмнпрстх" for b in "аеиоу"]
    surnames = {
        "".join(chance.choices(syllables, k=3)) + chance.choice(("ова", "ина", "ская")) for _ in range(requests // 5)
    }
    for portion in batched(sorted(surnames), BATCH):
        learn(NameGram, " ".join(portion))


def open_ids(ground: Ground) -> Iterable[str]:
    rows = ServiceRequest.objects.filter(unit=ground.centres[0], attention_at__isnull=False)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]
