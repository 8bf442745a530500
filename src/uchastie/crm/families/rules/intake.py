"""A family as it turns to us: who speaks, where they live, who is at home, what they ask."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from uchastie.crm.families.rules.needs import NeedValues, require_need
from uchastie.kernel.errors import Refusal

MOST_MEMBERS = 20
STORY_LIMIT = 2000
OLDEST = 1900


@dataclass(frozen=True, slots=True)
class MemberValues:
    name: str
    relation: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class FamilyInput:
    """`name` is of the one who speaks for the family, `relation` what they are there («мама»)."""

    name: str
    town: str
    phone: str = ""
    email: str = ""
    relation: str = ""
    birth_year: int | None = None
    preferred_way: str = "phone"
    preferred_time: str = ""
    district: str = ""
    address: str = ""
    oktmo: str = ""
    latitude: float | None = None
    longitude: float | None = None
    story: str = ""
    external_id: str = ""
    received_at: dt.datetime | None = None
    members: tuple[MemberValues, ...] = field(default=())
    needs: tuple[NeedValues, ...] = field(default=())


def clean(text: str) -> str:
    return " ".join(text.split())


def require_family(family: FamilyInput, year: int) -> FamilyInput:
    """In one form. The name and the contacts are judged by the registry of people."""
    town = clean(family.town)
    if len(town) < 2:
        raise Refusal("town", "Напишите город, посёлок или село.", field="town")
    story = family.story.strip()
    if len(story) > STORY_LIMIT:
        raise Refusal("story", f"Слишком длинно: не больше {STORY_LIMIT} знаков.", field="story")
    return replace(
        family,
        name=clean(family.name),
        town=town[:100],
        district=clean(family.district)[:100],
        address=clean(family.address)[:300],
        relation=clean(family.relation)[:60],
        preferred_time=clean(family.preferred_time)[:100],
        external_id=clean(family.external_id)[:50],
        story=story,
        birth_year=require_year(family.birth_year, year),
        members=require_members(family.members, year),
        needs=tuple(require_need(need) for need in family.needs),
    )


def require_year(born: int | None, year: int) -> int | None:
    if born is not None and not OLDEST <= born <= year:
        raise Refusal("birth_year", f"Год рождения — четыре цифры, от {OLDEST} до {year}.", field="birth_year")
    return born


def require_members(members: Iterable[MemberValues], year: int) -> tuple[MemberValues, ...]:
    found = []
    for member in members:
        name, relation = clean(member.name)[:200], clean(member.relation)[:60]
        if not name and not relation:
            continue
        found.append(MemberValues(name or relation, relation, require_year(member.birth_year, year)))
    if len(found) > MOST_MEMBERS:
        raise Refusal("members", f"Не больше {MOST_MEMBERS} человек.", field="members")
    return tuple(found)


def case_number(region_code: str, serial: int) -> str:
    """«С-66-0401»; from the ten thousandth on it simply grows."""
    return f"С-{region_code}-{serial:04d}"


def parse_members(text: str) -> tuple[MemberValues, ...]:
    """A line a person: «Миша, сын, 2017». A number of four digits is the year, the first word that is none the name;
    what stands without a name is who it is («бабушка, 1950»)."""
    found = []
    for line in text.replace(";", "\n").splitlines():
        parts = [part for part in (clean(piece) for piece in line.split(",")) if part]
        years = [part for part in parts if part.isdecimal()]
        words = [part for part in parts if not part.isdecimal()]
        if not parts:
            continue
        if len(years) > 1 or (years and len(years[0]) != 4):
            raise Refusal("members", f"Год рождения — четыре цифры: «{line.strip()[:60]}».", field="members")
        if not words:
            raise Refusal("members", f"Напишите, кто это: «{line.strip()[:60]}».", field="members")
        born = int(years[0]) if years else None
        found.append(MemberValues(words[0], ", ".join(words[1:]), born))
    return tuple(found)
