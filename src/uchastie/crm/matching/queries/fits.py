"""Who could help whom, computed from the records at each look: nothing that may grow stale is kept (B12, B40)."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import prefetch_related_objects

from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import OPEN_NEEDS
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import GuardianState
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.rules import Places
from uchastie.crm.matching import access
from uchastie.crm.matching.models import Coincidence
from uchastie.crm.matching.rules import Asked, Family, Fit, Helper, Home, Skill, fit_of, model_of
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

MOST = 12  # guardians beside each other
PAGE = 50
NOT_ADMITTED = "допуск не пройден"
THERE, REFUSED = "уже в паре с этой семьёй", "уже отказывались друг от друга"
ASIDE = "вы отложили эту пару"

SKILLS = ("capabilities", "territory")  # read once, however many families are looked at

type Known = dict[tuple[UUID, UUID], str]


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
    """The family, its open needs, the guardians of the region, the best first; those who cannot now stand last.

    A guardian's state follows its gates; they are asked once more when a place is reserved."""
    case = families.get_case(actor, case_id)
    access.require_headquarters(actor, case.unit)
    needs = open_needs(case)
    helpers = list(guardians.list_ready(case.unit))
    fits = _fits(case, needs, helpers, guardianship.places_of([one.pk for one in helpers]), known_pairs([case]))
    return case, needs, sorted(fits, key=_order)[:MOST]


def _order(one: Candidate) -> tuple[object, ...]:
    return (*one.fit.order, one.guardian.name)


def list_waiting(actor: Actor, unit: Unit | None, *, after: str | None = None) -> tuple[Page[Waiting], int]:
    """«Подбор»: families that wait, the longest first, each with the best that can be asked; how many there are. The
    number of statements does not depend on the number of families and guardians, and what is compared is a page of
    families with the guardians of the region, each read once."""
    unit = access.require_headquarters(actor, unit)
    waiting = families.list_waiting(unit)
    page = keyset(waiting, order=("marker_at", "id"), size=PAGE, after=after)
    helpers = list(guardians.list_ready(unit))
    places, known = guardianship.places_of([one.pk for one in helpers]), known_pairs(page.items)
    able = {one.pk: helper_of(one, places[one.pk].free) for one in helpers}
    asked = [Family(case.pk, home_of(case, open_needs(case))) for case in page.items]
    fits: dict[UUID, list[Fit]] = {case.pk: [] for case in page.items}
    for (case_id, _), fit in model_of(asked, able, known).fits.items():
        fits[case_id].append(fit)
    rows = [_waiting(case, fits[case.pk]) for case in page.items]
    return Page(rows, page.after), waiting.count()


def _waiting(case: FamilyCase, fits: list[Fit]) -> Waiting:
    return Waiting(case, open_needs(case), len(fits), min(fits, key=lambda fit: fit.order, default=None))


def list_families_for(actor: Actor, guardian_id: UUID) -> tuple[Guardian, Places, list[tuple[FamilyCase, Fit]]]:
    """The same the other way round: families this guardian could help, the longest waiting first among equals."""
    guardian = guardians.get_guardian(actor, guardian_id)
    if guardian.unit is None:
        raise NotSeen
    access.require_headquarters(actor, guardian.unit)
    places = guardianship.places(guardian)
    prefetch_related_objects([guardian], *SKILLS)
    admitted = guardian.state == GuardianState.READY
    cases = list(families.list_waiting(guardian.unit))
    known, rows = known_pairs(cases), []
    for case in cases:
        fit = _fits(case, open_needs(case), [guardian], {guardian.pk: places}, known)[0].fit
        rows.append((case, fit if admitted else replace(fit, stops=(NOT_ADMITTED, *fit.stops))))
    return guardian, places, sorted(rows, key=lambda row: (row[1].order, row[0].marker_at))[:MOST]


def known_pairs(cases: list[FamilyCase]) -> Known:
    """Pairs that are there already, did not come about, or were put aside by a coordinator. Two statements."""
    ids = [case.pk for case in cases]
    aside = Coincidence.objects.filter(case__in=ids, dismissed_at__isnull=False)
    known: Known = dict.fromkeys(aside.values_list("case_id", "guardian_id"), ASIDE)
    for case_id, guardian_id, is_open in guardianship.list_known(ids):
        known[case_id, guardian_id] = THERE if is_open else REFUSED
    return known


def _fits(
    case: FamilyCase, needs: tuple[Need, ...], helpers: list[Guardian], places: dict[UUID, Places], known: Known
) -> list[Candidate]:
    home, found = home_of(case, needs), []
    for guardian in helpers:
        seats = places[guardian.pk]
        helper = helper_of(guardian, seats.free, known.get((case.pk, guardian.pk), ""))
        found.append(Candidate(guardian, fit_of(home, helper), seats))
    return found


def home_of(case: FamilyCase, needs: tuple[Need, ...]) -> Home:
    return Home(
        needs=tuple(Asked(need.pk, need.category_id, need.format, need.periodicity, need.urgency) for need in needs),
        town=case.town,
        latitude=case.latitude,
        longitude=case.longitude,
    )


def helper_of(guardian: Guardian, free: int, known: str = "") -> Helper:
    skills = {one.category_id: Skill(frozenset(one.formats), one.periodicity) for one in guardian.capabilities.all()}
    return Helper(
        skills=skills,
        town=guardian.town,
        latitude=guardian.latitude,
        longitude=guardian.longitude,
        whole_region=guardian.whole_region,
        radius_km=guardian.radius_km,
        territory=frozenset(part.name for part in guardian.territory.all()),
        capacity=guardian.capacity,
        free=free,
        known=known,
    )
