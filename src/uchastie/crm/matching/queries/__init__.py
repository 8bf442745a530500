"""Reads of matching by noun: fits of families and guardians, coincidences, plans."""

from uchastie.crm.matching.queries.fits import (
    Candidate,
    Waiting,
    list_candidates,
    list_families_for,
    list_waiting,
    open_needs,
)
from uchastie.crm.matching.queries.found import (
    count_new,
    fits_of_case,
    fits_of_guardian,
    get_coincidence,
    list_dismissed,
    list_new,
)
from uchastie.crm.matching.queries.plans import (
    get_plan,
    is_outdated,
    is_stuck,
    latest_plan,
    list_lines,
    list_newest,
    model_of_unit,
)

__all__ = [
    "Candidate",
    "Waiting",
    "count_new",
    "fits_of_case",
    "fits_of_guardian",
    "get_coincidence",
    "get_plan",
    "is_outdated",
    "is_stuck",
    "latest_plan",
    "list_candidates",
    "list_dismissed",
    "list_families_for",
    "list_lines",
    "list_new",
    "list_newest",
    "list_waiting",
    "model_of_unit",
    "open_needs",
]
