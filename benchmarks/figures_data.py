"""Rows of any number of centres with three years behind them: requests that were served, posts, the days they add up to
and the results of the last year. SQLite only: each request is a copy of one that the tests' own rows make."""

import datetime as dt
import hashlib
import random
from collections.abc import Collection, Iterator
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from benchmarks.data import insert
from uchastie.crm.desk.models import Delivery, ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.insight import queries
from uchastie.crm.insight.models import Counting, DayMeasure, Rating, Result
from uchastie.crm.insight.rules import EARLIEST, Met, Span, period_at
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.outreach.models import Fact
from uchastie.crm.outreach.rules import Channel, Kind
from uchastie.kernel import clock

YEARS = 3
MONTHS = 12  # of results: what a page shows beside the present
BATCH = 5000
DUE = dt.timedelta(days=2)
FLOWS = ("desk.consultations", "desk.marks", "desk.positive", "outreach.posts", "events.activities")


@transaction.atomic
def make_centres(count: int) -> None:
    """Up to this number of centres in all."""
    headquarters = list(Unit.objects.filter(kind=UnitKind.REGION_HQ).select_related("region").order_by("slug"))
    made = Unit.objects.filter(kind=UnitKind.CENTRE).count()
    units = [_centre(number, headquarters[number % len(headquarters)]) for number in range(made, count)]
    Unit.objects.bulk_create(units, batch_size=500)
    today = clock.now().date()
    days = [today - dt.timedelta(days=back) for back in range(1, 365 * YEARS, 7)]
    _add_days(units, days)
    _insert(Fact, (_post(unit, day) for unit in units for day in days))
    _insert(Result, _results(units, today))
    _insert(Rating, _ratings(units, today))
    _insert(Counting, (_counted(unit, today) for unit in units))
    _copy_requests(units, days)


def _insert(model: type[Model], rows: Iterator[Any]) -> None:
    for portion in batched(rows, BATCH):
        insert(model, portion)


def _add_days(units: Collection[Unit], days: Collection[dt.date]) -> None:
    """Nine tenths of all rows, so without the models."""
    dice = random.Random(5)
    rows = ((unit.pk.hex, code, f"{day}", dice.randint(1, 5)) for unit in units for code in FLOWS for day in days)
    sql = f"INSERT INTO {DayMeasure._meta.db_table} (unit_id, code, day, value) VALUES (%s, %s, %s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        for portion in batched(rows, BATCH):
            cursor.executemany(sql, portion)


def _centre(number: int, above: Unit) -> Unit:
    slug = f"figures-{number:04d}"
    values = {"region": above.region, "tz": above.tz, "town": "Город"}
    name = f"Добро.Центр № {number + 1}"
    return Unit(parent=above, path=f"{above.path}{slug}/", slug=slug, kind=UnitKind.CENTRE, name=name, **values)


def _post(unit: Unit, day: dt.date) -> Fact:
    link = f"https://example.org/{unit.slug}/{day}"
    digest = hashlib.sha256(link.encode()).hexdigest()
    values = {"title": "Запись", "link": link, "host": "example.org", "digest": digest, "made_at": clock.now()}
    return Fact(unit=unit, kind=Kind.POST, channel=next(iter(Channel)), day=day, **values)


def _results(units: Collection[Unit], today: dt.date) -> Iterator[Result]:
    norms, slot = queries.get_norms(), period_at(Span.MONTH, today).before
    for _ in range(MONTHS):
        for norm in norms.of(slot):
            values: dict[str, Any] = {"norm_id": norm.code, "span": Span.MONTH, "first": slot.first, "as_of": slot.last}
            values |= {"fact": 3, "plan": norm.plan, "met": Met.NO, "mandatory": norm.mandatory}
            for unit in units:
                yield Result(unit=unit, path=unit.path, frozen_at=clock.now(), **values)
        slot = slot.before


def _ratings(units: Collection[Unit], today: dt.date) -> Iterator[Rating]:
    first = period_at(Span.MONTH, today).before.first
    return (Rating(unit=one, first=first, path=one.path, region=one.region_id or "", place=one.slug) for one in units)


def _counted(unit: Unit, today: dt.date) -> Counting:
    return Counting(unit=unit, tz=unit.tz, connected_on=EARLIEST, counted_at=clock.now(), counted_on=today)


def _copy_requests(units: Collection[Unit], days: Collection[dt.date]) -> None:
    """One served request of every centre and week, with its delivery."""
    from tests.world import make_request

    moment = clock.now() - dt.timedelta(days=365 * YEARS + 7)
    like = make_request(next(iter(units)), status=Status.DELIVERED, submitted_at=moment)
    served = Delivery.objects.create(request=like, regulation=like.regulation, at=moment, format="visit")
    now = [dt.datetime.combine(day, dt.time(8), dt.UTC) for day in days]
    keys = [(unit.pk.hex, at) for unit in units for at in now]
    for place, portion in enumerate(batched(keys, BATCH)):
        rows = [
            {"id": like.pk.hex[:12] + f"{place * BATCH + one:08x}" + unit[-12:], "unit": unit, "at": at}
            for one, (unit, at) in enumerate(portion)
        ]
        _copy(ServiceRequest, like, rows, _request_values)
        _copy(Delivery, served, rows, lambda row: {"id": row["id"], "request_id": row["id"], "at": row["at"]})


def _request_values(row: dict[str, Any]) -> dict[str, Any]:
    moments = ("submitted_at", "contacted_at", "delivered_at", "created_at", "updated_at")
    told = {"id": row["id"], "unit_id": row["unit"], "number": row["id"][12:], "contact_due_at": row["at"] + DUE}
    return told | dict.fromkeys(moments, row["at"])


def _copy(model: type[Model], like: Model, rows: list[dict[str, Any]], values: Any) -> None:
    columns = [column.column for column in model._meta.concrete_fields]
    changed = {name for name in values(rows[0]) if name in columns}
    chosen = ", ".join("%s" if name in changed else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f"INSERT INTO {model._meta.db_table} ({names}) SELECT {chosen} FROM {model._meta.db_table} WHERE id = %s"  # noqa: S608
    order = [name for name in columns if name in changed]
    like_id = like.pk.hex
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[*(_text(values(row)[name]) for name in order), like_id] for row in rows])


def _text(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, dt.datetime) else value
