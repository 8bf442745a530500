"""What everybody reads, and what an author reads. Words that people typed are shown to nobody here but their author."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from uchastie.crm.network.models import Unit
from uchastie.crm.voices import rules
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.queries.changes import url_of
from uchastie.crm.voices.rules import ANSWERED, State
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

SIZE = 20
BOARD: dict[str, tuple[str, tuple[State, ...]]] = {
    "": ("Всё", ANSWERED),
    "done": ("Сделали", (State.DONE,)),
    "doing": ("Делаем", (State.ACCEPTED,)),
    "declined": ("Нельзя", (State.DECLINED,)),
    "explained": ("Ответили", (State.EXPLAINED,)),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the board: the unit's wording; `people` is its author, those joined to it and those who support it."""

    item: FeedbackItem
    people: int
    url: str


def _published() -> "QuerySet[FeedbackItem]":
    return FeedbackItem.objects.filter(state__in=ANSWERED, joined_to=None).exclude(said="")


def list_board(unit: Unit | None, tab: str, *, after: str | None = None) -> Page[Shown]:
    rows = _published().filter(state__in=BOARD.get(tab, BOARD[""])[1])
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    page = keyset(rows.select_related("unit"), order=("-answered_at", "-id"), size=SIZE, after=after)
    people = _people([one.pk for one in page.items])
    return Page([Shown(one, people[one.pk], url_of(one)) for one in page.items], page.after)


def _people(ids: list[UUID]) -> dict[UUID, int]:
    counted = FeedbackItem.objects.filter(pk__in=ids).annotate(
        more=Count("joined", distinct=True), for_it=Count("supports", distinct=True)
    )
    return {pk: 1 + more + for_it for pk, more, for_it in counted.values_list("pk", "more", "for_it")}


def get_public(item_id: UUID) -> FeedbackItem:
    found = _published().filter(pk=item_id).select_related("unit").first()
    if found is None:
        raise NotSeen
    return found


def code_digest(code: str) -> str:
    return salted_hmac("voices.number", code, algorithm="sha256").hexdigest()


def find_by_code(typed: str) -> FeedbackItem | None:
    code = rules.normal_code(typed)
    if not code:
        return None
    return FeedbackItem.objects.filter(~Q(code_digest=""), code_digest=code_digest(code)).select_related("unit").first()


def list_own(ids: Sequence[UUID], *, after: str | None = None) -> Page[FeedbackItem]:
    rows = FeedbackItem.objects.filter(person__in=ids).select_related("unit")
    return keyset(rows, order=("-received_at", "-id"), size=SIZE, after=after)
