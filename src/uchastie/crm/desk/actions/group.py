"""A consultation of a whole group: one deed, and for everyone who gave a name a request and a delivery of his own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents.rules import Method
from uchastie.crm.desk import access
from uchastie.crm.desk.actions import by_hand, drafts, intake
from uchastie.crm.desk.actions.work import Done
from uchastie.crm.desk.models import Delivery, Group
from uchastie.crm.desk.rules import Applicant, Channel
from uchastie.crm.desk.rules.gathering import Participant, require_group
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id

OBJECT = "desk.group"


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who came: those with a name, and how many without."""

    named: Sequence[Participant]
    unnamed: int = 0
    consent_method: Method = Method.ORAL
    found_by: Sequence[str] = field(default=())


@transaction.atomic
def serve_group(*, actor: Actor, unit: Unit, service_code: str, gathering: Gathering, done: Done, key: str) -> Group:
    """All or nobody: a mistake in one line leaves nothing behind, and names whose line it is. The same `key` twice is
    one group."""
    access.require_worker(actor, unit.path)
    require_group(gathering.named, gathering.unnamed)

    def create() -> str:
        service, regulation = intake.offered(unit, service_code)
        group = Group.objects.create(
            id=new_id(),
            unit=unit,
            service=service,
            regulation=regulation,
            at=clock.now(),
            by_id=actor.user_id,
            unnamed=gathering.unnamed,
        )
        for one in gathering.named:
            _serve(actor, group, service_code, one, gathering, done)
        journal.record(actor, verb="gathered", object_kind=OBJECT, object_id=group.pk, unit_id=unit.pk)
        drafts.erase_sent(actor, key)
        return str(group.pk)

    body = hashlib.sha256(repr((service_code, gathering, done)).encode()).hexdigest()
    answer, _ = idempotency.once(scope=f"desk.group:{unit.pk}", key=key, fingerprint=body, run=create)
    return Group.objects.select_related("unit", "service").get(pk=UUID(answer))


def _serve(actor: Actor, group: Group, service_code: str, one: Participant, gathering: Gathering, done: Done) -> None:
    way = Way.PHONE if one.phone else Way.EMAIL if one.email else Way.VISIT
    applicant = Applicant(
        name=one.name, preferred_way=way, phone=one.phone, email=one.email, volunteer_id=one.volunteer_id
    )
    manual = by_hand.Manual(
        channel=Channel.VISIT,
        beneficiary_id=one.beneficiary_id,
        consent_method=gathering.consent_method,
        found_by=(one.phone, one.volunteer_id, *gathering.found_by),
    )
    try:
        request = by_hand.serve(actor, group.unit, service_code, applicant, "", manual, done)
    except Refusal as refusal:
        if refusal.field in {"topic", "exemption", "service", "minutes"}:  # of the group, not of the person
            raise
        raise Refusal(
            refusal.code, f"{one.name or 'Человек из списка'}: {refusal.message}", field="people"
        ) from refusal
    Delivery.objects.filter(request=request).update(group=group)
