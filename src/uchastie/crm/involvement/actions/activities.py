"""What was done together: who took part, what was decided, what changed (C2, C16)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.involvement import access
from uchastie.crm.involvement.actions.record import ACTIVITY, record_of
from uchastie.crm.involvement.models import BeneficiaryRole, InvolvementActivity, TargetGroup
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Deed:
    level: str
    degree: int
    title: str
    on: dt.date
    others: int = 0
    together: bool = False
    decision: str = ""
    for_services: str = ""
    for_people: str = ""


@transaction.atomic
def record_activity(
    *, actor: Actor, unit: Unit | None, deed: Deed, key: str, roles: Collection[UUID] = (), groups: Collection[str] = ()
) -> InvolvementActivity:
    """The same key is the same record. Those named must have agreed to take part by then."""
    home = access.require_lead(actor, unit)
    found = InvolvementActivity.objects.filter(unit=home, key=key).first()
    if found is not None:
        return found
    if deed.on > clock.today(home.zone):
        raise Refusal("future", "Этот день ещё не наступил. Запишите, когда всё пройдёт.", field="on")
    named = list(
        BeneficiaryRole.objects.filter(access.led_by(actor), unit=home, pk__in=list(roles), consent__isnull=False)
    )
    if not named and not deed.others:
        raise Refusal("nobody", "Отметьте, кто участвовал, или укажите, сколько было людей.", field="roles")
    if deed.together and not deed.decision.strip():
        raise Refusal("decision", "Напишите, что решили участники.", field="decision")
    by = accounts.get_user(actor.user_id)
    made = InvolvementActivity.objects.create(unit=home, by=by, key=key, **asdict(deed))
    made.roles.set(named)
    made.groups.set(TargetGroup.objects.filter(pk__in=list(groups)))
    record_of(actor, ACTIVITY, made, home, "involvement_activity", level=deed.level, people=len(named) + deed.others)
    return made
