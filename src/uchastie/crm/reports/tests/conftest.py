"""A centre that worked, with people who came more than once."""

import datetime as dt
from typing import Any

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import Delivery, Review
from uchastie.crm.desk.rules import Format, Status
from uchastie.crm.insight.rules import Span, period_at
from uchastie.kernel import clock


@pytest.fixture
def month(world):
    return period_at(Span.MONTH, clock.today(world.uralmash.zone))


@pytest.fixture
def serve(world, make_request):
    """Serve a request at a moment; answers with it."""

    def make(at: dt.datetime | None = None, *, stars: int = 0, **values: Any) -> Any:
        moment = at or clock.now()
        request = make_request(status=Status.DELIVERED, submitted_at=moment, **values)
        request.apply(delivered_at=moment)
        Delivery.objects.create(
            request=request,
            regulation=request.regulation,
            at=moment,
            by=world.user(Role.CENTRE_EMPLOYEE),
            format=Format.IN_PERSON,
        )
        if stars:
            Review.objects.create(request=request, stars=stars, created_at=moment)
        return request

    return make
