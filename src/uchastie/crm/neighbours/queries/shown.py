"""Needs and requests that stand on the board without names, for the cards they came from."""

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.neighbours.models import Notice
from uchastie.crm.neighbours.rules import LIVING


def needs_of_case(case: FamilyCase) -> tuple[list[Notice], list[Need]]:
    """(what was shown, open needs that are not on the board now)."""
    shown = list(Notice.objects.filter(need__case=case).select_related("need").order_by("-shown_at")[:30])
    living = {one.need_id for one in shown if one.state in LIVING}
    return shown, [need for need in families.list_open_needs(case) if need.pk not in living]


def notices_of_request(request: ServiceRequest) -> list[Notice]:
    return list(Notice.objects.filter(request=request).order_by("-shown_at")[:10])
