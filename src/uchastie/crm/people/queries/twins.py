"""Pairs of cards that may be one person's: never merged by the product, only offered to who knows people."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.crm.people import access
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint, Distinct
from uchastie.crm.people.queries.registry import living
from uchastie.crm.people.rules import is_child, may_be_one
from uchastie.kernel import clock, paging
from uchastie.kernel.actor import Actor

CHUNK = 200  # people looked at in one step
STEPS = 5  # of one page
ENOUGH = 20  # pairs of one page
MOST = 500  # candidates for one step

WHY = {"id": "назван один ID", "inn": "один ИНН", "phone": "один телефон", "email": "одна почта", "name": "одно имя"}


@dataclass(frozen=True, slots=True)
class Twins:
    """`one` is the older card."""

    one: Beneficiary
    other: Beneficiary
    codes: tuple[str, ...]

    @property
    def why(self) -> str:
        """«Совпали …»"""
        return ", ".join(WHY[code] for code in self.codes)


@dataclass(frozen=True, slots=True)
class TwinsPage:
    """`looked_at` people were compared; `after` goes on from them."""

    pairs: list[Twins]
    looked_at: int
    after: str | None


def list_twins(actor: Actor, unit: Unit, *, after: str | None = None) -> TwinsPage:
    """Likely pairs of the unit, from the newest acquaintances back: the cost does not grow with the registry."""
    access.require_reader(actor, unit)
    rows = Acquaintance.objects.filter(unit=unit, beneficiary__merged_into=None).select_related("beneficiary")
    pairs: dict[tuple[UUID, UUID], Twins] = {}
    looked_at = 0
    for _ in range(STEPS):
        page = paging.keyset(rows, order=("-since", "-id"), size=CHUNK, after=after)
        looked_at, after = looked_at + len(page.items), page.after
        found = find_twins(unit, [row.beneficiary for row in page.items])
        pairs |= {(pair.one.pk, pair.other.pk): pair for pair in found}
        if after is None or len(pairs) >= ENOUGH:
            break
    return TwinsPage(list(pairs.values()), looked_at, after)


def find_twins(unit: Unit, people: list[Beneficiary]) -> list[Twins]:
    """Pairs of these people with anybody of the unit; three statements. Who was told apart is left out."""
    if not people:
        return []
    by_value = _by_value(people)
    owners = {owner for found in by_value.values() for owner in found}
    cards = _candidates(unit, people, owners) | {person.pk: person for person in people}
    codes = _shared(cards, by_value, {person.pk for person in people})
    apart = _apart(set(cards)) if codes else set()
    pairs = [
        _twins(cards[one], cards[other], found)
        for (one, other), found in codes.items()
        if (one, other) not in apart and may_be_pair(cards[one], cards[other], found)
    ]
    return sorted(pairs, key=lambda pair: (list(WHY).index(pair.codes[0]), pair.one.sort_name, pair.one.pk))


def find_pair(unit: Unit, one: Beneficiary, other: Beneficiary) -> Twins | None:
    """What these two have in common, whatever speaks against it."""
    shared = _shared({one.pk: one, other.pk: other}, _by_value([one, other]), {one.pk})
    codes = shared.get((min(one.pk, other.pk), max(one.pk, other.pk)))
    return _twins(one, other, codes) if codes else None


def list_same_phone(unit: Unit, *cards: Beneficiary) -> list[Beneficiary]:
    """Others of the unit on the phones of these cards: a family, to be asked about before merging."""
    phones = ContactPoint.objects.filter(beneficiary__in=cards, kind=ContactPoint.Kind.PHONE).values("value")
    others = living().filter(
        acquaintances__unit=unit, contacts__kind=ContactPoint.Kind.PHONE, contacts__value__in=phones
    )
    return list(others.exclude(pk__in=[card.pk for card in cards]).distinct().order_by("sort_name", "id")[:5])


def _twins(one: Beneficiary, other: Beneficiary, codes: set[str]) -> Twins:
    older, newer = sorted((one, other), key=lambda card: (card.created_at, card.pk))
    return Twins(older, newer, tuple(code for code in WHY if code in codes))


def may_be_pair(one: Beneficiary, other: Beneficiary, codes: set[str]) -> bool:
    """A family on one phone, a child on a parent's phone, a namesake of another age are not offered."""
    if one.kind != other.kind:
        return False
    if codes & {"id", "inn"}:
        return True
    years = {one.birth_year, other.birth_year} - {None}
    child = [is_child(card.birth_year, clock.now().year) for card in (one, other)]
    if len(years) > 1 or child[0] != child[1]:
        return False
    if codes == {"name"}:
        return len(one.name.split()) > 2  # a full name; «Анна Иванова» are many
    return may_be_one(one.name, other.name)


def _by_value(people: list[Beneficiary]) -> dict[tuple[str, str], list[UUID]]:
    """(kind, value) → the cards that have it, of everything these people are reached by."""
    mine = ContactPoint.objects.filter(beneficiary__in=people).values("value")
    found: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    points = ContactPoint.objects.filter(kind__in=ContactPoint.Kind.values, value__in=mine)
    for kind, value, owner in points.order_by("beneficiary_id").values_list("kind", "value", "beneficiary_id"):
        found[kind, value].append(owner)
    return found


def _candidates(unit: Unit, people: list[Beneficiary], owners: set[UUID]) -> dict[UUID, Beneficiary]:
    """People of the unit who have the same contact, name, claimed ID or INN."""
    condition = Q(pk__in=owners) | Q(sort_name__in={p.sort_name for p in people if p.sort_name})
    if claimed := {p.claimed_id for p in people if p.claimed_id}:
        condition |= Q(volunteer_id__in=claimed)
    if numbers := {p.volunteer_id for p in people if p.volunteer_id}:
        condition |= Q(claimed_id__in=numbers)
    if inns := {p.inn for p in people if p.inn}:
        condition |= Q(inn__in=inns)
    rows = living().filter(condition, acquaintances__unit=unit).order_by("-created_at", "id")[:MOST]
    return {person.pk: person for person in rows}


def _shared(
    cards: dict[UUID, Beneficiary], by_value: dict[tuple[str, str], list[UUID]], asked: set[UUID]
) -> dict[tuple[UUID, UUID], set[str]]:
    """Pairs (the smaller id first), one of them asked about, and what they have in common."""
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for (code, _), group in _groups(cards, by_value).items():
        for one in asked.intersection(group):
            for other in group:
                if one != other:
                    found[min(one, other), max(one, other)].add(code)
    return found


def _groups(
    cards: dict[UUID, Beneficiary], by_value: dict[tuple[str, str], list[UUID]]
) -> dict[tuple[str, str], list[UUID]]:
    """(what, value) → the cards that have it."""
    groups = {key: [pk for pk in owners if pk in cards] for key, owners in by_value.items()}
    for pk, card in cards.items():
        own = {"name": card.sort_name, "inn": card.inn, "id": card.volunteer_id or card.claimed_id}
        for code, value in own.items():
            if value:
                groups.setdefault((code, value), []).append(pk)
    return groups


def _apart(cards: set[UUID]) -> set[tuple[UUID, UUID]]:
    return set(Distinct.objects.filter(one_id__in=cards).values_list("one_id", "other_id"))
