"""An application of a guardian, cleaned (B2, B4): an organisation has an INN, a group and a collective need none."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from uchastie.crm.guardians.rules.words import GuardianKind
from uchastie.kernel.errors import Refusal

MOST_FAMILIES = 500
ABOUT_LIMIT = 2000
FARTHEST = 1000


@dataclass(frozen=True, slots=True)
class CapabilityValues:
    category: str
    description: str = ""
    formats: tuple[str, ...] = ("in_person",)
    periodicity: str = ""
    volume: str = ""


@dataclass(frozen=True, slots=True)
class GuardianInput:
    """`person` answers for the help: the one who is called and who signs in."""

    kind: GuardianKind
    name: str
    person: str
    town: str
    phone: str = ""
    email: str = ""
    inn: str = ""
    ogrn: str = ""
    head: str = ""
    capacity: int = 1
    about: str = ""
    campaign: str = ""
    latitude: float | None = None
    longitude: float | None = None
    whole_region: bool = False
    radius_km: int | None = None
    capabilities: tuple[CapabilityValues, ...] = field(default=())


def _clean(text: str) -> str:
    return " ".join(text.split())


def require_guardian(given: GuardianInput) -> GuardianInput:
    """In one form; the numbers and the contacts are judged by the registry of people."""
    name, town = _clean(given.name), _clean(given.town)
    if len(name) < 2:
        raise Refusal("name", "Напишите, как вас называть.", field="name")
    if len(town) < 2:
        raise Refusal("town", "Напишите город, посёлок или село.", field="town")
    if given.kind is GuardianKind.ORGANISATION and not given.inn:
        raise Refusal("inn", "У организации есть ИНН: напишите его.", field="inn")
    if not given.capabilities:
        raise Refusal("categories", "Отметьте, чем можете помогать.", field="categories")
    return replace(
        given,
        name=name[:200],
        town=town[:100],
        head=_clean(given.head)[:200],
        about=require_about(given.about),
        campaign=_clean(given.campaign)[:60],
        capacity=require_capacity(given.capacity),
        capabilities=require_capabilities(given.capabilities),
    )


def require_about(text: str) -> str:
    text = text.strip()
    if len(text) > ABOUT_LIMIT:
        raise Refusal("about", f"Слишком длинно: не больше {ABOUT_LIMIT} знаков.", field="about")
    return text


def require_capacity(families: int) -> int:
    if not 1 <= families <= MOST_FAMILIES:
        raise Refusal("capacity", f"Сколько семей одновременно: от 1 до {MOST_FAMILIES}.", field="capacity")
    return families


def require_radius(km: int | None) -> int | None:
    if km is not None and not 1 <= km <= FARTHEST:
        raise Refusal("radius", f"Сколько километров готовы ехать: от 1 до {FARTHEST}.", field="radius_km")
    return km


def require_capabilities(found: Iterable[CapabilityValues]) -> tuple[CapabilityValues, ...]:
    """One line for each category; the first one wins."""
    once: dict[str, CapabilityValues] = {}
    for one in found:
        formats = tuple(dict.fromkeys(one.formats)) or ("in_person",)
        clean = replace(
            one, description=_clean(one.description)[:300], volume=_clean(one.volume)[:100], formats=formats
        )
        once.setdefault(one.category, clean)
    return tuple(once.values())


def require_reason(text: str) -> str:
    reason = _clean(text)
    if len(reason) < 3:
        raise Refusal("reason", "Напишите причину: её увидит тот, кто подал заявку.", field="reason")
    return reason[:500]


def require_past(day: dt.date, today: dt.date, name: str = "on") -> dt.date:
    if day > today:
        raise Refusal("future", "Этот день ещё не наступил.", field=name)
    return day


def require_pause(until: dt.date | None, today: dt.date) -> dt.date | None:
    if until is not None and until <= today:
        raise Refusal("until", "Пауза кончается в будущем. Без срока оставьте поле пустым.", field="until")
    return until


def guardian_number(region_code: str, serial: int) -> str:
    """«О-66-0012»; from the ten thousandth on it simply grows."""
    return f"О-{region_code}-{serial:04d}"
