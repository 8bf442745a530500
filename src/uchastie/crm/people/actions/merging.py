"""Two cards of one person become one, and, for thirty days, two again."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.crm.people import queries, rules
from uchastie.crm.people.actions.index import index
from uchastie.crm.people.actions.register import OBJECT, id_taken
from uchastie.crm.people.models import Beneficiary, ContactPoint, Distinct, Merging
from uchastie.crm.people.rules import Side
from uchastie.kernel import clock, pointers
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

PERSON = "people.Beneficiary"
_PREFERRED = "people.contactpoint.preferred"  # marks that were taken off, beside the rows that were moved


@transaction.atomic
def merge_cards(
    actor: Actor,
    *,
    kept_id: UUID,
    merged_id: UUID,
    unit: Unit,
    versions: tuple[int | None, int | None],
    choices: dict[str, Side],
    reason: str,
) -> Merging:
    """`merged` goes into `kept`: the chosen values, the united lists, every row that points at it, in one transaction.

    Both cards must be the actor's to keep: whoever does not see one of them may not join it to anything."""
    kept, merged = _both(actor, kept_id, merged_id, versions)
    reason = rules.clean_name(reason)
    if not reason:
        raise Refusal("reason", "Напишите, почему это один человек: это увидят те, кто будет проверять.", "reason")
    moved = _moved(kept, merged)
    taken = _taken(kept, merged, choices)
    before = {name: queries.plain_value(kept, name) for name in taken}
    merged.apply(merged_into=kept, search_text="")
    _apply(kept, taken)
    for pointer in pointers.pointing_at(PERSON):
        pointer.give(moved.get(pointer.key, []), old=merged.pk, new=kept.pk)
    index(kept)
    merging = Merging.objects.create(
        kept=kept,
        merged=merged,
        unit=unit,
        reason=reason[: rules.REASON_LIMIT],
        before=before,
        taken={name: queries.plain_value(kept, name) for name in taken},
        moved={key: [str(pk) for pk in rows] for key, rows in moved.items() if rows},
        at=clock.now(),
        by_id=actor.user_id,
    )
    _record(actor, merging, "merged")
    _tell(merging)
    return merging


@transaction.atomic
def undo_merging(actor: Actor, *, merging_id: UUID, unit: Unit) -> Merging:
    """Everything as it was: the rows that were moved go back, the values return where nobody has changed them since.
    What has been added to the kept card meanwhile stays there."""
    merging = queries.get_merging(actor, merging_id)
    kept = queries.for_update(actor, merging.kept_id)
    merged = Beneficiary.objects.select_for_update(no_key=True).get(pk=merging.merged_id)
    _require_undoable(merging, merged)
    _apply(kept, _returned(kept, merging))
    for pointer in pointers.pointing_at(PERSON):
        pointer.give(merging.moved.get(pointer.key, []), old=kept.pk, new=merged.pk)
    ContactPoint.objects.filter(pk__in=merging.moved.get(_PREFERRED, []), beneficiary=merged).update(preferred=True)
    try:
        with transaction.atomic():
            merged.apply(merged_into=None)
    except IntegrityError:
        raise id_taken(merged.volunteer_id) from None
    index(kept)
    index(merged)
    merging.undone_at, merging.undone_by_id = clock.now(), actor.user_id
    merging.save(update_fields=["undone_at", "undone_by"])
    _record(actor, merging, "unmerged")
    return merging


@transaction.atomic
def tell_apart(actor: Actor, *, one_id: UUID, other_id: UUID, unit: Unit) -> None:
    """«Разные люди»: the two are not offered again."""
    one, other = queries.for_update(actor, one_id), queries.for_update(actor, other_id)
    if one.pk == other.pk:
        raise NotSeen
    first, second = sorted((one.pk, other.pk))
    _, new = Distinct.objects.get_or_create(
        one_id=first, other_id=second, defaults={"at": clock.now(), "by_id": actor.user_id}
    )
    if new:
        for card, twin in ((one, other), (other, one)):
            journal.record(
                actor, verb="told_apart", object_kind=OBJECT, object_id=card.pk, unit_id=unit.pk, other=str(twin.pk)
            )


def _both(
    actor: Actor, kept_id: UUID, merged_id: UUID, versions: tuple[int | None, int | None]
) -> tuple[Beneficiary, Beneficiary]:
    if kept_id == merged_id:
        raise NotSeen
    cards = {}
    for pk, version in sorted(zip((kept_id, merged_id), versions, strict=True), key=lambda pair: str(pair[0])):
        cards[pk] = queries.for_update(actor, pk, version)
    kept, merged = cards[kept_id], cards[merged_id]
    if kept.kind != merged.kind:
        raise Refusal("kinds", "Человека и организацию объединить нельзя. Свяжите их через контактное лицо.")
    return kept, merged


def _moved(kept: Beneficiary, merged: Beneficiary) -> dict[str, list[Any]]:
    """Keys of the rows that will go, and the preferred marks that give way to those of the kept card."""
    moved = {p.key: p.list_movable(merged.pk, kept.pk) for p in pointers.pointing_at(PERSON)}
    settled = ContactPoint.objects.filter(beneficiary=kept, preferred=True).values_list("kind", flat=True)
    yielding = ContactPoint.objects.filter(beneficiary=merged, preferred=True, kind__in=list(settled))
    moved[_PREFERRED] = list(yielding.values_list("pk", flat=True))
    yielding.update(preferred=False)
    return moved


def _taken(kept: Beneficiary, merged: Beneficiary, choices: dict[str, Side]) -> dict[str, Any]:
    """The values the kept card gets: chosen ones with what belongs to them, united lists, flags of either."""
    taken: dict[str, Any] = {}
    for name in rules.ASKED:
        if choices.get(name) == "merged" and getattr(kept, name) != getattr(merged, name):
            taken |= {part: getattr(merged, part) for part in (name, *rules.TOGETHER.get(name, ()))}
    if extra := [need for need in merged.needs if need not in kept.needs]:
        taken["needs"] = [*kept.needs, *extra]
    for flag in ("csr", "reminders_off"):
        if getattr(merged, flag) and not getattr(kept, flag):
            taken[flag] = True
    number = taken.get("volunteer_id", kept.volunteer_id)
    if kept.claimed_id and kept.claimed_id == number:
        taken["claimed_id"] = ""
    return taken


def _apply(kept: Beneficiary, values: dict[str, Any]) -> None:
    """The version moves even when no value does: who has the card open learns that it has changed."""
    try:
        with transaction.atomic():
            kept.apply(**values)
    except IntegrityError:
        raise id_taken(str(values.get("volunteer_id", kept.volunteer_id))) from None


def _returned(kept: Beneficiary, merging: Merging) -> dict[str, Any]:
    untouched = [name for name, value in merging.taken.items() if queries.plain_value(kept, name) == value]
    return {queries.column_of(name): merging.before[name] for name in untouched}


def _require_undoable(merging: Merging, merged: Beneficiary) -> None:
    if merging.undone_at is not None:
        raise Refusal("undone", "Это объединение уже отменили.")
    if clock.now() > rules.undo_until(merging.at):
        message = "Прошло больше 30 дней: вернуть карточки сами вы уже не можете. Разделите записи вручную."
        raise Refusal("too_late", message)
    if merged.merged_into_id != merging.kept_id:
        raise Refusal("merged_again", "Карточку с тех пор объединили ещё раз. Сначала верните последнее объединение.")


def _record(actor: Actor, merging: Merging, verb: str) -> None:
    for card, other in ((merging.kept_id, merging.merged_id), (merging.merged_id, merging.kept_id)):
        journal.record(actor, verb=verb, object_kind=OBJECT, object_id=card, unit_id=merging.unit_id, other=str(other))


def _tell(merging: Merging) -> None:
    """The person learns of it: two cards may have been two people's after all."""
    person = messages.person(merging.kept_id, about_id=merging.pk, unit_id=merging.unit_id)
    if person:
        notifications.notify(event="cards_merged", about_id=merging.pk, to=person, unit_id=merging.unit_id)
