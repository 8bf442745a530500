"""What the addresses of agreements name, for one place of the matrix."""

from typing import Any

from tests.world_opeka import make_case, make_guardian, make_papers, make_transfer
from uchastie.crm.agreements.queries import signing_path
from uchastie.crm.agreements.rules import Kind, Side
from uchastie.crm.network.models import Unit


def papers_of(unit: Unit) -> dict[str, Any]:
    """Of the headquarters above the unit: an agreement that waits for signatures and the one before it, a family and
    its consent."""
    home, nobody = unit.parent, None  # the unit is named, so the world is not asked
    guardian, case = make_guardian(nobody, unit=home), make_case(nobody, unit=home)
    [old] = make_papers(Kind.GUARDIAN_HQ, guardian=guardian, state="expired")
    [waiting] = make_papers(Kind.GUARDIAN_HQ, guardian=guardian, state="waiting", previous=old)
    token = signing_path(waiting, Side.GUARDIAN).split("/")[-2]
    return {
        "agreement_id": waiting.pk,
        "transfer_id": make_transfer(case, guardian).pk,
        "kind": "guardian_hq",
        "before": 1,
        "after": 1,
        "agreements:transfers.case_id": case.pk,
        "agreements:consents.case_id": case.pk,
        **{f"agreements:{name}.token": token for name in ("own", "own_code", "own_signature", "own_pdf")},
    }
