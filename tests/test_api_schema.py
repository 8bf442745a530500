"""Random requests made from the description itself: nothing they find may be a failure of the server or an answer
that the description does not know. Bounded: a few examples for each operation."""

import itertools
from urllib.parse import quote

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts.rules import Role, Scope
from uchastie.kernel.actor import SYSTEM
from uchastie.project import api
from uchastie.project.wsgi import application

CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
schema = schemathesis.openapi.from_dict(api.api.get_openapi_schema())
schema.app = application
_numbers = itertools.count(900_001)


@pytest.fixture
def key(world, monkeypatch) -> str:
    monkeypatch.setattr(api, "throttle", api.Throttle(10**9))
    _, secret = accounts.make_api_key(
        SYSTEM, user=world.user(Role.CENTRE_EMPLOYEE), label="Портал", scopes=tuple(Scope)
    )
    return secret


@pytest.fixture
def _one_connection():
    """The server's end of a request would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@schema.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_description_is_true(case, key, make_request):
    if "request_id" in (case.path_parameters or {}):  # a random id would only ever be answered with 404
        case.path_parameters["request_id"] = str(make_request(number=f"ДЦ-66-2026-{next(_numbers)}").pk)
    case.headers = {**(case.headers or {}), "Authorization": f"Bearer {quote(key)}"}
    case.call_and_validate(checks=CHECKS)
