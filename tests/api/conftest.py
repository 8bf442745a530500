"""A system of the employee, what it asks for, and a throttle that remembers no other test."""

from typing import Any

import pytest

from tests.api.system import System
from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts.rules import Role, Scope
from uchastie.kernel.actor import SYSTEM
from uchastie.project import api


@pytest.fixture(autouse=True)
def _fresh_throttle(monkeypatch):
    monkeypatch.setattr(api, "throttle", api.Throttle(api.PER_MINUTE))


@pytest.fixture
def system_of(world):
    def make(who: Any, scopes: tuple[Scope, ...] = tuple(Scope)) -> System:
        _, secret = accounts.make_api_key(SYSTEM, user=world.user(who), label="Портал", scopes=scopes)
        return System(secret)

    return make


@pytest.fixture
def system(system_of) -> System:
    return system_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def asked(world) -> dict[str, Any]:
    return {
        "unit": str(world.uralmash.pk),
        "service": "consulting",
        "applicant": {"name": "Ларина Вера Павловна", "preferred_way": "phone", "phone": "8 912 345-67-89"},
        "need": "Хочу помогать, с чего начать?",
        "consent": "web",
    }
