"""What the matrix asks of families: a need of the family of `of_helped`, a table of the hot line of the coordinator."""

from typing import Any

from tests.world_opeka import make_need
from uchastie.crm.accounts.models import User
from uchastie.crm.families.models import FamilyCase, FamilyImport
from uchastie.kernel import clock


def of_family(unit: Any, case_id: Any) -> dict[str, Any]:
    need = make_need(FamilyCase.objects.get(pk=case_id))
    by = User.objects.get(email="region_coordinator@example.org")
    table = FamilyImport.objects.create(unit=unit, by=by, made_at=clock.now())
    return {
        "need_id": need.pk,
        "families:import.import_id": table.pk,
        "families:import_writing.import_id": table.pk,
        "families:category.code": "children",
    }
