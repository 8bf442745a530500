"""The catalogue given with the product: files in `data/`, one per service, readable by the people who maintain it.

`load` adds what is missing by code. It never touches a row that exists: people may have edited it.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from uchastie.crm.catalogue.models import (
    Audience,
    Partner,
    Principle,
    Regulation,
    RegulationStep,
    Service,
    Topic,
)
from uchastie.crm.catalogue.rules import RegulationStatus
from uchastie.kernel import clock

DATA = Path(__file__).parent / "data"
PLAIN = ("code", "place", "kind", "type", "name", "short", "goal", "tasks", "outcomes", "minutes")


@cache
def read_services() -> tuple[dict[str, Any], ...]:
    files = (DATA / "services").glob("*.toml")
    return tuple(sorted((_read(file) for file in files), key=lambda item: item["place"]))


@transaction.atomic
def load() -> None:
    audiences = [{**row, "place": place} for place, row in enumerate(_read(DATA / "audiences.toml")["audiences"], 1)]
    Audience.objects.bulk_create([Audience(**row) for row in audiences], ignore_conflicts=True)
    Partner.objects.bulk_create(
        [Partner(**row) for row in _read(DATA / "partners.toml")["partners"]], ignore_conflicts=True
    )
    Principle.objects.bulk_create(
        [Principle(**row) for row in _read(DATA / "principles.toml")["principles"]], ignore_conflicts=True
    )
    present = set(Service.objects.values_list("code", flat=True))
    _add([item for item in read_services() if item["code"] not in present])


def _add(items: list[dict[str, Any]]) -> None:
    """New services with their links, topics and first regulation: a handful of statements for all of them."""
    Service.objects.bulk_create(
        [Service(**{name: item[name] for name in PLAIN}, level=item.get("level", "")) for item in items]
    )
    links = [(item["code"], kind, code) for item in items for kind in ("partners", "audiences") for code in item[kind]]
    partner, audience = Service.partners.through, Service.audiences.through
    partner.objects.bulk_create(partner(service_id=s, partner_id=c) for s, kind, c in links if kind == "partners")
    audience.objects.bulk_create(audience(service_id=s, audience_id=c) for s, kind, c in links if kind == "audiences")
    Topic.objects.bulk_create(
        Topic(service_id=item["code"], place=place, **topic)
        for item in items
        for place, topic in enumerate(item.get("topics", []), start=1)
    )
    _add_regulations(items)


def _add_regulations(items: list[dict[str, Any]]) -> None:
    now = clock.now()
    regulations = [
        Regulation(
            service_id=item["code"],
            number=1,
            status=RegulationStatus.PUBLISHED,
            summary=item["regulation"]["summary"],
            published_at=now,
        )
        for item in items
    ]
    Regulation.objects.bulk_create(regulations)
    RegulationStep.objects.bulk_create(
        RegulationStep(regulation=regulation, place=place, **step)
        for regulation, item in zip(regulations, items, strict=True)
        for place, step in enumerate(item["regulation"]["steps"], start=1)
    )


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
