"""A country of families, guardians and pairs by rows, in bulk: sizes of regions like those of life."""

import datetime as dt
import random
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from benchmarks.matching import sizes
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.families.models import FamilyCase, HelpCategory, Need
from uchastie.crm.families.rules import NeedFormat, Periodicity
from uchastie.crm.followup.models import Call, CallSide, HelpFact
from uchastie.crm.guardians.models import Capability, Guardian
from uchastie.crm.guardianship.models import Guardianship, Promise
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.project.reference import load_reference

BATCH = 1000
HELPED = 0.4  # of the families; the others wait
TALKS = 6  # calls of a pair so far
FACTS = 8
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Country:
    unit: Unit
    lead: Actor
    federal: Actor
    case_id: UUID
    guardian_id: UUID
    words: str


class Rows:
    """Rows in the order foreign keys allow."""

    def __init__(self) -> None:
        self.of: dict[type, list[Any]] = {}

    def add(self, row: Any) -> Any:
        self.of.setdefault(type(row), []).append(row)
        return row

    def flush(self) -> None:
        for model, rows in self.of.items():
            for portion in batched(rows, BATCH):
                model.objects.bulk_create(portion)  # type: ignore[attr-defined]


def make() -> Country:
    load_reference()
    dice, rows, now = random.Random(1), Rows(), clock.now()
    units = {unit.pk: unit for unit in Unit.objects.filter(kind=UnitKind.REGION_HQ).select_related("region")}
    regions = sorted(zip(sizes(), units.values(), strict=False), key=lambda one: -one[0][1])
    categories = list(HelpCategory.objects.all())
    made = [_region(rows, dice, unit, size[1], size[2], categories, now) for size, unit in regions]
    rows.flush()
    cases, helpers = made[0]
    largest = regions[0][1]
    words = (
        f"{len(rows.of[FamilyCase])} семей, {len(rows.of[Guardian])} опекунов, {len(rows.of[Guardianship])} пар, "
        f"{len(rows.of[Call])} созвонов; в крупнейшем регионе {len(cases)} семей"
    )
    federal = network.get_federal()
    return Country(
        largest,
        _user("lead", Role.REGION_COORDINATOR, largest),
        _user("federal", Role.FEDERAL_MANAGER, federal),
        cases[-1].pk,
        helpers[-1].pk,
        words,
    )


def _user(name: str, role: Role, unit: Unit) -> Actor:
    user = User.objects.create(email=f"{name}@bench.example", name=name)
    Assignment.objects.create(user=user, unit=unit, role=role)
    return network.actor_of(user)


def _place(dice: random.Random) -> dict[str, float]:
    spread = 0.1 if dice.random() < 0.5 else 2.0
    return {"latitude": 56.8 + dice.uniform(-spread, spread), "longitude": 60.6 + dice.uniform(-spread, spread)}


def _region(
    rows: Rows, dice: random.Random, unit: Unit, families: int, guardians: int, categories: list[Any], now: dt.datetime
) -> tuple[list[FamilyCase], list[Guardian]]:
    helpers = [_guardian(rows, dice, unit, number, categories, now) for number in range(guardians)]
    cases = []
    for number in range(families):
        helped = number < families * HELPED
        case = _family(rows, dice, unit, number, helped, now)
        needs = [_need(rows, dice, case, categories, helped) for _ in range(dice.choice((1, 2, 2, 3)))]
        if helped:
            seat, place = divmod(number, guardians)
            _pair(rows, dice, case, helpers[place], seat + 1, needs, now)
        cases.append(case)
    return cases, helpers


def _guardian(
    rows: Rows, dice: random.Random, unit: Unit, number: int, categories: list[Any], now: dt.datetime
) -> Guardian:
    person = rows.add(Beneficiary(name="Опекун Пробный"))
    whole = dice.random() < 0.3
    guardian: Guardian = rows.add(
        Guardian(
            number=f"О-{unit.region_id}-{number}",
            kind="initiative_group",
            name=f"Группа {number}",
            region=unit.region,
            unit=unit,
            town="Город",
            whole_region=whole,
            radius_km=None if whole else dice.choice((10, 30, 60, 100)),
            capacity=dice.choice((3, 4, 5, 10)),
            applied_at=now - 200 * DAY,
            updated_at=now,
            verified_at=now - 190 * DAY,
            handed_at=now - 190 * DAY,
            state="ready",
            representative=person,
            **_place(dice),
        )
    )
    for category in dice.sample(categories, dice.choice((1, 2, 3))):
        rows.add(
            Capability(
                guardian=guardian, category=category, formats=["in_person"], periodicity=dice.choice(("", "weekly"))
            )
        )
    return guardian


def _family(rows: Rows, dice: random.Random, unit: Unit, number: int, helped: bool, now: dt.datetime) -> FamilyCase:
    person = rows.add(Beneficiary(name="Семья Пробная"))
    at = now - dice.randint(5, 300) * DAY
    case: FamilyCase = rows.add(
        FamilyCase(
            number=f"С-{unit.region_id}-{number}",
            unit=unit,
            applicant=person,
            source="hotline",
            town=f"Город {number % 12}",
            code_word="ромашка",
            received_at=at,
            special_control=True,
            marker_at=at + DAY,
            needs_clarified_at=at + DAY,
            decision="needed",
            state="helped" if helped else "waiting",
            **_place(dice),
        )
    )
    return case


def _need(rows: Rows, dice: random.Random, case: FamilyCase, categories: list[Any], helped: bool) -> Need:
    need: Need = rows.add(
        Need(
            case=case,
            category=dice.choice(categories),
            description="Помогать по дому",
            format=dice.choice(list(NeedFormat)),
            periodicity=dice.choice(list(Periodicity)),
            urgency="high" if dice.random() < 0.25 else "normal",
            state="promised" if helped else "open",
        )
    )
    return need


def _pair(
    rows: Rows,
    dice: random.Random,
    case: FamilyCase,
    guardian: Guardian,
    seat: int,
    needs: list[Need],
    now: dt.datetime,
) -> None:
    at = now - dice.randint(40, 300) * DAY
    pair = rows.add(
        Guardianship(
            number=f"П-{case.number}",
            case=case,
            guardian=guardian,
            unit=case.unit,
            seat=seat,
            state="active",
            proposed_at=at,
            matched_at=at,
            connect_due_at=at + 3 * DAY,
            introduced_at=at + DAY,
            help_started_on=(at + 2 * DAY).date(),
        )
    )
    for need in needs:
        rows.add(Promise(guardianship=pair, need=need, made_at=at))
    for number in range(FACTS):
        on = (now - dice.randint(0, 60) * DAY).date()
        rows.add(
            HelpFact(
                guardianship=pair,
                unit=case.unit,
                category=needs[0].category,
                on=on,
                amount=f"раз {number}",
                author="guardian",
                logged_at=now,
            )
        )
    for number in range(TALKS + 1):
        done = number < TALKS
        _call(rows, dice, pair, number, done, now - (TALKS - number) * 30 * DAY)


def _call(rows: Rows, dice: random.Random, pair: Guardianship, number: int, done: bool, at: dt.datetime) -> None:
    call = rows.add(
        Call(
            guardianship=pair,
            unit=pair.unit,
            number=number,
            due_on=at.date(),
            work_on=at.date(),
            attention_on=None if done else at.date(),
            state="closed" if done else "open",
            differs=done and dice.random() < 0.05,
        )
    )
    for side in ("family", "guardian"):
        rows.add(
            CallSide(
                call=call, side=side, state="done" if done else "waiting", done_at=at if done else None, answers={}
            )
        )
