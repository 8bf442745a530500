"""The objects behind the pages: one request in every state, an invitation, what addresses need."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest

from tests.pages.catalogue import Objects
from uchastie.crm.accounts.queries import digest_of
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.models import Invitation
from uchastie.kernel import clock


@pytest.fixture
def objects(world: Any, make_request: Any) -> Objects:
    values: dict[str, object] = {
        "slug": world.uralmash.slug,
        "no-slug": "net-takogo-centra",
        "no-token": "ispor4ennaya-ssylka",
        "no-request": UUID("00000000-0000-7000-8000-000000000000"),
        "code": "consulting",
        "number": 1,
        "year": 2026,
    }
    for status in Status:
        request = make_request(status=status)
        values |= {f"request-{status}": request.pk, f"token-{status}": desk.status_token(request.pk)}
    request = make_request()
    Consent.objects.create(
        text=current_text(Purpose.SERVICE),
        subject_id=request.beneficiary_id,
        about_id=request.pk,
        name=request.beneficiary.name,
        method=Method.WEB,
        given_at=clock.now(),
    )
    Invitation.objects.create(
        unit=world.uralmash,
        role=Role.CENTRE_EMPLOYEE,
        name="Приглашённый Человек",
        digest=digest_of("priglashenie"),
        expires_at=clock.now() + dt.timedelta(days=7),
    )
    return Objects(values | {"token-consented": desk.status_token(request.pk), "invitation": "priglashenie"})
