"""Figures are their rows: on the page, in the list, in the table of days, in the export."""

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk.actions import rate
from uchastie.crm.desk.models import Delivery, ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Format, Status
from uchastie.crm.insight import actions, queries
from uchastie.crm.insight.models import DayFigures
from uchastie.crm.insight.queries.counts import DAILY
from uchastie.crm.insight.rules import Figure, month_at
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor, ActorKind

HEAD, EMPLOYEE, REGION = Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR


def text_of(words: str) -> str:
    return words.replace("\xa0", " ")


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


@pytest.fixture
def month(world):
    return month_at(clock.today(world.uralmash.zone), world.uralmash.zone)


def serve(request: ServiceRequest, by: object) -> ServiceRequest:
    Delivery.objects.create(
        request=request, regulation=request.regulation, at=request.delivered_at, by=by, format=Format.IN_PERSON
    )
    return request


@pytest.fixture
def full(world, make_request, month):
    """A month with everything in it: kept and broken promises, marks, no ID, a test, another centre."""
    start = max(month.start, clock.now() - dt.timedelta(hours=1))
    moment = min(start + dt.timedelta(minutes=5), clock.now())
    by = world.user(EMPLOYEE)
    for place, stars in enumerate((5, 4, 2, None)):
        request = make_request(status=Status.DELIVERED, submitted_at=moment, phone=f"+7912000000{place}")
        serve(request, by)
        if stars:
            holder = Actor(ActorKind.HOLDER, id=request.pk)
            rate(holder=holder, visitor=NOBODY, stars=stars, comment="Спасибо" if stars > 3 else "Долго ждали")
    serve(make_request(status=Status.DELIVERED, submitted_at=moment, id_pending=True, phone="+79120000010"), by)
    serve(make_request(status=Status.DELIVERED, submitted_at=moment, service="platform-help", phone="+79120000011"), by)
    make_request(
        status=Status.NEW,
        submitted_at=clock.now() - dt.timedelta(days=9),
        contact_due_at=moment,
        attention_at=moment,
        phone="+79120000012",
    )
    make_request(status=Status.NEW, submitted_at=moment, phone="+79120000013")
    make_request(status=Status.CANCELLED, cancel_reason=CancelReason.TEST, submitted_at=moment, phone="+79120000014")
    serve(make_request(world.vtoroy, status=Status.DELIVERED, submitted_at=moment, phone="+79120000015"), by)
    return world.uralmash


@pytest.mark.ledger("A74", "A75", "A76")
def test_the_month_is_counted_from_the_records(full, actor_of, month):
    counts = queries.count_month(actor_of(HEAD), full, month)
    assert counts.delivered == 6
    assert (counts.consultations, counts.without_id) == (4, 1)
    assert (counts.marks, counts.positive) == (3, 2)
    assert (counts.waiting, counts.overdue) == (2, 1)
    assert (counts.asked, counts.answered) == (1, 1)
    assert counts.due - counts.kept == 1


@pytest.mark.ledger("A75")
@pytest.mark.parametrize("figure", list(Figure))
def test_each_figure_opens_exactly_its_rows(full, actor_of, client_of, month, figure):
    actor = actor_of(HEAD)
    count = queries.count_month(actor, full, month).of(figure)
    assert queries.rows_of(actor, full, figure, month.start, month.end).count() == count
    page = client_of(HEAD).get("/figures/rows/", {"figure": figure})
    assert page.content.decode().count('<th scope="row">') == count
    table = client_of(HEAD).get("/figures/rows/export/", {"figure": figure, "format": "csv"})
    lines = list(csv.reader(io.StringIO(b"".join(table).decode("utf-8-sig")), delimiter=";"))
    assert (len(lines) - 1, table["X-Row-Count"]) == (count, str(count))


@pytest.mark.ledger("A68", "A74", "A76")
def test_the_page_says_the_answer_first(full, client_of):
    page = text(client_of(HEAD).get("/figures/"))
    assert "Осталось: 11 консультаций" in page or "Не хватило: 11 консультаций" in page
    assert "под угрозой" in page or "не выполнено" in page or "идёт по плану" in page
    assert "2 из 3; до нормы — 2 хорошие оценки подряд" in page
    assert "план 15" in page
    assert "норма 80 %" in page


@pytest.mark.ledger("A108")
def test_the_goals_of_the_base_services_stand_in_the_report(full, client_of):
    page = text(client_of(HEAD).get("/figures/"))
    base = [service for service in catalogue.list_services() if service.kind == "base"]
    assert len(base) == 4
    for service in base:
        assert text_of(service.goal) in page


@pytest.mark.ledger("A75")
def test_counted_days_are_a_recount(full, actor_of, month):
    actions.mark_changed()
    while actions.count_stale():
        pass
    counts = queries.count_month(actor_of(HEAD), full, month)
    days = DayFigures.objects.filter(unit=full, day__gte=month.first, day__lt=month.after)
    sums = {name: sum(getattr(day, name) for day in days) for name in DAILY}
    assert sums == {name: getattr(counts, name) for name in DAILY}


def test_a_change_is_counted_anew_and_never_twice(full, make_request, month):
    def delivered() -> int:
        actions.mark_changed()
        actions.count_stale()
        return sum(DayFigures.objects.filter(unit=full).values_list("delivered", flat=True))

    before = delivered()
    assert delivered() == before
    request = serve(make_request(status=Status.DELIVERED, phone="+79120000099"), None)
    assert delivered() == before + 1
    request.delivery.delete()
    request.apply(delivered_at=None, status=Status.CONTACTED, phase="2-wait", attention_at=clock.now())
    assert delivered() == before


def test_a_request_that_came_back_stays_counted_where_it_was_delivered(full, actor_of, month):
    request = ServiceRequest.objects.filter(unit=full, status=Status.DELIVERED).first()
    before = queries.count_month(actor_of(HEAD), full, month).delivered
    request.apply(delivered_at=None, status=Status.CONTACTED, phase="2-wait", attention_at=clock.now())
    assert queries.count_month(actor_of(HEAD), full, month).delivered == before


def test_a_request_that_moved_away_leaves_its_days(full, world, month):
    actions.mark_changed()
    actions.count_stale()
    before = sum(DayFigures.objects.filter(unit=full).values_list("delivered", flat=True))
    request = ServiceRequest.objects.filter(unit=full, status=Status.DELIVERED).first()
    request.apply(unit=world.vtoroy)
    actions.mark_request(unit_id=full.pk, request_id=request.pk)
    actions.mark_changed()
    actions.count_stale()
    assert sum(DayFigures.objects.filter(unit=full).values_list("delivered", flat=True)) == before - 1


def test_services_and_employees_add_up_to_the_month(full, actor_of, month):
    actor = actor_of(HEAD)
    counts = queries.count_month(actor, full, month)
    for by in ("service", "delivery__by"):
        lines = queries.list_breakdown(actor, full, month.start, month.end, by=by)
        assert (sum(line.delivered for line in lines), sum(line.reviews for line in lines)) == (6, counts.marks)


def test_a_line_of_a_service_opens_its_rows(full, client_of):
    page = client_of(HEAD).get("/figures/rows/", {"figure": "delivered", "service": "platform-help"})
    assert page.content.decode().count('<th scope="row">') == 1


def test_a_region_sees_its_centres_and_opens_one(full, client_of, world):
    actions.mark_night()
    actions.count_marked(portion=100_000)
    client = client_of(REGION)
    page = client.get("/figures/")
    assert "Добро.Центр «Уралмаш»" in text(page)
    assert "Обской" not in text(page)
    assert client.get("/figures/", {"unit": str(full.pk)}).status_code == 200


def test_another_centre_is_not_there(full, client_of, world):
    for address in ("/figures/", "/figures/rows/", "/figures/rows/export/", "/figures/export/"):
        assert client_of("stranger").get(address, {"unit": str(full.pk)}).status_code == 404


def test_the_federal_team_sees_numbers_without_names(full, client_of):
    client = client_of(Role.FEDERAL_ANALYST)
    page = client.get("/figures/", {"unit": str(full.pk)})
    assert page.status_code == 200
    assert "Ларина" not in text(page)
    assert "Только числа" in text(page)
    assert client.get("/figures/rows/", {"unit": str(full.pk)}).status_code == 403


def test_an_export_is_in_the_journal_with_its_rows(full, client_of):
    from uchastie.crm.journal.queries import list_entries

    client_of(HEAD).get("/figures/rows/export/", {"figure": "delivered"})
    entry = list_entries(full.pk)[0]
    assert (entry.verb, entry.details["rows"], entry.details["figure"]) == ("figures_exported", 6, "delivered")


@pytest.mark.parametrize("count", [10, 60])
def test_the_page_costs_the_same_for_any_month(world, client_of, make_request, count, django_assert_max_num_queries):
    for place in range(count):
        serve(make_request(status=Status.DELIVERED, phone=f"+79{place:09d}"), None)
    client = client_of(HEAD)
    client.get(reverse("insight:month"))
    with django_assert_max_num_queries(26):
        assert client.get(reverse("insight:month")).status_code == 200


@pytest.mark.parametrize(
    "query", ["figure=drop&month=x&unit=1&employee=1", "month=9999-99", "after=abc", "service='--"]
)
def test_nonsense_in_the_address_is_never_an_error(full, client_of, query):
    assert client_of(HEAD).get(f"/figures/?{query}").status_code == 200
    assert client_of(HEAD).get(f"/figures/rows/?{query}").status_code in {200, 422}


def test_a_delivery_taken_back_is_not_counted(world, make_request, actor_of):
    """The record holds the moment no longer, yet its day is counted anew."""
    from uchastie.crm.desk import actions as desk
    from uchastie.crm.desk.actions import Done
    from uchastie.crm.desk.rules import Format, Status
    from uchastie.crm.insight import actions
    from uchastie.crm.insight.models import DayFigures
    from uchastie.kernel import clock

    long_ago = clock.now() - dt.timedelta(days=9)  # no other moment of the request lies on the day of the delivery
    request = make_request(service="informing", status=Status.CONTACTED, submitted_at=long_ago)
    anna = actor_of(Role.CENTRE_EMPLOYEE)
    desk.deliver(actor=anna, request_id=request.pk, version=None, done=Done(format=Format.PHONE, all_steps=True))
    actions.mark_changed()
    actions.count_stale()
    today = DayFigures.objects.filter(unit=world.uralmash, day=clock.today(world.uralmash.zone))
    assert today.get().delivered == 1
    desk.undo_step(actor=anna, request_id=request.pk)
    actions.mark_changed()
    actions.count_stale()
    assert today.get().delivered == 0
