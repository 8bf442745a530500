"""Events of a year in the demonstration: past ones with those who came, coming ones with those who registered; told by
the same actions. All of it is invented."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.events import actions
from uchastie.crm.events.actions import Came, Sender
from uchastie.crm.events.models import Event
from uchastie.crm.events.rules import EventValues, Guest, Kind
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
POST = "https://vk.com/wall-000000_"
M, R, C = Kind.MEETING, Kind.ROUND_TABLE, Kind.CAMPAIGN
# Month, day, what, its name, people with a name, people without.
YEAR = (
    (1, 17, C, "День открытых дверей", 4, 26),
    (1, 24, M, "Первая помощь: начало", 5, 9),
    (1, 29, R, "Круглый стол НКО", 3, 12),
    (2, 7, M, "Первая помощь", 5, 14),
    (2, 14, C, "Неделя добрых дел в школах", 2, 31),
    (2, 20, M, "Серебряные волонтёры: встреча", 6, 8),
    (3, 6, M, "Доноры: как стать", 4, 17),
    (3, 14, C, "Весна в подъезде", 3, 22),
    (3, 21, R, "Школа проектов: разбор заявок", 5, 7),
    (4, 11, C, "Субботник «Калиновка»", 6, 40),
    (4, 18, M, "Как помочь соседу", 3, 11),
    (4, 25, R, "Весенняя неделя добра: итоги", 4, 15),
    (5, 8, M, "Письма ветеранам", 5, 19),
    (5, 23, C, "Двор без мусора", 4, 28),
    (5, 30, M, "Первая помощь: повторение", 5, 9),
    (6, 1, C, "Праздник двора", 3, 54),
    (6, 13, M, "Лето с пользой: подросткам", 4, 16),
    (6, 20, C, "Эко-сбор", 3, 23),
    (7, 11, M, "Школа наставников", 5, 8),
    (7, 18, R, "Родители особых детей: разговор", 4, 9),
    (7, 25, C, "Кино во дворе", 2, 47),
    (8, 15, C, "Ярмарка НКО", 4, 38),
    (8, 22, M, "Грамотный телефон: старшим", 6, 7),
    (8, 29, C, "Собери портфель", 3, 33),
    (9, 12, R, "Круглый стол со школами", 4, 13),
    (9, 19, M, "Школа добровольца", 5, 15),
    (9, 26, C, "День соседей", 3, 36),
    (10, 3, M, "Первая помощь: осень", 5, 13),
    (10, 14, R, "Диалог с семьями", 4, 10),
    (10, 24, C, "Осень во дворе", 3, 25),
    (11, 7, M, "Школа проектов", 4, 8),
    (11, 14, R, "Круглый стол с управляющими компаниями", 3, 11),
    (11, 19, M, "Встреча жильцов", 4, 14),
    (12, 5, C, "День добровольца", 4, 44),
    (12, 12, M, "Книга — в подарок", 3, 12),
    (12, 19, M, "Зимние сборы для школ", 4, 15),
)
GUESTS = (
    *("Лебедев Павел", "Ким Людмила", "Титова Мария", "Хасанов Руслан", "Мельник Арина", "Рябова Нина"),
    *("Гайсина Рената", "Осипов Олег", "Журавлёва Вера", "Назаров Тимур", "Белова Анна", "Кудрин Степан"),
    *("Фомина Галина", "Шарипова Динара", "Громов Илья", "Седова Ольга", "Панов Артём", "Юсупова Алия"),
    *("Зуева Тамара", "Марков Денис", "Котова Лидия", "Ершов Борис", "Дёмина Софья", "Ли Константин"),
)


@dataclass(frozen=True, slots=True)
class _Place:
    unit: Unit
    head: Actor
    number: int  # of the centre: telephones differ

    def guest(self, place: int, people: int = 1) -> Guest:
        place %= len(GUESTS)
        return Guest(GUESTS[place], f"+7908556{self.number:02d}{place:02d}", people=people, of_age=True)


def make() -> None:
    for number, unit in enumerate(network.list_centres().order_by("path"), start=11):
        workers = [
            row for row in network.list_staff(SYSTEM, unit) if row.role in {Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE}
        ]
        if not workers:
            continue
        heads = sorted(workers, key=lambda row: row.role != Role.CENTRE_HEAD)
        place = _Place(unit, network.actor_of(heads[0].user), number)
        whole = "Уралмаш" in unit.name
        with transaction.atomic():  # hundreds of small deeds: one wait for the disk
            _year(place, YEAR if whole else YEAR[number % 3 :: 3])
            if whole:
                _these_days(place)
    actions.hold_past()


def _year(place: _Place, rows: tuple[tuple[int, int, Kind, str, int, int], ...]) -> None:
    """Planned in December, published in January, and then each day as it comes."""
    unit, now = place.unit, clock.now()
    year = clock.today(unit.zone).year
    january = dt.datetime(year, 1, 15, 12, tzinfo=unit.zone)
    with clock.at(dt.datetime(year - 1, 12, 20, 15, tzinfo=unit.zone)):
        events = list(_planned(place, year, rows))
    published = min(january, now)
    with clock.at(published):
        actions.publish_year(actor=place.head, unit=unit, year=year, link=f"{POST}{place.number}")
    for number, (event, (*_, named, unnamed)) in enumerate(zip(events, rows, strict=True)):
        if published < event.starts_at < now:
            _come(place, event, number * 3, named // 2, unnamed + named - named // 2)


def _planned(place: _Place, year: int, rows: tuple[tuple[int, int, Kind, str, int, int], ...]) -> Iterator[Event]:
    for month, day, kind, title, *_ in rows:
        starts = dt.datetime(year, month, day, 12, tzinfo=place.unit.zone)
        values = EventValues(title, starts, starts + 2 * HOUR, kind)
        yield actions.create_event(actor=place.head, unit=place.unit, values=values)


def _come(place: _Place, event: Event, first: int, named: int, unnamed: int) -> None:
    """At the door: some leave a name, most are counted."""
    with clock.at(event.starts_at + dt.timedelta(minutes=10)):
        for number in range(named):
            actions.mark_guest(
                actor=place.head,
                event_id=event.pk,
                guest=place.guest(first + number),
                came=Came(f"demo-{event.code}-{number}"),
            )
        came = Came(f"demo-{event.code}-others", unnamed)
        actions.mark_came(actor=place.head, event_id=event.pk, came=came)


def _these_days(place: _Place) -> None:
    """One with an open door, one with free places, one that is full, one that was cancelled, two drafts."""
    door = _near(place, Kind.ROUND_TABLE, "Круглый стол «Двор»", 0, places=40)
    for event, registered in (
        (door, 14),
        (_near(place, Kind.MEETING, "Первая помощь: учимся руками", 5, places=24, min_age=14), 15),
        (_near(place, Kind.MEETING, "Мастерская подарков", 12, places=8), 9),
        (_near(place, Kind.MEETING, "Разговор о донорстве", 9, places=20), 3),
    ):
        for number in range(registered):
            _register(place, event, number)
    for number in range(5):
        actions.mark_came(actor=place.head, event_id=door.pk, came=Came(f"demo-door-{number}"), text=str(number + 1))
    actions.mark_came(actor=place.head, event_id=door.pk, came=Came("demo-door-others", 2))
    cancelled = Event.objects.get(unit=place.unit, title="Разговор о донорстве")
    actions.cancel_event(actor=place.head, event_id=cancelled.pk, reason="Врач заболел. Новый день скажем в декабре")
    _near(place, Kind.CAMPAIGN, "Ярмарка добрых дел", 33, publish=False)
    _near(place, Kind.ROUND_TABLE, "Итоги года с партнёрами", 40, publish=False)


def _near(place: _Place, kind: Kind, title: str, days: int, *, publish: bool = True, **more: object) -> Event:
    """In so many days; of today in an hour, so that the door is open."""
    now = clock.now().astimezone(place.unit.zone)
    starts = (now + HOUR).replace(minute=0, second=0, microsecond=0)
    starts = starts if days == 0 else (starts + days * DAY).replace(hour=12)
    values = EventValues(
        title,
        starts,
        starts + 2 * HOUR,
        kind,
        about=ABOUT.get(title, ""),
        leader="Рената Гайсина, инструктор первой помощи" if "помощь" in title else "",
        bring="Удобную одежду. Сменная обувь не нужна." if "помощь" in title else "",
        accessibility="Пандус со двора, широкие двери, можно с ассистентом.",
        photos="Снимаем общий план. Наклейка «не снимать» — у входа.",
        **more,  # type: ignore[arg-type]
    )
    with clock.at(clock.now() - 6 * DAY):
        return actions.create_event(actor=place.head, unit=place.unit, values=values, publish=publish)


ABOUT = {
    "Первая помощь: учимся руками": "Два часа практики на манекенах: как вызвать помощь, остановить кровь, привести "
    "в чувство. Без лекций и экзамена.",
    "Круглый стол «Двор»": "Жильцы, управляющая компания и добровольцы решают, что сделать во дворах до весны.",
    "Мастерская подарков": "Делаем подарки для детей из больницы: материалы и чай наши.",
    "Разговор о донорстве": "Врач станции переливания крови отвечает на вопросы.",
}


def _register(place: _Place, event: Event, number: int) -> None:
    with clock.at(clock.now() - 5 * DAY + number * 3 * HOUR):
        actions.register_guest(
            event_id=event.pk,
            guest=place.guest(number, people=2 if number % 5 == 3 else 1),
            sender=Sender(f"demo-{event.code}-{number}", current_text(Purpose.EVENT).pk),
        )
