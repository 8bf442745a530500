"""`/healthz` tells that the process lives, `/readyz` that the work can be done."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.project import health


def beat(seconds_ago):
    moment = clock.now() - dt.timedelta(seconds=seconds_ago)
    WorkerBeat.objects.create(worker="w", started_at=moment, beat_at=moment)


def test_the_process_answers_without_the_database(client):
    """No database is allowed in this test: a query would fail it."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_with_a_living_worker_it_is_ready(client, db):
    beat(10)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "checks": {"database": "ok", "migrations": "ok", "worker": "ok"}}


@pytest.mark.parametrize("age", [None, 31])
def test_without_a_living_worker_it_is_not(client, db, age):
    if age:
        beat(age)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] != "ok"
    assert response.json()["checks"]["database"] == "ok"


@pytest.mark.django_db(transaction=True)
def test_a_missing_migration_is_seen(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", set())
    beat(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET app = 'x_delivery' WHERE app = 'delivery'")
    try:
        response = client.get("/readyz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_migrations SET app = 'delivery' WHERE app = 'x_delivery'")
    assert response.status_code == 503
    assert "not applied" in response.json()["checks"]["migrations"]


def test_a_silent_database_is_told_by_class_only(client, db, monkeypatch):
    """The error's text would name hosts and users."""

    def broken():
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table_of_host_db1")

    monkeypatch.setitem(health.CHECKS, "worker", broken)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] in {"OperationalError", "ProgrammingError"}
    assert "db1" not in response.content.decode()


def test_the_worker_command_says_goodbye(db):
    call_command("worker", once=True)
    assert not WorkerBeat.objects.exists()
