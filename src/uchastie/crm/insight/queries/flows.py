"""Sums of what other capabilities keep, for reports."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Sum

from uchastie.crm.insight.models import DayMeasure


def sum_flows(unit_ids: Collection[UUID], codes: Collection[str], first: dt.date, last: dt.date) -> dict[str, int]:
    """By code, of flows alone, both ends included; one statement. The table of days is proved equal to the records."""
    rows = DayMeasure.objects.filter(unit__in=unit_ids, code__in=codes, day__gte=first, day__lte=last).order_by()
    found: Any = rows.values_list("code").annotate(n=Sum("value"))
    return dict(found)
