"""Reads of the headquarters."""

from uchastie.crm.oversight.queries.control import RegionLine, Totals, count_totals, find_line, list_regions
from uchastie.crm.oversight.queries.plans import PlanFigures, list_plans, total_of_plans
from uchastie.crm.oversight.queries.records import count_figures
from uchastie.crm.oversight.queries.snapshots import (
    find_snapshot,
    get_region,
    get_snapshot,
    list_days,
    list_headquarters,
    list_missing,
    list_newest,
    list_versions,
)
from uchastie.crm.oversight.queries.today import CALLS, CLOCKS, STAGES_OF_FAMILIES, Mini, Today, get_today, list_stage

__all__ = [
    "CALLS",
    "CLOCKS",
    "STAGES_OF_FAMILIES",
    "Mini",
    "PlanFigures",
    "RegionLine",
    "Today",
    "Totals",
    "count_figures",
    "count_totals",
    "find_line",
    "find_snapshot",
    "get_region",
    "get_snapshot",
    "get_today",
    "list_days",
    "list_headquarters",
    "list_missing",
    "list_newest",
    "list_plans",
    "list_regions",
    "list_stage",
    "list_versions",
    "total_of_plans",
]
