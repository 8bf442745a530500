"""Named selections of the queue, and the first-day tour that was seen."""

from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from uchastie.crm.desk import access, queries
from uchastie.crm.desk.models import SavedFilter, TourMark
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, Refusal

MOST_SAVED = 30  # of one employee in one unit


@transaction.atomic
def save_filter(*, actor: Actor, unit: Unit, name: str, query: str, shared: bool) -> SavedFilter:
    """Under a name of the own choice; the same name again replaces. Only the head shares with everybody."""
    access.require_reader(actor, unit.path)
    if shared and not access.is_head(actor, unit.path):
        raise Denied("Общие отборы сохраняет руководитель центра.")
    selection = queries.read_selection(QueryDict(query))
    if not selection:
        raise Refusal("empty", "Сначала выберите, что показать: пустой отбор сохранять незачем.", field="name")
    own = SavedFilter.objects.filter(owner_id=actor.user_id, unit=unit)
    if own.exclude(name=name).count() >= MOST_SAVED:
        raise Refusal("too_many", f"Сохранено уже {MOST_SAVED} отборов. Удалите лишние.", field="name")
    values = {"query": selection.query(), "shared": shared, "created_at": clock.now()}
    saved, _ = SavedFilter.objects.update_or_create(owner_id=actor.user_id, unit=unit, name=name, defaults=values)
    return saved


@transaction.atomic
def remove_filter(*, actor: Actor, unit: Unit, saved_id: UUID) -> None:
    queries.get_saved(actor, unit, saved_id).delete()


@transaction.atomic
def set_tour_seen(*, actor: Actor, seen: bool) -> None:
    """The employee needs the first-day tour no more, or wants to see it again."""
    if actor.user_id is None:
        return
    if seen:
        TourMark.objects.get_or_create(user_id=actor.user_id)
    else:
        TourMark.objects.filter(user_id=actor.user_id).delete()
