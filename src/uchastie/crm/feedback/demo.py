"""Codes that hang in the centres, reviews left by them, answers to low marks. Everything is invented."""

import datetime as dt
import random

from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.rules import Heard
from uchastie.crm.feedback import actions
from uchastie.crm.feedback.actions import Said
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.rules import CloseReason, PlaceKind, State
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor

SEED = 2026
DAYS = 120  # how far back reviews by QR go

GOOD = (
    "Спасибо, всё понятно объяснили.",
    "Очень внимательные люди. Приду ещё.",
    "Помогли настроить телефон, терпения хватило на двоих.",
    "Тёплый приём, чай и нужный телефон.",
    "",
    "",
    "",
    "Нашли занятие для сына рядом с домом.",
)
LOW = (
    "Ждал двадцать минут, хотя записывался.",
    "Не нашла вход, вывески со двора нет.",
    "Сказали позвонить позже, а телефон не отвечает.",
    "Тесно, сидеть негде.",
)
ANSWERS = (
    "Простите за ожидание. Мы развели записи по получасу, чтобы люди не ждали. Приходите, пожалуйста, ещё.",
    "Спасибо, что сказали. Указатель со двора уже повесили, а вход подсвечен до девяти вечера.",
    "Извините нас. Телефон теперь отвечает и в обед: дежурит второй сотрудник. Мы вам перезвоним.",
)


def make() -> None:
    """For each working centre a code; at the ones with a head, a season of reviews and answers."""
    chance = random.Random(SEED)
    for unit in network.list_centres().order_by("path"):
        places = _codes(unit)
        head = _head(unit)
        if head is None:
            continue
        _reviews(unit, places, chance)
        _answer(unit, head, chance)


def _codes(unit: Unit) -> list[str]:
    """One for the centre, one for its first room, one for its most usual service."""
    made = [actions.make_place(actor=SYSTEM, unit=unit, kind=PlaceKind.CENTRE)]
    room = unit.premises.order_by("name").first()
    if room:
        made.append(actions.make_place(actor=SYSTEM, unit=unit, kind=PlaceKind.ROOM, target=str(room.pk)))
    made.append(actions.make_place(actor=SYSTEM, unit=unit, kind=PlaceKind.SERVICE, target="consulting"))
    return [place.code for place in made]


def _reviews(unit: Unit, codes: list[str], chance: random.Random) -> None:
    services = [service.code for service in licensing.list_to_choose(unit)]
    for number in range(24):
        low = number % 6 == 5
        said = Said(
            stars=chance.choice((1, 2, 3)) if low else chance.choice((4, 5, 5, 5)),
            comment=chance.choice(LOW if low else GOOD),
            service_code=chance.choice([*services, ""]),
            heard_from=chance.choice([*Heard, None]),
            recommend=chance.choice((2, 4, 6)) if low else chance.choice((8, 9, 10, 10, None)),
        )
        ago = dt.timedelta(days=chance.uniform(1, DAYS) if number > 5 else chance.uniform(0.1, 2.5))
        with clock.at(clock.now() - ago):
            actions.leave_review(
                visitor=NOBODY, code=codes[number % len(codes)], said=said, key=f"demo-{unit.slug}-{number}"[:40]
            )


def _answer(unit: Unit, head: Actor, chance: random.Random) -> None:
    """All but the newest low marks are answered, in a day or two; one is closed with a reason."""
    old = Mark.objects.filter(Q(unit=unit, state=State.NEW), rated_at__lt=clock.now() - dt.timedelta(days=4))
    for number, mark in enumerate(old.order_by("rated_at", "pk")):
        with clock.at(mark.rated_at + dt.timedelta(hours=chance.uniform(5, 40))):
            if number == 1:
                note = "Человек контакта не оставил. Поставили скамью у входа."
                reason = CloseReason.NO_CONTACT
                actions.close_mark(actor=head, mark_id=mark.pk, version=None, reason=reason, note=note)
            elif number != 2:  # one is late: the region sees it
                actions.answer_mark(actor=head, mark_id=mark.pk, version=None, text=chance.choice(ANSWERS))


def _head(unit: Unit) -> Actor | None:
    rows = [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_HEAD]
    return network.actor_of(rows[0]) if rows else None
