"""A table that came in, and the table that goes back to ОНФ.Помощь."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from uchastie.crm.families import access, rules
from uchastie.crm.families.models import FamilyCase, FamilyImport
from uchastie.crm.families.rules import FamilyState
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

EXPORT_HEAD = (
    *("Номер в ОНФ.Помощь", "Номер семьи", "Состояние", "Требуется опека", "Маркер поставлен", "Особый контроль"),
    *("Решение", "Почему", "Потребностей открыто", "Потребностей закрыто", "Принята", "Изменена"),
)


def get_import(actor: Actor, import_id: UUID) -> FamilyImport:
    """One's own: the table holds names and phones."""
    batch = FamilyImport.objects.select_related("unit").filter(pk=import_id, by_id=actor.user_id).first()
    if batch is None or actor.user_id is None or not access.is_coordinator(actor, batch.unit.path):
        raise NotSeen
    return batch


def list_export(actor: Actor, unit: Unit) -> Iterator[list[Any]]:
    """B11, B27: everything ОНФ.Помощь must know, by its own numbers; no names, phones and addresses."""
    if not access.is_coordinator(actor, unit.path):
        raise NotSeen
    open_now = Count("needs", filter=Q(needs__state__in=sorted(rules.OPEN_NEEDS | {rules.NeedState.PROMISED})))
    met = Count("needs", filter=Q(needs__state=rules.NeedState.MET))
    rows = FamilyCase.objects.filter(unit__path__startswith=unit.path).annotate(open_now=open_now, met=met)
    zone = unit.zone
    for case in rows.order_by("received_at", "id").iterator(chunk_size=500):
        yield [
            case.external_id,
            case.number,
            rules.STATE_NAMES[FamilyState(case.state)],
            case.marker_at is not None and case.state not in rules.FINISHED,
            case.marker_at.astimezone(zone) if case.marker_at else None,
            case.special_control,
            rules.DECISION_NAMES[rules.Decision(case.decision)] if case.decision else "",
            case.decision_reason,
            case.open_now,
            case.met,
            case.received_at.astimezone(zone),
            case.updated_at.astimezone(zone),
        ]
