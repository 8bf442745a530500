"""Russian words of days: short, full, in the cases the sentences need."""

import datetime as dt
from collections.abc import Sequence

from uchastie.ui.text import MONTHS, NBSP, weekday

FULL = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
OF = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
WORKING = ("рабочий", "рабочий", "рабочая", "рабочий", "рабочая", "рабочая", "рабочее")

# Time zones of Russia → «по времени ...». One city stands for each name of a zone.
_CITIES = {
    "Europe/Kaliningrad": "Калининграда",
    "Europe/Moscow": "Москвы",
    "Europe/Simferopol": "Симферополя",
    "Europe/Kirov": "Кирова",
    "Europe/Volgograd": "Волгограда",
    "Europe/Astrakhan": "Астрахани",
    "Europe/Saratov": "Саратова",
    "Europe/Ulyanovsk": "Ульяновска",
    "Europe/Samara": "Самары",
    "Asia/Yekaterinburg": "Екатеринбурга",
    "Asia/Omsk": "Омска",
    "Asia/Novosibirsk": "Новосибирска",
    "Asia/Barnaul": "Барнаула",
    "Asia/Tomsk": "Томска",
    "Asia/Novokuznetsk": "Новокузнецка",
    "Asia/Krasnoyarsk": "Красноярска",
    "Asia/Irkutsk": "Иркутска",
    "Asia/Chita": "Читы",
    "Asia/Yakutsk": "Якутска",
    "Asia/Khandyga": "Хандыги",
    "Asia/Vladivostok": "Владивостока",
    "Asia/Ust-Nera": "Усть-Неры",
    "Asia/Magadan": "Магадана",
    "Asia/Sakhalin": "Южно-Сахалинска",
    "Asia/Srednekolymsk": "Среднеколымска",
    "Asia/Kamchatka": "Петропавловска-Камчатского",
    "Asia/Anadyr": "Анадыря",
}


def zone_city(zone: dt.tzinfo) -> str:
    """The city of the zone in the genitive: «Екатеринбурга»; empty for a zone outside Russia."""
    return _CITIES.get(getattr(zone, "key", ""), "")


def by_time_of(city: str) -> str:
    return f"по времени {city}" if city else "по местному времени"


def on(day: dt.date) -> str:
    """«в пт», «во вт»."""
    short = weekday(day)
    return f"{'во' if short == 'вт' else 'в'}{NBSP}{short}"


def span(first: dt.date, last: dt.date, year: int) -> str:
    """«с 31 декабря по 10 января 2027 года», «с 1 по 3 мая»; the year when it is not `year`."""
    end = f"{last.day} {MONTHS[last.month - 1]}" + (f" {last.year} года" if last.year != year else "")
    if (first.year, first.month) == (last.year, last.month):
        return f"с {first.day} по {end}"
    return f"с {first.day} {MONTHS[first.month - 1]} по {end}"


def joined(parts: Sequence[str]) -> str:
    """«а», «а и б», «а, б и в»."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} и {parts[-1]}"
