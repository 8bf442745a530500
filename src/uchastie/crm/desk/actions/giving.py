"""Handouts: what a person was given, and what was noted by mistake."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from uchastie.crm.desk import queries
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.models import HandoutGiven
from uchastie.crm.desk.rules import Status
from uchastie.crm.knowledge import queries as knowledge
from uchastie.crm.knowledge.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def note_handouts(
    *, actor: Actor, request_id: UUID, handout_ids: Collection[UUID], way: Way = Way.PRINT
) -> frozenset[UUID]:
    """From now on these handouts, and no others, are noted as given with the request; those that are new, in this way
    (A73)."""
    request = queries.for_update(actor, request_id, None)
    if request.status == Status.CANCELLED:
        raise Refusal("closed", "Заявка закрыта без оказания: памятки к ней не отмечают.")
    offered = {handout.pk for handout in knowledge.list_handouts(request.unit, service_code=request.service_id)}
    present = set(request.handouts_given.values_list("handout_id", flat=True))
    wanted = {pk for pk in handout_ids if pk in offered | present}
    if wanted == present:
        return frozenset(wanted)
    request.handouts_given.filter(handout_id__in=present - wanted).delete()
    now = clock.now()
    HandoutGiven.objects.bulk_create(
        HandoutGiven(request=request, handout_id=pk, way=way, at=now, by_id=actor.user_id)
        for pk in sorted(wanted - present)
    )
    record(actor, request, "handouts_given", count=str(len(wanted)))
    return frozenset(wanted)
