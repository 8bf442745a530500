"""Fixtures for every test of the product; `docs/howto/write-a-test.md` lists them."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from tests.world import World

pytest_plugins = ["tests.ledger", "tests.browser", "tests.flush"]

SCRATCH = Path(tempfile.mkdtemp(prefix="uchastie-tests-"))
os.environ.setdefault("DATA_DIR", str(SCRATCH))


def pytest_configure(config: pytest.Config) -> None:
    """The suite needs no collected static files and no slow password hashes; both have tests of their own."""
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def pytest_unconfigure(config: pytest.Config) -> None:
    import shutil

    shutil.rmtree(SCRATCH, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite is tested as a file, as it is used: threads and other processes then meet real locks. Reference data is
    part of the product: it is loaded when the database is made and whenever a transactional test has emptied it."""
    from django.apps import apps
    from django.conf import settings
    from django.db.models.signals import post_migrate

    post_migrate.connect(_load_reference, sender=apps.get_app_config("desk"))

    if settings.SQLITE:
        memory = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one: fsync costs nothing there
        folder = Path(tempfile.mkdtemp(prefix="uchastie-", dir=memory if os.access(memory, os.W_OK) else SCRATCH))
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


def _load_reference(**_: object) -> None:
    from django.core.management import call_command

    from uchastie.project.reference import load_reference

    call_command("createcachetable", verbosity=0)
    load_reference()


@pytest.fixture(autouse=True)
def _unknown_installation() -> None:
    """A process asks only once whether its database is a demo and which words it has learnt; tests make many databases
    of it."""
    from uchastie.crm.accounts.queries import forget_installation
    from uchastie.crm.setup.queries import remember_operator
    from uchastie.crm.setup.rules import OperatorCard
    from uchastie.kernel import typos

    forget_installation()
    remember_operator(OperatorCard())
    typos.forget()


@pytest.fixture
def world(db: None) -> "World":
    """A small network with a person in each of the twelve roles."""
    from tests.world import make_world

    return make_world()


@pytest.fixture
def client_of(world: "World") -> "Callable[..., Client]":
    """`client_of(Role.CENTRE_EMPLOYEE)`: a test client of that person, second factor done."""
    from tests.world import sign_in

    return lambda who, **kwargs: sign_in(world.user(who), **kwargs)


@pytest.fixture
def actor_of(world: "World") -> Callable[..., Any]:
    """`actor_of(Role.CENTRE_HEAD)`: what `request.actor` would be for that person."""
    from tests.world import actor

    return lambda who: actor(world.user(who))


@pytest.fixture
def make_request(world: "World") -> Callable[..., Any]:
    """`make_request(unit=world.uralmash, service="consulting", status=Status.NEW, …)`: a request by its rows."""
    from tests.world import make_request as make

    return lambda unit=None, **values: make(unit or world.uralmash, **values)


@pytest.fixture
def noise(world: "World", make_request: Callable[..., Any]) -> list[Any]:
    """Requests of the other centres: whatever a test counts must not change because of them."""
    return [
        make_request(unit=unit, name=f"Посторонний Человек {number}", phone=f"+7999000{unit.region_id}{number:02d}")
        for unit in (world.vtoroy, world.novosibirsk)
        for number in range(3)
    ]
