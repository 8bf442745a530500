"""What the addresses of councils and surveys name, for one place of the matrix."""

from typing import Any

from tests.addresses import all_patterns
from tests.world_councils import decide, hold, make_council, make_meeting, make_member, make_permit, make_survey
from uchastie.crm.councils import actions
from uchastie.crm.network.models import Unit
from uchastie.crm.surveys.rules import Form
from uchastie.kernel.actor import SYSTEM


def councils_of(unit: Unit) -> dict[str, Any]:
    """A council that has met and meets again, with a proposal and an evaluation; a draft and two open surveys."""
    council = make_council(unit, people=2)
    member = make_member(council, name="Зорина Алла Игоревна")
    decision = decide(hold(council))
    point = actions.propose(actor=SYSTEM, member=member, title="Музыка", key=f"point-{council.pk.hex[-12:]}")
    evaluation = actions.begin_evaluation(actor=SYSTEM, council_id=council.pk, subject="Чай", criteria=["Вкусно?"])
    draft, teen = make_survey(unit, opened=False), make_survey(unit, Form.TEEN)
    values = {
        "council_id": council.pk,
        "member_id": member.pk,
        "meeting_id": make_meeting(council).pk,
        "decision_id": decision.pk,
        "point_id": point.pk,
        "evaluation_id": evaluation.pk,
        "survey_id": draft.pk,
        "place": 1,
        "code": make_survey(unit).code,
    }
    named = {
        f"{name}.{argument}": values[argument]
        for name, pattern in all_patterns()
        if name.startswith(("councils:", "surveys:"))
        for argument in pattern.pattern.converters
        if argument in values
    }
    permit = make_permit(teen, given=False)
    return named | {"surveys:permit.code": permit.code, "surveys:permit_withdrawal.code": permit.code}
