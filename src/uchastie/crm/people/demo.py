"""What centres have learnt about the people who turned to them, told by the same actions. Everything is invented."""

import datetime as dt
import random
from collections.abc import Iterator

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.rules import Method
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions, queries
from uchastie.crm.people.actions import CardValues
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Audience, Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

SEED = 46
FAMILIES = 4  # of one centre
SECOND_CARDS = 3
NEEDS = ("louder", "large_text", "step_free", "plain_words", "companion", "at_home")
HOURS = ("с 10:00 до 17:00", "после 18:00", "до обеда", "кроме среды", "")
RELATIVES = (("Илья", "внук", 2017), ("София", "дочь", 2014), ("Матвей", "сын", 2011), ("Ева", "внучка", 2019))
# The beginning of a name → its group.
GROUPS = {
    "АНО": Audience.O_NGO,
    "Фонд": Audience.O_NGO,
    "НКО": Audience.O_NGO,
    "ООО": Audience.O_BUSINESS,
    "ИП": Audience.O_BUSINESS,
    "Газета": Audience.O_MEDIA,
    "Редакция": Audience.O_MEDIA,
    "Волонтёр": Audience.O_ORGANISER,
}


def make() -> None:
    chance = random.Random(SEED)
    for unit in network.list_centres().prefetch_related("territory").order_by("path"):
        workers = _workers(unit)
        if workers:
            with transaction.atomic():  # hundreds of cards: one wait for the disk
                _tell(unit, workers, chance)


def _tell(unit: Unit, workers: list[Actor], chance: random.Random) -> None:
    cards = list(queries.living().filter(acquaintances__unit=unit).order_by("sort_name", "id"))
    people = [card for card in cards if card.kind == Kind.PERSON]
    for card in cards:
        who = chance.choice(workers)
        with clock.at(max(card.created_at + dt.timedelta(minutes=5), clock.now() - dt.timedelta(days=200))):
            _fill(who, unit, card, chance)
            if card.kind == Kind.ORGANISATION and people and chance.random() < 0.7:
                speaker = chance.choice(people).pk
                actions.set_contact_person(who, person_id=card.pk, unit=unit, speaker_id=speaker, position="куратор")
    named = [card for card in people if len(card.name.split()) == 3]
    for place, card in enumerate(chance.sample(named, min(FAMILIES, len(named)))):
        _add_child(workers[0], unit, card, RELATIVES[place % len(RELATIVES)])
    for card in chance.sample(named, min(SECOND_CARDS, len(named))):
        _write_down_again(workers[-1], unit, card)
    _merge_one(workers[0], unit)


def _fill(who: Actor, unit: Unit, card: Beneficiary, chance: random.Random) -> None:
    organisation = card.kind == Kind.ORGANISATION
    values = CardValues(
        name=card.name,
        preferred_way=Way(card.preferred_way),
        preferred_time=chance.choice(HOURS),
        volunteer_id=card.volunteer_id,
        municipality=_place(unit, chance),
        audiences=frozenset({_group(card.name)} if organisation else _groups(card, chance)),
        csr=organisation and chance.random() < 0.5,
        inn=_inn(chance) if organisation else "",
        birth_year=None if organisation or chance.random() < 0.5 else chance.randint(1946, 2007),
        needs=(chance.choice(NEEDS),) if not organisation and chance.random() < 0.12 else (),
    )
    actions.edit_card(who, person_id=card.pk, unit=unit, version=None, values=values)
    phone = queries.contacts_of([card.pk])[card.pk].phone
    if phone and chance.random() < 0.15:
        home = f"+7343555{chance.randint(1000, 9999)}"
        actions.add_contact(who, person_id=card.pk, unit=unit, value=home, whose="домашний")


def _groups(card: Beneficiary, chance: random.Random) -> Iterator[Audience]:
    if card.volunteer_id or chance.random() < 0.3:
        yield Audience.P_VOLUNTEER
    if chance.random() < 0.15:
        yield Audience.P_PROJECT_LEAD
    if chance.random() < 0.15:
        yield Audience.P_HELP_RECIPIENT


def _group(name: str) -> Audience:
    return next((group for start, group in GROUPS.items() if name.startswith(start)), Audience.O_PUBLIC)


def _place(unit: Unit, chance: random.Random) -> str:
    """Mostly of the territory; sometimes from elsewhere, which is no reason to refuse."""
    parts = [part.name for part in unit.territory.all()]
    if not parts or chance.random() < 0.4:
        return ""
    return "Соседний район" if chance.random() < 0.08 else chance.choice(parts)


def _inn(chance: random.Random) -> str:
    digits = [6, 6, *(chance.randint(0, 9) for _ in range(7))]
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return "".join(map(str, digits)) + str(sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 % 10)


def _add_child(who: Actor, unit: Unit, card: Beneficiary, relative: tuple[str, str, int]) -> None:
    name, relation, year = relative
    surname = card.name.split()[0].removesuffix("а")
    if name not in {"Илья", "Матвей"} and surname.endswith(("в", "н")):
        surname += "а"
    actions.add_relative(
        who,
        person_id=card.pk,
        unit=unit,
        name=f"{surname} {name}",
        relation=relation,
        birth_year=year,
        consent_method=Method.PAPER,
    )


def _write_down_again(who: Actor, unit: Unit, card: Beneficiary) -> None:
    """In a hurry: the surname and initials, the same phone."""
    phone = queries.contacts_of([card.pk])[card.pk].phone
    if not phone:
        return
    surname, first, middle = card.name.replace("ё", "е").split()
    name = f"{surname} {first[0]}. {middle[0]}."
    actions.register(who, kind=Kind.PERSON, name=name, phone=phone, preferred_way=Way.PHONE, unit=unit)


def _merge_one(who: Actor, unit: Unit) -> None:
    """One of the pairs has been joined already and can still be taken back."""
    pairs = queries.list_twins(SYSTEM, unit).pairs
    if len(pairs) > 1:
        pair = pairs[-1]
        with clock.at(clock.now() - dt.timedelta(days=2)):
            actions.merge_cards(
                who,
                kept_id=pair.one.pk,
                merged_id=pair.other.pk,
                unit=unit,
                versions=(None, None),
                choices={},
                reason="спросили по телефону, подтвердила",
            )


def _workers(unit: Unit) -> list[Actor]:
    rows = [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_EMPLOYEE]
    return [network.actor_of(user) for user in rows]
