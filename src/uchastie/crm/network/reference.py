"""The 89 regions with their time zones, the federal team and a headquarters for every region: given with the product."""

import json
from pathlib import Path

from django.db import transaction

from uchastie.crm.network.models import Region, Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.search import make_text

FILE = Path(__file__).parent / "data" / "regions.json"


@transaction.atomic
def load() -> None:
    """Adds what is missing and corrects regions; units that people have edited stay as they are."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    regions = [
        Region(
            code=row["code"],
            name=row["name"],
            district=row["federal_district"] or "",
            tz=row["tz"],
            oktmo_prefix=row["oktmo_prefix"] or "",
            iso=row["iso"] or "",
        )
        for row in rows
    ]
    fields = ["name", "district", "tz", "oktmo_prefix", "iso"]
    Region.objects.bulk_create(regions, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    name = "Федеральная команда"
    federal, _ = Unit.objects.get_or_create(
        path="/", defaults={"slug": "russia", "kind": UnitKind.FEDERAL, "name": name, "search_text": make_text(name)}
    )
    known = set(Unit.objects.filter(kind=UnitKind.REGION_HQ).values_list("path", flat=True))
    Unit.objects.bulk_create([_headquarters(federal, region) for region in regions if f"/{region.code}/" not in known])


def _headquarters(federal: Unit, region: Region) -> Unit:
    return Unit(
        parent=federal,
        path=f"/{region.code}/",
        slug=f"r{region.code}",
        kind=UnitKind.REGION_HQ,
        region=region,
        name=region.name,
        tz=region.tz,
        search_text=make_text(region.name),
    )
