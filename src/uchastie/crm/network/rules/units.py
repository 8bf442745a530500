"""Kinds of units, their states, and the roles of their staff."""

from enum import StrEnum

from uchastie.crm.accounts.rules import STAFF, Role


class UnitKind(StrEnum):
    FEDERAL = "federal"
    REGION_HQ = "region_hq"
    MUNICIPAL_HQ = "municipal_hq"
    CENTRE = "centre"


UNIT_KIND_NAMES: dict[UnitKind, str] = {
    UnitKind.FEDERAL: "Федеральная команда",
    UnitKind.REGION_HQ: "Региональный штаб",
    UnitKind.MUNICIPAL_HQ: "Муниципальный штаб",
    UnitKind.CENTRE: "Добро.Центр",
}


class UnitStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"  # not shown to citizens; the staff finish what they have
    CLOSED = "closed"  # its own staff lose access; those above still see it
    LOCKED = "locked"  # the same until its licence works: its staff see only the way to it


UNIT_STATUS_NAMES: dict[UnitStatus, str] = {
    UnitStatus.ACTIVE: "работает",
    UnitStatus.SUSPENDED: "приостановлен",
    UnitStatus.CLOSED: "закрыт",
    UnitStatus.LOCKED: "доступ закрыт: лицензия не действует",
}

# Which staff roles exist in which unit. A centre may also be the headquarters of its municipality.
ROLES_AT: dict[UnitKind, tuple[Role, ...]] = {
    UnitKind.FEDERAL: (Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST, Role.DPO, Role.ADMIN),
    UnitKind.REGION_HQ: (Role.REGION_COORDINATOR,),
    UnitKind.MUNICIPAL_HQ: (Role.MUNICIPAL_COORDINATOR,),
    UnitKind.CENTRE: (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR),
}

# Who may give which role (in his own unit and below). Nobody gives a role above his own.
GIVES: dict[Role, frozenset[Role]] = {
    Role.CENTRE_HEAD: frozenset({Role.CENTRE_EMPLOYEE}),
    Role.REGION_COORDINATOR: frozenset({Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR}),
    Role.FEDERAL_MANAGER: STAFF - {Role.ADMIN},
    Role.ADMIN: STAFF,
}

# Who leads requests in a centre.
WORKERS: frozenset[Role] = frozenset({Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD})
