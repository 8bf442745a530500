"""The desk of those who answer."""

from uuid import UUID

from django.db.models import Count

from uchastie.crm.network.models import Unit
from uchastie.crm.voices import access
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.rules import WAITING, State
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.search import make_text

SIZE = 30
TABS: dict[str, tuple[str, tuple[State, ...]]] = {
    "waiting": ("Без ответа", WAITING),
    "doing": ("Делаем", (State.ACCEPTED,)),
    "done": ("Сделали", (State.DONE,)),
    "declined": ("Отказы", (State.DECLINED,)),
    "explained": ("Вопросы", (State.EXPLAINED,)),
}
COMPARED = 200


def get_item(actor: Actor, item_id: UUID) -> FeedbackItem:
    rows = FeedbackItem.objects.filter(access.seen_by(actor)).select_related("unit", "person", "joined_to")
    found = rows.filter(pk=item_id).annotate(more=Count("joined", distinct=True)).first()
    if found is None:
        raise NotSeen
    return found


def list_items(actor: Actor, unit: Unit, tab: str, *, after: str | None = None) -> Page[FeedbackItem]:
    """What waits stands in the order of its due time, the rest newest first."""
    states = TABS.get(tab, TABS["waiting"])[1]
    order = ("due_at", "id") if states == WAITING else ("-answered_at", "-id")
    rows = FeedbackItem.objects.filter(access.seen_by(actor), unit__path__startswith=unit.path, state__in=states)
    rows = rows.filter(joined_to=None).select_related("unit")
    return keyset(rows, order=order, size=SIZE, after=after)


def list_similar(actor: Actor, item: FeedbackItem, *, limit: int = 5) -> list[FeedbackItem]:
    """Unanswered ones of the same unit that share words with it, the closest first."""
    rows = FeedbackItem.objects.filter(access.seen_by(actor), unit_id=item.unit_id, state__in=WAITING, joined_to=None)
    own = _stems(item.words)
    near = [(len(own & _stems(one.words)), one) for one in rows.exclude(pk=item.pk).order_by("due_at")[:COMPARED]]
    return [one for shared, one in sorted(near, key=lambda pair: -pair[0]) if shared][:limit]


def _stems(words: str) -> set[str]:
    return {word for word in make_text(words).split() if len(word) > 3}
