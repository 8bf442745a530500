"""Centres that may take a need of a family: working ones of its region, the nearest first."""

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import distance_km
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit


def list_centres_near(case: FamilyCase) -> list[tuple[Unit, float | None]]:
    """Of the family's town first when distances are not known."""
    centres = network.list_centres(region_code=case.unit.region_id or "-")
    found = [
        (centre, distance_km((case.latitude, case.longitude), (centre.latitude, centre.longitude)))
        for centre in centres
    ]
    far = float("inf")
    return sorted(found, key=lambda one: (far if one[1] is None else one[1], one[0].town != case.town, one[0].name))
