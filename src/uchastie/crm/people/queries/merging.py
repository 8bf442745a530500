"""What merging would do: both cards side by side, what moves, what was merged lately."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uchastie.crm.network.models import Unit
from uchastie.crm.people import rules
from uchastie.crm.people.models import Beneficiary, Merging
from uchastie.crm.people.queries.registry import get_beneficiary, keeps
from uchastie.crm.people.rules import ASKED, Facts, Side
from uchastie.kernel import clock, pointers
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, NotSeen

PERSON = "people.Beneficiary"
_ALSO = {"name": "Название", "municipality": "Где работает"}  # of an organisation


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that differs: both, and the side offered."""

    key: str
    label: str
    kept: Any
    merged: Any
    default: Side


@dataclass(frozen=True, slots=True)
class Comparison:
    kept: Beneficiary
    merged: Beneficiary
    same: list[tuple[str, Any]]  # (label, value): not asked about
    choices: list[Choice]
    moves: list[tuple[str, int]]  # (title, rows)
    against: list[str]  # what speaks for two people

    @property
    def total(self) -> int:
        return sum(count for _, count in self.moves)


def compare_cards(actor: Actor, kept_id: UUID, merged_id: UUID) -> Comparison:
    """For who keeps both cards; `NotSeen` when one of them is not known to him."""
    kept, merged = get_beneficiary(actor, kept_id), get_beneficiary(actor, merged_id)
    if kept.pk == merged.pk or kept.kind != merged.kind:
        raise NotSeen
    if not keeps(actor, kept_id, merged_id):
        raise Denied("Объединяют карточки сотрудники центра. Вы можете смотреть.")
    same, choices = _fields(kept, merged)
    shown = [pointer for pointer in pointers.pointing_at(PERSON) if pointer.title]
    counts = pointers.count_movable(shown, old=merged.pk, new=kept.pk)
    moves = [(pointer.title, counts[pointer.key]) for pointer in shown if pointer.key in counts]
    against = rules.reasons_against(kept.name, merged.name, (kept.birth_year, merged.birth_year))
    return Comparison(kept, merged, same, choices, moves, against)


def _fields(kept: Beneficiary, merged: Beneficiary) -> tuple[list[tuple[str, Any]], list[Choice]]:
    same: list[tuple[str, Any]] = []
    choices: list[Choice] = []
    ours, theirs = _facts(kept), _facts(merged)
    for key, label in ASKED.items():
        if kept.kind == rules.Kind.ORGANISATION:
            label = _ALSO.get(key, label)  # noqa: PLW2901
        one, other = getattr(kept, key), getattr(merged, key)
        if one == other:
            same += [(label, plain_shown(key, one))] if one not in (None, "") else []
            continue
        side = rules.default_side(key, plain_shown(key, one), plain_shown(key, other), ours, theirs)
        choices.append(Choice(key, label, plain_shown(key, one), plain_shown(key, other), side))
    return same, choices


def plain_shown(key: str, value: Any) -> Any:
    """The value as it is compared: a person by name."""
    return value.name if isinstance(value, Beneficiary) else value


def _facts(card: Beneficiary) -> Facts:
    return Facts(bool(card.volunteer_id or card.inn), card.created_at)


def get_merging(actor: Actor, merging_id: UUID) -> Merging:
    merging = Merging.objects.select_related("kept", "merged", "unit").filter(pk=merging_id).first()
    if merging is None:
        raise NotSeen
    get_beneficiary(actor, merging.kept_id)
    return merging


def list_mergings(unit: Unit, *, limit: int = 20) -> list[Merging]:
    """What can still be undone in the unit, newest first; for those who see its people."""
    rows = Merging.objects.filter(unit=unit, undone_at=None, at__gt=clock.now() - rules.UNDO_WITHIN)
    return list(rows.select_related("kept", "merged", "by").order_by("-at")[:limit])


def plain_value(card: Beneficiary, name: str) -> Any:
    """As it is kept in the record of a merging."""
    value = getattr(card, name)
    return str(value.pk) if isinstance(value, Beneficiary) else value


def column_of(name: str) -> str:
    return str(Beneficiary._meta.get_field(name).attname)  # type: ignore[union-attr]
