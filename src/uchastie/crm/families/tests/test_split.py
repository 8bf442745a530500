"""The split (B43) by property: whatever is sent in whatever order, a need is an open request at most once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.world import actor as actor_of
from tests.world_opeka import make_case

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families import actions
from uchastie.crm.families.actions import Part
from uchastie.crm.families.models import NeedRequest
from uchastie.kernel.errors import Conflict, Refusal

SERVICE = "informing"
NEEDS = 4
batches = st.lists(st.sets(st.integers(0, NEEDS - 1), min_size=1), min_size=1, max_size=5)


@pytest.mark.ledger("B43")
@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=batches)
def test_a_need_is_sent_once_in_any_order_and_a_batch_is_all_or_none(world, batches):
    actor, case = actor_of(world.user(Role.REGION_COORDINATOR)), make_case(world, needs=NEEDS)
    needs = list(case.needs.order_by("pk"))
    sent: set[int] = set()
    for batch in batches:
        parts = [Part(needs[place].pk, SERVICE) for place in sorted(batch)]
        again = bool(batch & sent)
        try:
            actions.split_needs(actor=actor, case_id=case.pk, centre=world.uralmash, parts=parts, agreed=True)
        except (Refusal, Conflict):
            assert again, "refused only when one of them is with a centre already"
        else:
            assert not again
            sent |= batch
        open_ones = NeedRequest.objects.filter(need__case=case, closed_at=None).values_list("need", flat=True)
        assert sorted(open_ones) == sorted(needs[place].pk for place in sent)
    case.refresh_from_db()
    assert (case.state, case.marker_at is not None) == ("waiting", True), "the marker stays, the search goes on"
