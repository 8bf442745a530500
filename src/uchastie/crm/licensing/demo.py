"""The approved sets of the demonstration's centres."""

from uchastie.crm.licensing import actions
from uchastie.crm.network import queries as network
from uchastie.kernel.actor import SYSTEM

# Twelve services with the base four: six «Стандарт» and two «Мастер», so the page has something to warn about.
USUAL = (
    "social-design",
    "silver-mentor",
    "first-aid",
    "experts",
    "events",
    "corporate",
    "impact-assessment",
    "service-learning",
)
SMALL_TOWN = ("social-design", "mutual-aid", "premises", "events", "eco", "blood-donation", "small-towns")
LARGE = (*USUAL, "volunteer-corps", "dobro-university", "acceleration")


def make() -> None:
    """«Уралмаш» has the usual set; the other centres have one of three, in turn."""
    others = (SMALL_TOWN, USUAL, LARGE)
    for place, unit in enumerate(network.list_centres().order_by("path")):
        actions.set_offers(SYSTEM, unit, USUAL if unit.slug == "uralmash" else others[place % len(others)])
