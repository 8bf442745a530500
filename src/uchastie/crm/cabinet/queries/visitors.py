"""Who is in, and whose cards this contact opens."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uchastie.crm.cabinet import access
from uchastie.crm.cabinet.models import Door, SignIn
from uchastie.crm.cabinet.rules import first_name, group_same, mask
from uchastie.crm.people import queries as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, salutation
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

SIGN_IN = "cabinet"  # session: id of the sign-in
CHOSEN = "cabinet_who"  # session: whose requests are shown


@dataclass(frozen=True, slots=True)
class Who:
    """One person behind the contact: all cards with this name. `label` is what a family may see of each other."""

    key: UUID
    ids: tuple[UUID, ...]
    label: str
    greeting: str
    name: str
    organisation: bool
    reminders_off: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody is in by a code: the people behind the contact, and the one whose pages are shown (None: not chosen)."""

    sign_in: SignIn
    found: list[Who]
    who: Who | None


@dataclass(frozen=True, slots=True)
class Way:
    """A contact of a card, and whether it opens the cabinet. `open` is None where nobody has decided yet."""

    kind: str
    value: str
    open: bool | None

    @property
    def mark(self) -> str:
        """Names the contact in a form without showing it."""
        return hashlib.sha256(f"{self.kind}:{self.value}".encode()).hexdigest()[:16]

    @property
    def masked(self) -> str:
        return mask(self.kind, self.value)


def find_sign_in(sign_in_id: str) -> SignIn | None:
    """Alive only; whatever stands in the session is looked at."""
    try:
        key = UUID(sign_in_id)
    except ValueError:
        return None
    return SignIn.objects.filter(pk=key, ends_at__gt=clock.now()).first()


def find_visit(session: Mapping[str, Any], actor: Actor) -> Visit | None:
    """For pages of other capabilities inside the cabinet; None: the code has to be asked for. None too where somebody is
    signed in as a user: work and one's own affairs are kept apart."""
    key = "" if access.is_staff_here(actor) else session.get(SIGN_IN, "")
    sign_in = find_sign_in(key) if key else None
    if sign_in is None:
        return None
    found = list_who(sign_in)
    return Visit(sign_in, found, chosen_of(session, found))


def chosen_of(session: Mapping[str, Any], found: list[Who]) -> Who | None:
    if len(found) == 1:
        return found[0]
    chosen = session.get(CHOSEN, "")
    return next((who for who in found if str(who.key) == chosen), None)


def list_who(sign_in: SignIn) -> list[Who]:
    """The people whose cards this contact opens at this moment: the door is open and the card still has the contact.

    A card that was merged leads to the one it went into. Two statements, whatever the size of the family."""
    doors = Door.objects.filter(kind=sign_in.kind, value=sign_in.value).select_related("beneficiary__merged_into")
    cards: dict[UUID, Beneficiary] = {}
    shut: set[UUID] = set()
    for door in doors:
        card = door.beneficiary.merged_into or door.beneficiary
        cards[card.pk] = card
        if not door.open:
            shut.add(card.pk)  # of two merged cards the word of the one that said no stands
    contacts = people.contacts_of(list(cards))
    opened = [
        card
        for key, card in cards.items()
        if key not in shut and sign_in.value in contacts[key].phones + contacts[key].emails
    ]
    by_id = {card.pk: card for card in sorted(opened, key=lambda card: (card.created_at, card.pk))}
    groups = group_same((card.pk, card.name) for card in by_id.values())
    return _distinguish([_who([by_id[key] for key in ids]) for ids in groups])


def contacts_and_doors(ids: Collection[UUID]) -> list[Way]:
    """The contacts of these cards, each once: open if it opens one of them. Two statements, however many cards."""
    doors = Door.objects.filter(beneficiary_id__in=ids)
    known = {(door.beneficiary_id, door.kind, door.value): door.open for door in doors}
    ways: dict[tuple[str, str], Way] = {}
    for key, contacts in people.contacts_of(list(ids)).items():
        own = [("phone", value) for value in contacts.phones] + [("email", value) for value in contacts.emails]
        for kind, value in own:
            way, before = Way(kind, value, known.get((key, kind, value))), ways.get((kind, value))
            ways[kind, value] = way if before is None or way.open else before
    return list(ways.values())


def list_sign_ins(sign_in: SignIn) -> list[SignIn]:
    """Where else one is in with this contact."""
    alive = SignIn.objects.filter(kind=sign_in.kind, value=sign_in.value, ends_at__gt=clock.now())
    return list(alive.exclude(pk=sign_in.pk).order_by("-seen_at", "-pk")[:20])


def _who(cards: list[Beneficiary]) -> Who:
    newest = cards[-1]
    organisation = newest.kind == Kind.ORGANISATION
    return Who(
        key=cards[0].pk,
        ids=tuple(card.pk for card in cards),
        label=first_name(newest.name, newest.kind),
        greeting="" if organisation else salutation(newest.name),
        name=newest.name,
        organisation=organisation,
        reminders_off=newest.reminders_off,
    )


def _distinguish(found: list[Who]) -> list[Who]:
    """Two with one first name get a letter more."""
    many = Counter(who.label for who in found)
    return [who if many[who.label] == 1 else _with_letter(who) for who in found]


def _with_letter(who: Who) -> Who:
    rest = next((word for word in who.name.split() if word != who.label), "")
    label = f"{who.label} {rest[:1]}." if rest else who.label
    return Who(who.key, who.ids, label, who.greeting, who.name, who.organisation, who.reminders_off)
