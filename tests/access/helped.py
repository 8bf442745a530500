"""What the matrix asks of the long help: a family, its guardian and their pair whose help goes on, in a unit."""

import datetime as dt
from typing import Any

from tests.world_opeka import make_case, make_guardian, make_pair
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.models import Call
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind


def of_helped(unit: Any) -> dict[str, Any]:
    case = make_case(None, unit=unit, state="helped")  # type: ignore[arg-type]  # the unit is told
    guardian = make_guardian(None, unit=unit)  # type: ignore[arg-type]
    started = clock.today(unit.zone) - dt.timedelta(days=2)
    pair = make_pair(None, case=case, guardian=guardian, state="active", help_started_on=started)  # type: ignore[arg-type]
    followup.plan_calls(guardianship_id=pair.pk, started_on=started)
    fact = followup.log_help(actor=SYSTEM, guardianship_id=pair.pk, help=Help("children", started, "поездка"))
    holder = Actor(ActorKind.HOLDER, id=guardian.pk)
    report = followup.send_report(
        actor=holder, guardianship_id=pair.pk, month=started, text="Возили сына в школу каждый день"
    )
    return {
        "case_id": case.pk,
        "guardian_id": guardian.pk,
        "pair_id": pair.pk,
        "fact_id": fact.pk,
        "report_id": report.pk,
        "call_id": Call.objects.get(guardianship=pair, number=0).pk,
        "side": "family",
    }
