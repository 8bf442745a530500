"""Rules of the network, by subject."""

from uchastie.crm.network.rules.card import (
    ZONES,
    CentreCard,
    Municipality,
    Room,
    clean_card,
    make_slug,
    parse_place,
    parse_territory,
)
from uchastie.crm.network.rules.hours import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    Interval,
    is_open,
    parse_hours,
    summarise_hours,
    write_hours,
)
from uchastie.crm.network.rules.imports import HEADINGS, ImportKind, Verdict
from uchastie.crm.network.rules.opening import Opening, describe_opening
from uchastie.crm.network.rules.units import (
    GIVES,
    ROLES_AT,
    UNIT_KIND_NAMES,
    UNIT_STATUS_NAMES,
    WORKERS,
    UnitKind,
    UnitStatus,
)

__all__ = [
    "GIVES",
    "HEADINGS",
    "ROLES_AT",
    "UNIT_KIND_NAMES",
    "UNIT_STATUS_NAMES",
    "WEEKDAYS",
    "WEEKDAY_NAMES",
    "WORKERS",
    "ZONES",
    "CentreCard",
    "ImportKind",
    "Interval",
    "Municipality",
    "Opening",
    "Room",
    "UnitKind",
    "UnitStatus",
    "Verdict",
    "clean_card",
    "describe_opening",
    "is_open",
    "make_slug",
    "parse_hours",
    "parse_place",
    "parse_territory",
    "summarise_hours",
    "write_hours",
]
