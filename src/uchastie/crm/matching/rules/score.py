"""What of a family's needs a guardian covers, what stops it, and in which order guardians are shown (B12, B40)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from uchastie.crm.families.rules import NeedFormat, Periodicity, Urgency, distance_km

URGENT = 2  # an urgent need weighs as two
PARTLY = 0.5
# How often in a year: whoever comes weekly covers a monthly need, not the other way round.
PER_YEAR: dict[str, int] = {
    Periodicity.WEEKLY: 52,
    Periodicity.BIWEEKLY: 26,
    Periodicity.MONTHLY: 12,
    Periodicity.ONCE: 1,
    Periodicity.ON_REQUEST: 12,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One open need of a family."""

    need_id: UUID
    category: str
    format: str = NeedFormat.ANY
    periodicity: str = Periodicity.ON_REQUEST
    urgency: str = Urgency.NORMAL

    @property
    def weight(self) -> int:
        return URGENT if self.urgency == Urgency.HIGH else 1


@dataclass(frozen=True, slots=True)
class Skill:
    """What a guardian can do in one category; without a periodicity it is taken as it comes."""

    formats: frozenset[str] = frozenset({NeedFormat.IN_PERSON})
    periodicity: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a family lives, as far as it is known, and what it asks."""

    needs: tuple[Asked, ...]
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    """A guardian as matching sees it."""

    skills: Mapping[str, Skill] = field(default_factory=dict)
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    whole_region: bool = False
    radius_km: int | None = None
    territory: frozenset[str] = frozenset()
    capacity: int = 1
    free: int = 1
    known: str = ""  # why this very pair is not asked for again: it is there already, or one of them has said no


class Cover(StrEnum):
    FULL = "full"
    PARTLY = "partly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FitLine:
    asked: Asked
    cover: Cover
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one guardian fits one family. `stops` say why it cannot be asked now; then it stands last."""

    lines: tuple[FitLine, ...]
    stops: tuple[str, ...] = ()
    distance_km: float | None = None
    load: float = 0.0  # share of the guardian's places that are taken

    @property
    def possible(self) -> bool:
        return not self.stops and any(line.cover is not Cover.NONE for line in self.lines)

    @property
    def full(self) -> int:
        return sum(line.cover is Cover.FULL for line in self.lines)

    @property
    def partly(self) -> int:
        return sum(line.cover is Cover.PARTLY for line in self.lines)

    @property
    def coverage(self) -> float:
        """Share of the needs, urgent ones twice: 0 to 1."""
        whole = sum(line.asked.weight for line in self.lines)
        got = sum(line.asked.weight * _VALUE[line.cover] for line in self.lines)
        return got / whole if whole else 0.0

    @property
    def order(self) -> tuple[bool, float, float, float]:
        """The best first: who may be asked, who covers more, who lives nearer, who has more free places."""
        far = self.distance_km if self.distance_km is not None else 50.0
        return (not self.possible, -round(self.coverage, 6), round(far), self.load)


_VALUE = {Cover.FULL: 1.0, Cover.PARTLY: PARTLY, Cover.NONE: 0.0}


def line_of(asked: Asked, skill: Skill | None) -> FitLine:
    """One need against what the guardian can do in its category."""
    if skill is None:
        return FitLine(asked, Cover.NONE, "не умеет")
    if asked.format != NeedFormat.ANY and asked.format not in skill.formats and NeedFormat.ANY not in skill.formats:
        return FitLine(
            asked, Cover.PARTLY, "только удалённо" if asked.format == NeedFormat.IN_PERSON else "только на месте"
        )
    if skill.periodicity and PER_YEAR.get(skill.periodicity, 0) < PER_YEAR.get(asked.periodicity, 0):
        return FitLine(asked, Cover.PARTLY, "реже, чем нужно")
    return FitLine(asked, Cover.FULL, "умеет")


def fit_of(home: Home, helper: Helper) -> Fit:
    """All needs, all stops. A guardian of another region is not given here at all: the region is the first stop."""
    distance = distance_km((home.latitude, home.longitude), (helper.latitude, helper.longitude))
    taken = helper.capacity - helper.free
    return Fit(
        lines=tuple(line_of(asked, helper.skills.get(asked.category)) for asked in home.needs),
        stops=tuple(_stops(home, helper, distance)),
        distance_km=distance,
        load=taken / helper.capacity if helper.capacity else 1.0,
    )


def _stops(home: Home, helper: Helper, distance: float | None) -> list[str]:
    stops = []
    if helper.free < 1:
        stops.append("все места заняты")
    if helper.known:
        stops.append(helper.known)
    if not _near(home, helper, distance):
        stops.append("далеко: вне территории опекуна")
    return stops


def _near(home: Home, helper: Helper, distance: float | None) -> bool:
    """In the territory by name, by the radius, or everywhere; what is not known does not stop."""
    if helper.whole_region or home.town in {helper.town, *helper.territory}:
        return True
    if helper.radius_km is None:
        return not helper.territory
    return distance is None or distance <= helper.radius_km
