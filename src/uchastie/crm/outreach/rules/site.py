"""The checklist of the centre's official site (A97): what a citizen has to find there. A check holds for a quarter: after
it somebody has to look again."""

import datetime as dt
from collections.abc import Iterable, Sequence

from uchastie.kernel.errors import Refusal

HOLDS = dt.timedelta(days=92)
ITEMS: dict[str, str] = {
    "name": "Название центра и организация, при которой он работает",
    "address": "Адрес и как пройти",
    "hours": "Часы работы",
    "contacts": "Телефон и почта, которые отвечают",
    "services": "Все сервисы центра и кому они подходят",
    "apply": "Как подать заявку и когда ответят",
    "people": "Руководитель и сотрудники",
    "events": "Календарь событий на год",
    "news": "Новости: последняя не старше месяца",
    "rights": "Обработка данных, жалобы и отзывы",
    "access": "Доступность: вход, лифт, помощь",
    "dobro": "Ссылки на Добро.рф и Добро.Взаимно",
}


def missing_of(present: Iterable[str]) -> list[str]:
    there = set(present)
    return [code for code in ITEMS if code not in there]


def require_site_day(day: dt.date, today: dt.date) -> None:
    if day > today:
        raise Refusal("future", "Этот день ещё не наступил.", field="day")
    if today - day > HOLDS:
        raise Refusal("old", "Такая проверка уже не действует. Посмотрите сайт заново.", field="day")


def states(checks: Sequence[tuple[dt.date, bool]]) -> list[tuple[dt.date, int]]:
    """The days on which the site became complete or stopped being it. `checks` in the order of days; the last one of a
    day counts. A complete check ends by itself when it is too old."""
    found: list[tuple[dt.date, int]] = []
    last_of_day = dict(checks)
    days = sorted(last_of_day)
    for place, day in enumerate(days):
        found.append((day, int(last_of_day[day])))
        ends = day + HOLDS + dt.timedelta(days=1)
        following = days[place + 1] if place + 1 < len(days) else None
        if last_of_day[day] and (following is None or ends < following):
            found.append((ends, 0))
    return changes(found)


def changes(values: Sequence[tuple[dt.date, int]]) -> list[tuple[dt.date, int]]:
    """Only the days on which the value is another one than before; before all of them it is 0."""
    kept: list[tuple[dt.date, int]] = []
    before = 0
    for day, value in values:
        if value != before:
            kept.append((day, value))
            before = value
    return kept


def within(values: Sequence[tuple[dt.date, int]], first: dt.date, last: dt.date) -> list[tuple[dt.date, int]]:
    """The changes of a period, and the last one before it."""
    earlier = [one for one in values if one[0] < first]
    return [*earlier[-1:], *[one for one in values if first <= one[0] <= last]]
