"""Coincidences that are new, and what has to be looked at anew."""

from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import MATCHABLE
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import GuardianState
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.matching import access
from uchastie.crm.matching.models import Coincidence
from uchastie.crm.matching.queries.fits import SKILLS, helper_of, home_of, known_pairs, open_needs
from uchastie.crm.matching.rules import Fit, fit_of
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

ON_PAGE = 30

type Pair = tuple[UUID, UUID]


def list_new(actor: Actor, unit: Unit) -> list[Coincidence]:
    """Not seen by anybody yet, the newest first."""
    rows = _of(actor, unit).select_related("case", "guardian")
    return list(rows.order_by("-found_at", "-id")[:ON_PAGE])


def count_new(actor: Actor, unit: Unit) -> int:
    return _of(actor, unit).count()


def _of(actor: Actor, unit: Unit) -> "QuerySet[Coincidence]":
    """Whose family has left the queue, or whose guardian takes nobody now, is not told of while it waits to be looked at."""
    access.require_headquarters(actor, unit)
    rows = Coincidence.objects.filter(unit__path__startswith=unit.path, seen_at=None)
    return rows.filter(case__state__in=sorted(MATCHABLE), guardian__state=GuardianState.READY)


def fits_of_case(case: FamilyCase) -> dict[Pair, Fit]:
    """All guardians of the region who may be asked for this family now."""
    if case.state not in MATCHABLE:
        return {}
    return _possible([case], list(guardians.list_ready(case.unit)))


def fits_of_guardian(guardian: Guardian) -> dict[Pair, Fit]:
    """All waiting families of the region this guardian may be asked for now."""
    if guardian.unit is None or guardian.state != GuardianState.READY:
        return {}
    prefetch_related_objects([guardian], *SKILLS)
    return _possible(list(families.list_waiting_near(guardian.unit)), [guardian])


def list_dismissed(actor: Actor, case_id: UUID) -> list[Coincidence]:
    """Guardians put aside for this family, the latest first, each with the reason."""
    case = families.get_case(actor, case_id)
    access.require_headquarters(actor, case.unit)
    rows = Coincidence.objects.filter(case=case, dismissed_at__isnull=False)
    return list(rows.select_related("guardian", "dismissed_by").order_by("-dismissed_at", "-id"))


def _possible(cases: list[FamilyCase], helpers: list[Guardian]) -> dict[Pair, Fit]:
    places, known = guardianship.places_of([one.pk for one in helpers]), known_pairs(cases)
    found = {}
    for case in cases:
        needs = open_needs(case)
        home = home_of(case, needs)
        for guardian in helpers:
            pair = (case.pk, guardian.pk)
            fit = fit_of(home, helper_of(guardian, places[guardian.pk].free, known.get(pair, "")))
            if fit.possible:
                found[pair] = fit
    return found


def get_coincidence(actor: Actor, coincidence_id: UUID, *, lock: bool = False) -> Coincidence:
    rows = Coincidence.objects.select_related("unit", "case", "guardian")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=coincidence_id).first()
    if found is None:
        raise NotSeen
    access.require_own(actor, found.unit)
    return found
