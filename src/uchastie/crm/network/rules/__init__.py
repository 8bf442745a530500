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
from uchastie.crm.network.rules.opening import Opening, describe_opening
from uchastie.crm.network.rules.units import (
    GIVES,
    ROLES_AT,
    UNIT_KIND_NAMES,
    UNIT_STATUS_NAMES,
    UnitKind,
    UnitStatus,
)

__all__ = [
    "GIVES",
    "ROLES_AT",
    "UNIT_KIND_NAMES",
    "UNIT_STATUS_NAMES",
    "WEEKDAYS",
    "WEEKDAY_NAMES",
    "ZONES",
    "CentreCard",
    "Interval",
    "Municipality",
    "Opening",
    "Room",
    "UnitKind",
    "UnitStatus",
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
