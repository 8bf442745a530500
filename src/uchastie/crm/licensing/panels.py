"""What the network's pages show of the sets of services."""

from collections.abc import Sequence
from typing import Any

from uchastie.crm.licensing import access, queries
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel
from uchastie.ui.text import plural

SHOWN = 6  # the rest opens by a button: on a phone twelve services are four screens


def centre_services(actor: Actor, unit: Unit) -> Panel | None:
    """«Доступные сервисы» on the public page of a centre (A59)."""
    found = queries.list_offered(unit)
    if not found:
        return None
    context: dict[str, Any] = {"centre": unit, "first": found[:SHOWN], "rest": found[SHOWN:]}
    return Panel("licensing/panel_services.html", context)


def centre_list_counts(actor: Actor, units: Sequence[Unit]) -> Panel | None:
    """«12 сервисов» beside each centre of a list."""
    counts = queries.count_offered(units)
    return Panel("", {"notes": {pk: plural(n, "сервис", "сервиса", "сервисов") for pk, n in counts.items()}})


def unit_set(actor: Actor, unit: Unit) -> Panel | None:
    """The set of a centre on its staff page."""
    found = queries.list_offered(unit)
    if not found:
        return None
    tally = queries.tally_of(found, {service.code for service in found})
    context: dict[str, Any] = {
        "centre": unit,
        "services": found,
        "tally": tally,
        "editor": access.may_set_offers(actor, unit),
    }
    return Panel("licensing/panel_set.html", context)
