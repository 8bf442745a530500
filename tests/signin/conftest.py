"""Who signs in."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from tests.world import World, add_second_factor
from uchastie.crm.accounts.rules import Role


@pytest.fixture
def secret(world: World) -> str:
    user = world.user(Role.CENTRE_EMPLOYEE)
    Authenticator.objects.filter(user=user).delete()
    return add_second_factor(user)


@pytest.fixture
def employee(world: World) -> Any:
    return world.user(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a password reached the hasher."""
    from django.contrib.auth import hashers

    reached: list[str] = []
    verify = hashers.verify_password
    monkeypatch.setattr(hashers, "verify_password", lambda *a, **k: reached.append("") or verify(*a, **k))
    return reached
