"""Centres that may take a need of a family: working ones of its region, the nearest first."""

from math import cos, hypot, radians

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit

KM = 111.2  # of one degree of latitude


def distance_km(case: FamilyCase, centre: Unit) -> float | None:
    """As the crow flies; None when a place is not known."""
    if None in (case.latitude, case.longitude, centre.latitude, centre.longitude):
        return None
    here, there = (float(case.latitude or 0), float(case.longitude or 0)), centre
    north = (float(there.latitude or 0) - here[0]) * KM
    east = (float(there.longitude or 0) - here[1]) * KM * cos(radians(here[0]))
    return hypot(north, east)


def list_centres_near(case: FamilyCase) -> list[tuple[Unit, float | None]]:
    """Of the family's town first when distances are not known."""
    centres = network.list_centres(region_code=case.unit.region_id or "-")
    found = [(centre, distance_km(case, centre)) for centre in centres]
    far = float("inf")
    return sorted(found, key=lambda one: (far if one[1] is None else one[1], one[0].town != case.town, one[0].name))
