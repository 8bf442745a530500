"""What stands: communities (A81, A82) and things put up where people see them (A83-A85). Pure Python."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from uchastie.kernel.errors import Refusal

ACTIVE_SHARE = 5  # every fifth subscriber of the centre's community: 20 %
AT_LEAST = 10  # decision 6: of the active ones, which is the stricter reading
LINK_LIMIT = 300


class Community(StrEnum):
    CENTRE = "centre"  # the centre's own community, whose subscribers are the measure
    LOCAL = "local"  # a community of neighbours in «Добро.Взаимно»


COMMUNITY_NAMES = {
    Community.LOCAL: "Соседи в «Добро.Взаимно»",
    Community.CENTRE: "Сообщество центра",
}


class Placement(StrEnum):
    PINNED = "pinned"
    SCREENS = "screens"
    NETWORKS = "networks"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to put up: what it is called, what proves it, and what to do. `proof`: "link", "photo" or "any"."""

    title: str
    proof: str
    hint: str
    gone: str  # how its end is said


PLACEMENTS: dict[Placement, Asked] = {
    Placement.PINNED: Asked(
        "Ссылка в меню сообщества ВКонтакте",
        "any",
        "Ссылка на приложение закреплена в меню. Покажите её адресом или снимком экрана.",
        "больше не закреплена",
    ),
    Placement.SCREENS: Asked("Ролик на экранах", "photo", "Сфотографируйте экран с роликом.", "больше не показываем"),
    Placement.NETWORKS: Asked("Ролик в соцсетях", "link", "Вставьте ссылку на запись с роликом.", "запись убрана"),
    Placement.POSTER: Asked("Плакат в помещении", "photo", "Сфотографируйте плакат на месте.", "снят"),
}


def require_active(subscribers: int) -> int:
    """How many active ones are wanted (A82, decision 6): a fifth of the centre's subscribers, rounded up, at least ten."""
    return max(AT_LEAST, -(-subscribers // ACTIVE_SHARE))


def require_link(text: str, field: str = "url") -> str:
    """An address of the web; a name without a scheme gets one."""
    link = text.strip()
    if not link:
        return ""
    if not re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE):
        link = f"https://{link}"
    if len(link) > LINK_LIMIT:
        raise Refusal("link_long", f"Ссылка длиннее {LINK_LIMIT} знаков. Возьмите короткую.", field=field)
    if not re.fullmatch(r"https?://[^\s/@]+\.[^\s/@.]{2,}(?:[/?#]\S*)?", link, re.IGNORECASE):
        raise Refusal("link", "Ссылка не читается. Пример: https://vk.com/dobro.uralmash", field=field)
    return link


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` on, `key` adds `value` to what its unit has."""

    unit_id: UUID
    day: dt.date
    key: UUID
    value: int


def days_of(
    steps: Iterable[Step], first: dt.date, last: dt.date, *, yes_no: bool = False
) -> list[tuple[UUID, dt.date, int]]:
    """How each unit stands: every day of the period on which the sum changed, and the last change before it."""
    by_unit: dict[UUID, dict[dt.date, list[Step]]] = {}
    for step in steps:
        if step.day <= last:
            by_unit.setdefault(step.unit_id, {}).setdefault(step.day, []).append(step)
    found: list[tuple[UUID, dt.date, int]] = []
    for unit_id, days in by_unit.items():
        found += [(unit_id, day, value) for day, value in _changes(days, first, yes_no=yes_no)]
    return found


def _changes(days: dict[dt.date, list[Step]], first: dt.date, *, yes_no: bool) -> list[tuple[dt.date, int]]:
    held: dict[UUID, int] = {}
    known: int | None = None
    before: list[tuple[dt.date, int]] = []
    inside: list[tuple[dt.date, int]] = []
    for day in sorted(days):
        held.update((step.key, step.value) for step in days[day])
        total = int(any(held.values())) if yes_no else sum(held.values())
        if total != known:
            known = total
            if day < first:
                before = [(day, total)]
            else:
                inside.append((day, total))
    return before + inside
