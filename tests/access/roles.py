"""What the matrix asks of taking part: a role to answer for every step, an opportunity."""

from typing import Any

from tests.world_roles import make_opportunity, make_person, make_risk, make_role, make_session

STATES = {
    "taking": "applied",
    "refusal": "applied",
    "consent": "offered",
    "preparation": "accepted",
    "steps": "preparing",
    "start": "preparing",
    "ending": "active",
}


def roles_of(unit: Any) -> dict[str, Any]:
    from uchastie.crm.involvement.models import PreparationStep
    from uchastie.kernel import clock

    values: dict[str, Any] = {"opportunity_id": make_opportunity(unit).pk}
    role = make_role(unit, person=make_person(unit, "Общая Роль"))
    values["role_id"] = role.pk
    for number, (name, state) in enumerate(STATES.items()):
        made = make_role(unit, state, person=make_person(unit, f"Роль {number}"))
        values[f"involvement:{name}.role_id"] = made.pk
        if name == "start":
            PreparationStep.objects.filter(role=made).update(done_on=clock.today(unit.zone))
    young = make_role(unit, "accepted", person=make_person(unit, "Юная Роль"), adult=False)
    session, risk = make_session(unit), make_risk(unit)
    return values | {"involvement:parent.role_id": young.pk, "session_id": session.pk, "risk_id": risk.pk}
