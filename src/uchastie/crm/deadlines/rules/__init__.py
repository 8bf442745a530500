"""Working days, the two clocks and their explanation in words. Pure Python."""

from uchastie.crm.deadlines.rules.calendar import WorkCalendar
from uchastie.crm.deadlines.rules.clocks import Deadline, hours_deadline, working_days_deadline
from uchastie.crm.deadlines.rules.explanation import Explanation, explain, explain_met
from uchastie.crm.deadlines.rules.strip import DayCell
from uchastie.crm.deadlines.rules.words import zone_city
from uchastie.crm.deadlines.rules.year import (
    ORDINARY,
    YearDay,
    YearMonth,
    is_shown,
    list_special,
    require_day,
    require_year,
    year_months,
)

__all__ = [
    "ORDINARY",
    "DayCell",
    "Deadline",
    "Explanation",
    "WorkCalendar",
    "YearDay",
    "YearMonth",
    "explain",
    "explain_met",
    "hours_deadline",
    "is_shown",
    "list_special",
    "require_day",
    "require_year",
    "working_days_deadline",
    "year_months",
    "zone_city",
]
