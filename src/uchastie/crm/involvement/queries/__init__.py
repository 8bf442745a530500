"""Reads of involvement, by subject."""

from uchastie.crm.involvement.queries.activities import list_activities, list_changes, list_of_person, list_of_role
from uchastie.crm.involvement.queries.groups import list_all_groups, list_groups
from uchastie.crm.involvement.queries.matrix import Coverage, Held, coverage, list_units, roles_held
from uchastie.crm.involvement.queries.opportunities import (
    get_open,
    get_opportunity,
    has_open,
    list_open,
    list_opportunities,
)
from uchastie.crm.involvement.queries.roles import (
    TAB_NAMES,
    Path,
    Tab,
    find_answer,
    get_own,
    get_role,
    list_own,
    list_people_found,
    list_pleased,
    list_roles,
    list_taking_part,
    path_of,
)

__all__ = [
    "TAB_NAMES",
    "Coverage",
    "Held",
    "Path",
    "Tab",
    "coverage",
    "find_answer",
    "get_open",
    "get_opportunity",
    "get_own",
    "get_role",
    "has_open",
    "list_activities",
    "list_all_groups",
    "list_changes",
    "list_groups",
    "list_of_person",
    "list_of_role",
    "list_open",
    "list_opportunities",
    "list_own",
    "list_people_found",
    "list_pleased",
    "list_roles",
    "list_taking_part",
    "list_units",
    "path_of",
    "roles_held",
]
