"""Who was lately pleased: may be asked whether to take part; the answer is theirs (A42, C7)."""

from uuid import UUID

from uchastie.crm.desk.models import Review
from uchastie.crm.desk.queries.requests import visible_to
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor

BEST = 5


def list_pleased(actor: Actor, unit: Unit, *, limit: int = 8) -> list[UUID]:
    """People of requests in this unit the actor may read, those of the newest review first."""
    mine = visible_to(actor).filter(unit=unit).values("pk")
    rows = Review.objects.filter(stars=BEST, request__in=mine).order_by("-created_at", "-id")
    found = rows.values_list("request__beneficiary_id", flat=True)[: limit * 4]
    return list(dict.fromkeys(found))[:limit]
