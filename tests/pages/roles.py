"""Pages of taking part and of support."""

from typing import Any

from tests.pages.own import open_card_of
from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from tests.world import Citizen
from tests.world_roles import make_deed, make_opportunity, make_person, make_risk, make_role, make_session
from uchastie.crm.accounts.rules import Role

TAKER, TAKER_NEW = Citizen("taking-part@example.org"), Citizen("taking-nothing@example.org")
STATES = ("applied", "offered", "accepted", "preparing", "active", "finished", "declined")

ROLES = [
    Page("involvement", "involvement:index", EMPLOYEE),
    Page("involvement-region", "involvement:index", REGION),
    Page("involvement-empty", "involvement:index", Role.MUNICIPAL_COORDINATOR),
    Page("opportunities", "involvement:opportunities", EMPLOYEE),
    Page("opportunities-empty", "involvement:opportunities", Role.MUNICIPAL_COORDINATOR),
    Page("opportunity-new", "involvement:opportunity_new", EMPLOYEE),
    Page("opportunity", "involvement:opportunity", EMPLOYEE, ("opportunity",)),
    Page("involved-deeds", "involvement:activities", EMPLOYEE),
    Page("involved-deeds-empty", "involvement:activities", Role.MUNICIPAL_COORDINATOR),
    Page("involved-deed-new", "involvement:activity_new", EMPLOYEE),
    Page("target-groups", "involvement:groups", EMPLOYEE),
    Page("target-groups-federal", "involvement:groups", FEDERAL),
    *[Page(f"roles-{tab}", "involvement:roles", EMPLOYEE, query=f"?tab={tab}") for tab in ("active", "answer", "gone")],
    Page("roles-empty", "involvement:roles", REGION),
    Page("role-new", "involvement:role_new", EMPLOYEE),
    Page("role-new-found", "involvement:role_new", EMPLOYEE, query="?q=Участник"),
    *[Page(f"role-{state}", "involvement:role", EMPLOYEE, (f"role-{state}",)) for state in STATES],
    Page("role-minor", "involvement:role", EMPLOYEE, ("role-minor",)),
    Page("role-none", "involvement:role", EMPLOYEE, ("no-request",), status=404),
    Page("my-involvement", "involvement:own", TAKER),
    Page("my-involvement-new", "involvement:own", TAKER_NEW),
    *[Page(f"my-role-{state}", "involvement:own_role", TAKER, (f"role-{state}",)) for state in STATES],
    Page("my-opportunity", "involvement:own_opportunity", TAKER_NEW, ("opportunity",)),
    Page("taking-part", "involvement:public", None, ("slug",)),
    *[Page(f"support-{name}", f"support:{name}", EMPLOYEE) for name in ("log", "sessions", "compensations", "risks")],
    *[
        Page(f"support-{name}-none", f"support:{name}", REGION)
        for name in ("log", "sessions", "compensations", "risks")
    ],
    Page("support-risk", "support:risk", EMPLOYEE, ("involvement-risk",)),
    Page("supervision-notes", "support:notes", EMPLOYEE, ("supervision",)),
    Page("supervision-notes-closed", "support:notes", HEAD, ("supervision",), status=404),
    Page("my-supervision", "support:own_notes", TAKER, ("supervision-own",)),
]


def make_roles(world: Any) -> dict[str, object]:
    unit = world.uralmash
    values: dict[str, object] = {"opportunity": make_opportunity(unit).pk}
    for number, state in enumerate(STATES):
        person = make_person(unit, f"Участник Номер {number + 1}")
        open_card_of(person, TAKER) if state == "applied" else None
        role = make_role(unit, state, person=person)
        values[f"role-{state}"] = role.pk
        if state == "active":
            make_deed(unit, role)
            values["supervision-own"] = make_session(unit, role).pk
    values |= {"supervision": make_session(unit).pk, "involvement-risk": make_risk(unit).pk}
    _one_person(values)
    values["role-minor"] = make_role(unit, "accepted", person=make_person(unit, "Юный Участник"), adult=False).pk
    open_card_of(make_person(unit, "Новая Участница"), TAKER_NEW)
    return values


def _one_person(values: dict[str, object]) -> None:
    """On the person's own pages all of them are of one."""
    from uchastie.crm.involvement.models import BeneficiaryRole

    mine = BeneficiaryRole.objects.filter(pk__in=[values[f"role-{state}"] for state in STATES])
    mine.update(person=BeneficiaryRole.objects.get(pk=values["role-applied"]).person_id)
