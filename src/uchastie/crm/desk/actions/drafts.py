"""What an employee has typed and not sent yet: kept for its author alone, on every device, for seven days.

No journal: a draft is no record yet. It holds words about people, so it goes as soon as it is not needed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import UUIDField

from uchastie.crm.desk import access, rules
from uchastie.crm.desk.models import Draft
from uchastie.crm.desk.rules import DraftForm
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.prepared import Prepared

SCOPES = {DraftForm.ADD: "desk.request", DraftForm.GROUP: "desk.group"}  # of the one-time keys of the forms


@transaction.atomic
def keep_draft(
    *, actor: Actor, unit: Unit, draft_id: UUID, form: DraftForm, fields: Sequence[tuple[str, str]]
) -> Draft | None:
    """The form as it is typed now. None when it has been sent already: a late keeping brings nothing back."""
    access.require_worker(actor, unit.path)
    if sum(len(name) + len(value) for name, value in fields) > rules.DRAFT_LIMIT:
        raise Refusal("draft_too_long", "Черновик слишком длинный: он сохранён только на этом устройстве.")
    if idempotency.is_used(scope=f"{SCOPES[form]}:{unit.pk}", key=draft_id.hex):
        return None
    if Draft.objects.filter(pk=draft_id).exclude(author_id=actor.user_id).exists():
        raise NotSeen
    kept = {"author_id": actor.user_id, "unit": unit, "form": form, "fields": list(fields), "saved_at": clock.now()}
    draft, new = Draft.objects.update_or_create(pk=draft_id, defaults=kept)
    if new:
        _make_room(actor)
    return draft


@transaction.atomic
def erase_draft(*, actor: Actor, draft_id: UUID) -> None:
    """By its author, or because its form was sent. Erasing twice is the same as once."""
    Draft.objects.filter(pk=draft_id, author_id=actor.user_id).delete()


_KEPT = Prepared(
    lambda draft, author: Draft.objects.filter(pk=draft, author_id=author).values_list("pk", flat=True),
    draft=UUIDField(),
    author=UUIDField(),
)


def erase_sent(actor: Actor, key: str) -> None:
    """The draft of the form with this one-time key, in the transaction that saves the form. Keys of other systems are
    of no form."""
    try:
        draft_id = UUID(hex=key)
    except ValueError:
        return
    if actor.user_id and _KEPT.all(draft=draft_id, author=actor.user_id):  # most forms are sent without a draft
        Draft.objects.filter(pk=draft_id, author_id=actor.user_id).delete()


@transaction.atomic
def erase_old_drafts(*, limit: int) -> int:
    old = Draft.objects.filter(saved_at__lt=clock.now() - rules.DRAFT_LIVES).order_by("saved_at")
    erased, _ = Draft.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).delete()
    return erased


def _make_room(actor: Actor) -> None:
    mine = Draft.objects.filter(author_id=actor.user_id).order_by("-saved_at", "-id")
    Draft.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[rules.DRAFTS_KEPT :])).delete()
