"""What the matrix asks of families: a need of the family of `of_helped`, a table of the hot line of the coordinator."""

from typing import Any

from tests.world_opeka import make_guardian, make_need
from uchastie.crm.accounts.models import User
from uchastie.crm.families.models import FamilyCase, FamilyImport
from uchastie.crm.family_cabinet.models import Appeal
from uchastie.crm.matching.models import Coincidence, Plan
from uchastie.kernel import clock


def of_family(unit: Any, case_id: Any) -> dict[str, Any]:
    need = make_need(FamilyCase.objects.get(pk=case_id))
    by = User.objects.get(email="region_coordinator@example.org")
    table = FamilyImport.objects.create(unit=unit, by=by, made_at=clock.now())
    appeal = Appeal.objects.create(
        case_id=case_id,
        unit=unit,
        kind="complaint",
        about="guardian",
        text="Опоздали на два часа",
        key=f"appeal-{unit.slug}"[:32],
        sent_at=clock.now(),
        due_at=clock.now(),
    )
    plan = Plan.objects.create(unit=unit.parent, state="failed", asked_at=clock.now())
    found = Coincidence.objects.create(
        case_id=case_id,
        guardian=make_guardian(None, unit=unit),  # type: ignore[arg-type]  # the unit is told
        unit=unit.parent,
        full=1,
        asked=1,
        found_at=clock.now(),
    )
    return {
        "plan_id": plan.pk,
        "coincidence_id": found.pk,
        "appeal_id": appeal.pk,
        "family_cabinet:visit_refusal.visit_id": case_id,
        "guardian_cabinet:visit_cancellation.visit_id": case_id,
        "transfer_id": case_id,
        "need_id": need.pk,
        "families:import.import_id": table.pk,
        "families:import_writing.import_id": table.pk,
        "families:category.code": "children",
    }
