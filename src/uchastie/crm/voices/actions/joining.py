"""Similar voices become one, and others say that it matters to them too."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from uchastie.crm.voices import access, queries
from uchastie.crm.voices.actions.answering import tell
from uchastie.crm.voices.actions.receiving import record
from uchastie.crm.voices.models import FeedbackItem, Support
from uchastie.crm.voices.rules import WAITING
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def join(*, actor: Actor, item_id: UUID, version: int | None, others: Sequence[UUID]) -> int:
    """The others follow the first: its answer is told to every author. Only those nobody has answered yet."""
    item = queries.get_item(actor, item_id)
    item.require_version(version)
    access.require_answerer(actor, item.unit)
    if item.joined_to_id is not None:
        raise Refusal("joined", "Это уже объединено с другим.")
    if not others:
        raise Refusal("nothing", "Отметьте, что объединить.", field="others")
    rows = FeedbackItem.objects.filter(pk__in=others, unit=item.unit, joined_to=None, state__in=WAITING)
    chosen = list(rows.exclude(pk=item.pk).select_related("unit"))
    for one in chosen:
        FeedbackItem.objects.filter(joined_to=one).update(joined_to=item, **_state(item))
        one.apply(joined_to=item, **_state(item))
        if item.answered_at is not None:
            tell(one, "voice_answered")
    item.apply()
    record(actor, item, "voices_joined", count=str(len(chosen)))
    return len(chosen)


def _state(item: FeedbackItem) -> dict[str, object]:
    return {
        "state": item.state,
        "answer": item.answer,
        "answered_at": item.answered_at,
        "promised_on": item.promised_on,
        "done": item.done,
        "done_at": item.done_at,
    }


@transaction.atomic
def support(*, item_id: UUID, names: Sequence[str]) -> bool:
    """Once per person. `names` are all the ways this person may have supported before; the first is kept, as a digest.
    Nothing else is written: neither when nor who. False: it was supported before."""
    item = queries.get_public(item_id)
    digests = [salted_hmac("voices.support", f"{item.pk}:{name}", algorithm="sha256").hexdigest() for name in names]
    if Support.objects.filter(item=item, digest__in=digests).exists():
        return False
    return Support.objects.get_or_create(item=item, digest=digests[0])[1]
