"""The long help by rows: families, guardians, what joins them. It stands on `tests.world`."""

import datetime as dt
from typing import Any

from tests.world import World, make_person, numbers
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id


def make_case(world: World, *, needs: int = 1, unit: Unit | None = None, state: str = "waiting", **values: Any) -> Any:
    """A family of the regional headquarters by rows: the speaker with a phone, a child, and so many clear needs."""
    from uchastie.crm.families.models import FamilyCase, FamilyMember
    from uchastie.crm.families.rules import SCREENED, FamilyState

    home = unit or world.region
    now = clock.now()
    marked = None if FamilyState(state) in SCREENED or state == "declined" else now
    serial = next(numbers)
    defaults: dict[str, Any] = {
        "number": f"С-{home.region_id}-{serial}",
        "source": "hq",
        "town": "Екатеринбург",
        "district": "Орджоникидзевский",
        "latitude": 56.89,
        "longitude": 60.61,
        "code_word": "ромашка",
        "received_at": now,
        "special_control": marked is not None,
        "marker_at": marked,
        "needs_clarified_at": now if state not in {"received", "screening"} else None,
        "decision": "no_long_term_need" if state == "declined" else "needed" if marked else "",
        "decision_reason": "Хватит разовой помощи" if state == "declined" else "",
        "closed_at": now if state in {"closed", "declined"} else None,
        "close_reason": "all_met" if state == "closed" else "",
    } | values
    person = defaults.pop("applicant", None) or make_person(home, name="Рябинина Ольга", phone=f"+7912{serial:07d}")
    case = FamilyCase.objects.create(unit=home, state=state, applicant=person, **defaults)
    FamilyMember.objects.create(case=case, name=person.name, relation="мама", birth_year=1990, speaks=True)
    FamilyMember.objects.create(case=case, name="Миша", relation="сын", birth_year=now.year - 7)
    for number in range(needs):
        make_need(case, description=f"Забирать сына из школы, {number + 1}")
    return case


def make_category(code: str = "children", name: str = "Дети") -> Any:
    from uchastie.crm.families.models import HelpCategory

    return HelpCategory.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_need(case: Any, *, category: str = "children", **values: Any) -> Any:
    from uchastie.crm.families.models import Need

    defaults: dict[str, Any] = {
        "description": "Забирать сына из школы",
        "format": "in_person",
        "periodicity": "weekly",
        "urgency": "normal",
    }
    return Need.objects.create(case=case, category=make_category(category, category), **(defaults | values))


def make_guardian(world: World, *, unit: Unit | None = None, state: str = "ready", **values: Any) -> Any:
    """A guardian of the regional headquarters by rows: its representative, one capability, briefing and training."""
    from uchastie.crm.guardians.models import Briefing, Capability, Guardian, Training

    home = unit or world.region
    now = clock.now()
    serial = next(numbers)
    handed = state in {"handed", "ready", "paused", "left"}
    categories = values.pop("categories", ("children",))
    defaults: dict[str, Any] = {
        "number": f"О-{home.region_id}-{serial}",
        "kind": "initiative_group",
        "name": f"Верное плечо {serial}",
        "region": home.region,
        "unit": home if handed else None,
        "town": "Екатеринбург",
        "latitude": 56.84,
        "longitude": 60.6,
        "whole_region": True,
        "capacity": 2,
        "applied_at": now,
        "updated_at": now,
        "verified_at": None if state == "application" else now,
        "decision_reason": "Нет такой организации" if state == "rejected" else "",
        "handed_at": now if handed else None,
        "pause_reason": "Отпуск" if state == "paused" else "",
    } | values
    person = defaults.pop("representative", None) or make_person(home, name="Юдин Павел", phone=f"+7922{serial:07d}")
    guardian = Guardian.objects.create(state=state, representative=person, **defaults)
    for code in categories:
        Capability.objects.create(
            guardian=guardian, category=make_category(code, code), formats=["in_person", "remote"], periodicity="weekly"
        )
    if state in {"ready", "paused"}:
        today = now.date()
        Briefing.objects.create(guardian=guardian, on=today, participants="Юдин Павел", noted_at=now)
        Training.objects.create(
            guardian=guardian, course="Основы", person="Юдин Павел", completed_on=today, certificate="1", noted_at=now
        )
    return guardian


CASE_OF_PAIR = {"proposed": "waiting", "declined": "waiting", "matched": "matched", "introduced": "connected"}
CASE_OF_PAIR |= {"signed": "connected", "active": "helped", "ending_reported": "helped", "ended": "ended"}


def make_pair(world: World, *, case: Any = None, guardian: Any = None, state: str = "proposed", **values: Any) -> Any:
    """A family and a guardian by rows: proposed three days ago, every later moment filled as the state needs. All needs
    nobody has promised are promised; the papers are not made."""
    from uchastie.crm.guardianship.models import Feedback, Guardianship, Introduction, Promise

    family = case or make_case(world, state=CASE_OF_PAIR[state])
    helper = guardian or make_guardian(world)
    now = clock.now()
    at = values.pop("proposed_at", now - dt.timedelta(days=3))
    matched = None if state in {"proposed", "declined"} else at + dt.timedelta(hours=2)
    met = matched + dt.timedelta(hours=20) if matched and state != "matched" else None
    day = met.astimezone(family.unit.zone).date() if met else None
    over = state in {"ended", "declined"}
    defaults: dict[str, Any] = {
        "number": f"П-{family.unit.region_id}-{next(numbers)}",
        "unit": family.unit,
        "proposed_at": at,
        "matched_at": matched,
        "connect_due_at": matched + dt.timedelta(hours=72) if matched else None,
        "introduced_at": met,
        "help_started_on": day if state in {"active", "ending_reported", "ended"} else None,
    }
    told = {"end_side": "guardian", "end_reason": "no_resources", "end_reported_at": now}
    defaults |= {
        "ending_reported": told,
        "ended": told | {"ended_on": now.astimezone(family.unit.zone).date()},
        "declined": {"declined_at": now, "declined_by": "guardian", "decline_reason": "far"},
    }.get(state, {})
    seats = set(helper.guardianships.values_list("seat", flat=True))
    seat = next(number for number in range(1, len(seats) + 2) if number not in seats)
    pair = Guardianship.objects.create(
        case=family, guardian=helper, state=state, **({"seat": seat} | defaults | values)
    )
    for need in family.needs.exclude(promises__in=Promise.objects.filter(released_at=None)):
        Promise.objects.create(guardianship=pair, need=need, made_at=at, released_at=now if over else None)
    if not over:
        family.needs.update(state="promised")
    if met:
        Introduction.objects.create(
            guardianship=pair,
            at=met,
            place="в штабе",
            participants="Павел Юдин, опекун",
            hq_present=True,
            noted_at=met,
        )
    if state == "ended":
        Feedback.objects.create(guardianship=pair, sent_at=now)
    return pair


def make_papers(
    *kinds: str, guardian: Any = None, case: Any = None, unit: Unit | None = None, **values: Any
) -> list[Any]:
    """Agreements of these kinds that count today, by rows: the template is the newest one. With a family give `case`
    only for what is between the guardian and the family."""
    from uchastie.crm.agreements.models import Agreement, AgreementTemplate

    today, home = clock.now().date(), unit or (case or guardian).unit
    made = []
    for kind in kinds:
        template = AgreementTemplate.objects.filter(kind=kind).order_by("-number").first()
        defaults: dict[str, Any] = {
            "number": f"00-{next(numbers)}",
            "body": f"Текст {kind}",
            "sha256": "0" * 64,
            "valid_from": today - dt.timedelta(days=30),
            "valid_until": today + dt.timedelta(days=300),
            "state": "in_force",
            "prepared_at": clock.now(),
            "offered_at": clock.now(),
            "concluded_at": clock.now(),
            "announced_at": clock.now(),
        }
        parties = {"guardian": guardian, "case": case, "unit": home, "template": template}
        made.append(Agreement.objects.create(kind=kind, **parties, **(defaults | values)))
    return made


def make_transfer(case: Any, guardian: Any) -> Any:
    """The family's consent to pass its data to this guardian, by rows."""
    from uchastie.crm.agreements.models import TransferConsent
    from uchastie.crm.consents.models import Consent
    from uchastie.crm.consents.queries import current_text
    from uchastie.crm.consents.rules import Purpose

    key, now = new_id(), clock.now()
    receipt = Consent.objects.create(
        text=current_text(Purpose.FAMILY_TRANSFER),
        subject_id=case.applicant_id,
        about_id=key,
        name=case.applicant.name,
        method="paper",
        given_at=now,
    )
    return TransferConsent.objects.create(id=key, case=case, guardian=guardian, consent=receipt, given_at=now)
