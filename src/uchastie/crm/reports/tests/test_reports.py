"""A report that was formed stays as it was; a correction is a new version with a reason."""

import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.world import actor, sign_in

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import queries as documents
from uchastie.crm.insight.rules import Span, period_at
from uchastie.crm.notifications.models import Message
from uchastie.crm.reports import actions, queries, rules
from uchastie.crm.reports.models import Report
from uchastie.crm.reports.rules import State, from_json, to_json
from uchastie.kernel import clock
from uchastie.kernel.errors import Denied, NotSeen, Refusal

HEAD, ANALYST, REGION = Role.CENTRE_HEAD, Role.FEDERAL_ANALYST, Role.REGION_COORDINATOR


@pytest.fixture
def head(world):
    return actor(world.user(HEAD))


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " "))


def rows_of(response):
    data = b"".join(response.streaming_content)
    return [(row + [""] * 2)[:2] for row in documents.read_table(SimpleUploadedFile("report.xlsx", data))]


def address(unit, period):
    return f"{reverse('reports:index')}?unit={unit.pk}&period={period.code}"


def test_a_formed_report_keeps_its_numbers(world, serve, month, head):
    serve()
    report = actions.form_report(actor=head, unit=world.uralmash, period=month)
    serve(phone="+79120000099")
    kept = from_json(queries.get_report(head, report.pk).numbers)
    assert (report.state, report.number, kept.services) == (State.READY, 1, 1)
    assert report.digest == rules.digest_of(kept)
    assert from_json(to_json(kept)) == kept


def test_what_has_changed_since_is_told_and_a_new_version_needs_a_reason(world, client_of, serve, month, head):
    serve()
    actions.form_report(actor=head, unit=world.uralmash, period=month)
    serve(phone="+79120000099")
    client = client_of(HEAD)
    page = text(client.get(address(world.uralmash, month)))
    assert "С тех пор записи изменились" in page
    assert "Оказано сервисов 1 2" in page
    body = {"unit": str(world.uralmash.pk), "period": month.code, "reason": " "}
    refused = client.post(reverse("reports:formation"), body)
    assert (refused.status_code, Report.objects.count()) == (422, 1)
    assert "почему отчёт формируется заново" in text(refused)
    client.post(reverse("reports:formation"), body | {"reason": "Внесли консультации"})
    newest = queries.latest(head, world.uralmash, month.code)
    assert (newest.number, newest.reason, from_json(newest.numbers).services) == (2, "Внесли консультации", 2)
    assert "С тех пор" not in text(client.get(address(world.uralmash, month)))


def test_paper_and_table_say_what_the_version_says(world, client_of, serve, month, head):
    for place in range(7):
        serve(phone=f"+791200003{place:02d}", stars=5)
    report = actions.form_report(actor=head, unit=world.uralmash, period=month)
    serve(phone="+79120000099")
    client = client_of(HEAD)
    paper = client.get(reverse("reports:paper", args=[report.pk]))
    assert paper.content.startswith(b"%PDF")
    table = client.get(reverse("reports:table", args=[report.pk]))
    told = dict(rows_of(table))
    assert (told["Оказано сервисов"], told["Людей и организаций"], told["Оценок"]) == ("7", "7", "7")
    assert "Для отчёта 1-СОНКО" not in told


def test_a_year_tells_what_the_annual_form_asks(world, client_of, serve, month, head):
    serve()
    serve()
    year = period_at(Span.YEAR, month.first)
    report = actions.form_report(actor=head, unit=world.uralmash, period=year)
    table = client_of(HEAD).get(reverse("reports:table", args=[report.pk]))
    assert ["Услуг оказано, каждая отдельно", "2"] in rows_of(table)


def test_a_handful_of_people_is_a_handful_to_those_above(world, client_of, serve, month):
    serve()
    inside, above = (text(client_of(who).get(address(world.uralmash, month))) for who in (HEAD, REGION))
    assert "Житель 1 1" in inside
    assert "Житель меньше 5 1" in above


@pytest.mark.parametrize("who", [Role.CENTRE_EMPLOYEE, "stranger"])
def test_employees_read_no_reports(world, client_of, month, who):
    assert client_of(who).get(address(world.uralmash, month)).status_code == 403


def test_the_analyst_reads_and_forms_nothing(world, client_of, month):
    client = client_of(ANALYST)
    assert client.get(address(world.uralmash, month)).status_code == 200
    with pytest.raises(Denied):
        actions.form_report(actor=actor(world.user(ANALYST)), unit=world.uralmash, period=month)


def test_the_head_of_another_centre_finds_nothing(world, month, head):
    with pytest.raises(NotSeen):
        actions.form_report(actor=head, unit=world.vtoroy, period=month)
    other = actions.form_report(actor=actor(world.user(REGION)), unit=world.vtoroy, period=month)
    with pytest.raises(NotSeen):
        queries.get_report(head, other.pk)


def test_a_period_to_come_is_the_present_one(world, client_of, month):
    page = text(client_of(HEAD).get(reverse("reports:index") + "?period=2999-01"))
    assert month.name in page


def test_a_report_of_many_centres_is_counted_by_the_worker(world, serve, month, monkeypatch):
    monkeypatch.setattr("uchastie.crm.reports.queries.counting.LIVE_CENTRES", 1)
    serve()
    me = actor(world.user(REGION))
    report = actions.form_report(actor=me, unit=world.region, period=month)
    assert report.state == State.MAKING
    page = text(sign_in(world.user(REGION)).get(address(world.region, month)))
    assert "Отчёт считается" in page
    again = actions.form_report(actor=me, unit=world.region, period=month)
    assert again.pk == report.pk
    actions.make_report(report.pk)
    assert from_json(queries.get_report(me, report.pk).numbers).services == 1


def test_the_bell_tells_who_asked_when_a_large_report_is_ready(world, serve, month, monkeypatch):
    monkeypatch.setattr("uchastie.crm.reports.queries.counting.LIVE_CENTRES", 1)
    report = actions.form_report(actor=actor(world.user(REGION)), unit=world.region, period=month)
    for _ in range(2):  # the worker may be given the same work twice
        actions.make_later.call(str(report.pk))
    told = Message.objects.get(event="report_ready", channel="cabinet")
    assert (told.recipient_id, told.subject) == (world.user(REGION).pk, f"Отчёт за {month.name}: готов")
    page = text(sign_in(world.user(REGION)).get("/messages/"))
    assert f"Отчёт за {month.name}: готов" in page


def test_the_bell_tells_when_a_large_report_did_not_come_off(world, month, monkeypatch):
    monkeypatch.setattr("uchastie.crm.reports.queries.counting.LIVE_CENTRES", 1)
    report = actions.form_report(actor=actor(world.user(REGION)), unit=world.region, period=month)
    monkeypatch.setattr("uchastie.crm.reports.actions.queries.count", None)  # whatever breaks the counting
    with pytest.raises(TypeError):
        actions.make_later.call(str(report.pk))
    report.refresh_from_db()
    assert report.state == State.FAILED
    assert "не получился" in Message.objects.get(event="report_ready", channel="cabinet").subject


def test_what_a_dead_worker_left_stands_in_nobodys_way(world, month, monkeypatch, head):
    dead = Report.objects.create(
        unit=world.uralmash, period=month.code, number=1, asked_at=clock.now() - rules.PATIENCE * 2
    )
    report = actions.form_report(actor=head, unit=world.uralmash, period=month)
    dead.refresh_from_db()
    assert (dead.state, report.state, report.number) == (State.FAILED, State.READY, 2)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_form_one_version(world, month):
    head, made, errors = actor(world.user(HEAD)), [], []

    def click() -> None:
        try:
            made.append(actions.form_report(actor=head, unit=world.uralmash, period=month).number)
        except Refusal:
            made.append(0)  # somebody was quicker: his version is there, so this one asks for a reason
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (errors, Report.objects.count()) == ([], 1)
