"""The demonstration goes through the actions people use."""

import datetime as dt

import pytest
from tests.world_opeka import make_pair

from uchastie.crm.followup import actions, demo
from uchastie.crm.followup.models import Call, CallSide, GuardianReport, HelpFact
from uchastie.kernel import clock

pytestmark = pytest.mark.django_db


def test_a_helped_pair_gets_help_a_tried_call_and_a_report(world):
    started = clock.today(world.region.zone) - dt.timedelta(days=19)
    pair = make_pair(world, state="active", help_started_on=started, proposed_at=clock.now() - dt.timedelta(days=25))
    actions.plan_calls(guardianship_id=pair.pk, started_on=started)
    demo.make()
    assert HelpFact.objects.filter(guardianship=pair).count() == 3
    assert HelpFact.objects.filter(disputed_at__isnull=False).count() == 1
    assert CallSide.objects.filter(call__guardianship=pair, state="no_answer").count() == 1
    assert Call.objects.filter(guardianship=pair, attention_on__isnull=False).exists()
    assert GuardianReport.objects.get().wants_help


def test_without_pairs_nothing_is_made(world):
    demo.make()
    assert not HelpFact.objects.exists()
