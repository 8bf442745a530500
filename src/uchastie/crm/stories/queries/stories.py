"""Stories for those who work on them: the guardian, the family, the region, the federal team."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import PairState
from uchastie.crm.network.models import Unit
from uchastie.crm.stories import access
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.rules import GONE, StoryState
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30
OWN = 100
JOINED = ("guardian__representative", "case__applicant", "case__unit", "unit__region", "consent", "pair")


class Tab(StrEnum):
    MODERATION = "moderation"
    WAITING = "waiting"  # the family reads
    PUBLISHED = "published"
    RETURNED = "returned"
    GONE = "gone"


TAB_NAMES: dict[Tab, str] = {
    Tab.MODERATION: "Проверить",
    Tab.WAITING: "Читает семья",
    Tab.PUBLISHED: "Опубликованы",
    Tab.RETURNED: "Возвращены",
    Tab.GONE: "Сняты",
}
_STATES: dict[Tab, Iterable[StoryState]] = {
    Tab.MODERATION: [StoryState.MODERATION],
    Tab.WAITING: [StoryState.WAITING_CONSENT],
    Tab.PUBLISHED: [StoryState.PUBLISHED],
    Tab.RETURNED: [StoryState.RETURNED],
    Tab.GONE: GONE,
}


def visible_to(actor: Actor) -> "QuerySet[Story]":
    return Story.objects.filter(access.seen_by(actor)).select_related(*JOINED)


def get_story(actor: Actor, story_id: UUID, *, lock: bool = False) -> Story:
    rows = visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    story = rows.filter(pk=story_id).first()
    if story is None:
        raise NotSeen
    return story


def list_own(actor: Actor) -> list[Story]:
    """Of the guardian, or those about the family; the newest first."""
    return list(visible_to(actor).order_by("-created_at", "-id")[:OWN])


def tabs_of(actor: Actor) -> tuple[Tab, ...]:
    """The federal team hears of a story when the family has agreed to it."""
    return tuple(tab for tab in Tab if tab is not Tab.WAITING or not access.is_moderator(actor))


def list_stories(actor: Actor, unit: Unit | None, tab: Tab, *, after: str | None = None) -> Page[Story]:
    """The federal team sees the country, coordinators their unit and below; what waits longest stands first."""
    rows = visible_to(actor).filter(state__in=sorted(_STATES[tab]))
    if not access.is_moderator(actor):
        if unit is None:
            raise NotSeen
        rows = rows.filter(unit__path__startswith=unit.path)
    waiting = tab in {Tab.MODERATION, Tab.WAITING}
    order = ("changed_at", "id") if waiting else ("-changed_at", "-id")
    return keyset(rows, order=order, size=PAGE, after=after)


def writable_pairs(actor: Actor) -> list[Guardianship]:
    """Families the guardian helps now: only about them it may write."""
    if actor.id is None:
        raise NotSeen
    helping = {PairState.ACTIVE, PairState.ENDING_REPORTED}
    return [pair for pair in guardianship.list_of_guardian(actor.id) if pair.state in helping]


def list_expired(today: object) -> list[UUID]:
    """Published ones whose consent is over."""
    rows = Story.objects.filter(state=StoryState.PUBLISHED, show_until__lt=today)
    return list(rows.order_by("show_until", "id").values_list("pk", flat=True)[:500])


def list_of_receipt(consent_id: UUID, about_id: UUID | None) -> list[UUID]:
    """Living stories that stand on this receipt, or about the family whose receipt it is."""
    rows = visible_to(SYSTEM).exclude(state__in=sorted(GONE))
    found = list(rows.filter(consent=consent_id).values_list("pk", flat=True))
    if about_id is not None:
        found += rows.filter(case=about_id).values_list("pk", flat=True)
    return list(dict.fromkeys(found))
