"""Who could help whom, computed from the records at each look: nothing that may grow stale is kept (B12, B40)."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import OPEN_NEEDS
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import are_passed
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.rules import Places
from uchastie.crm.matching import access
from uchastie.crm.matching.rules import Asked, Fit, Helper, Home, Skill, fit_of
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

MOST = 12  # guardians beside each other


@dataclass(frozen=True, slots=True)
class Candidate:
    guardian: Guardian
    fit: Fit
    places: Places


@dataclass(frozen=True, slots=True)
class Waiting:
    case: FamilyCase
    needs: tuple[Need, ...]
    possible: int  # guardians who may be asked
    best: Fit | None


def open_needs(case: FamilyCase) -> tuple[Need, ...]:
    """Needs nobody has promised to meet, those asked first in front."""
    needs = [need for need in case.needs.all() if need.state in OPEN_NEEDS]
    return tuple(sorted(needs, key=lambda need: (need.added_at, need.pk)))


def list_candidates(actor: Actor, case_id: UUID) -> tuple[FamilyCase, tuple[Need, ...], list[Candidate]]:
    """The family, its open needs, the guardians of the region, the best first; those who cannot now stand last."""
    case = families.get_case(actor, case_id)
    access.require_headquarters(actor, case.unit)
    needs = open_needs(case)
    helpers = list(guardians.list_ready(case.unit))
    fits = _fits(case, needs, helpers, guardianship.places_of([one.pk for one in helpers]), ready=None)
    return case, needs, sorted(fits, key=lambda one: (*one.fit.order, one.guardian.name))[:MOST]


def list_waiting(actor: Actor, unit: Unit | None) -> list[Waiting]:
    """«Подбор»: families that wait, the longest first, each with the best that can be asked. The number of statements
    does not depend on the number of families: whether a guardian's gates still stand is asked on the family's page."""
    unit = access.require_headquarters(actor, unit)
    cases = list(families.list_waiting(unit))
    helpers = list(guardians.list_ready(unit))
    places = guardianship.places_of([one.pk for one in helpers])
    found = []
    for case in cases:
        needs = open_needs(case)
        fits = [one.fit for one in _fits(case, needs, helpers, places, ready=True) if one.fit.possible]
        found.append(Waiting(case, needs, len(fits), min(fits, key=lambda fit: fit.order, default=None)))
    return found


def list_families_for(actor: Actor, guardian_id: UUID) -> tuple[Guardian, Places, list[tuple[FamilyCase, Fit]]]:
    """The same the other way round: families this guardian could help, the longest waiting first among equals."""
    guardian = guardians.get_guardian(actor, guardian_id)
    if guardian.unit is None:
        raise NotSeen
    access.require_headquarters(actor, guardian.unit)
    places = guardianship.places(guardian)
    ready = guardians.is_ready(guardian)
    rows = []
    for case in families.list_waiting(guardian.unit):
        fit = _fits(case, open_needs(case), [guardian], {guardian.pk: places}, ready=ready)[0].fit
        rows.append((case, fit))
    return guardian, places, sorted(rows, key=lambda row: (row[1].order, row[0].marker_at))[:MOST]


def _fits(
    case: FamilyCase,
    needs: tuple[Need, ...],
    helpers: list[Guardian],
    places: dict[UUID, Places],
    *,
    ready: bool | None,
) -> list[Candidate]:
    """`ready` None: ask the gates of each."""
    home = Home(
        needs=tuple(Asked(need.pk, need.category_id, need.format, need.periodicity, need.urgency) for need in needs),
        town=case.town,
        latitude=case.latitude,
        longitude=case.longitude,
    )
    refused = _refused(case) if ready is None else set()
    found = []
    for guardian in helpers:
        stands = are_passed(guardians.gates(guardian)) if ready is None else ready
        helper = _helper(guardian, places[guardian.pk].free, stands, guardian.pk in refused)
        found.append(Candidate(guardian, fit_of(home, helper), places[guardian.pk]))
    return found


def _refused(case: FamilyCase) -> set[UUID]:
    """Guardians with whom it did not come about, or who are in a pair with the family already."""
    return {pair.guardian_id for pair in guardianship.list_of_case(case.pk) if pair.state not in {"ended"}}


def _helper(guardian: Guardian, free: int, ready: bool, refused: bool) -> Helper:
    skills: dict[str, Skill] = defaultdict(Skill)
    for one in guardian.capabilities.all():
        skills[one.category_id] = Skill(frozenset(one.formats), one.periodicity)
    return Helper(
        skills=dict(skills),
        town=guardian.town,
        latitude=guardian.latitude,
        longitude=guardian.longitude,
        whole_region=guardian.whole_region,
        radius_km=guardian.radius_km,
        territory=frozenset(part.name for part in guardian.territory.all()),
        capacity=guardian.capacity,
        free=free,
        ready=ready,
        refused=refused,
    )
