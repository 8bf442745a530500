"""How «Добро.Взаимно» stands in a centre today: communities with their last readings, what is put up, what is missing."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, rules
from uchastie.crm.platform.models import Community, Placement, Reading
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30
OLD_READING = dt.timedelta(days=31)  # a month: then it is time to look again


@dataclass(frozen=True, slots=True)
class Numbers:
    """A community with its last reading and the one before it."""

    community: Community
    last: Reading | None
    before: Reading | None

    @property
    def count(self) -> int | None:
        return _main(self.community, self.last) if self.last else None

    @property
    def change(self) -> int | None:
        """Against the reading before; a fall is a number like any other."""
        old = _main(self.community, self.before) if self.before else None
        return None if old is None or self.count is None else self.count - old


@dataclass(frozen=True, slots=True)
class Placed:
    kind: rules.Placement
    standing: tuple[Placement, ...]
    ended: Placement | None  # the last one that is no more


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do next: code, words, and what the button does."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    own: Numbers | None
    local: tuple[Numbers, ...]
    placed: tuple[Placed, ...]
    today: dt.date

    @property
    def active(self) -> int:
        return sum(one.last.active or 0 for one in self.local if one.last)

    @property
    def subscribers(self) -> int | None:
        return self.own.count if self.own else None

    @property
    def required(self) -> int | None:
        """None while nobody has said how many subscribers the centre has."""
        return None if self.subscribers is None else rules.require_active(self.subscribers)

    @property
    def oldest_reading(self) -> dt.date | None:
        days = [one.last.day for one in (self.own, *self.local) if one and one.last]
        return min(days, default=None)

    @property
    def missing(self) -> list[Missing]:
        """What is not there, the most important first (A81-A85)."""
        found = []
        if not self.local:
            text = "Нужно хотя бы одно сообщество соседей в «Добро.Взаимно»."
            found.append(Missing("local", "Запишите местное сообщество", text))
        if self.own is None:
            text = "От числа его подписчиков считаем, сколько активных соседей нужно."
            found.append(Missing("own", "Запишите сообщество центра", text))
        found += _missing_numbers(self)
        for placed in self.placed:
            if not placed.standing:
                asked = rules.PLACEMENTS[placed.kind]
                found.append(Missing(f"place-{placed.kind}", asked.title, asked.hint))
        return found


def _missing_numbers(standing: Standing) -> list[Missing]:
    known = [one for one in (standing.own, *standing.local) if one]
    if not known:
        return []
    if any(one.count is None for one in known):
        return [Missing("reading", "Впишите числа сообществ", "Хватит одного взгляда на страницу сообщества.")]
    day = standing.oldest_reading
    if day and standing.today - day > OLD_READING:
        return [Missing("reading", "Обновите числа сообществ", "Последнему замеру больше месяца.")]
    if standing.required is not None and standing.local and standing.active < standing.required:
        more = standing.required - standing.active
        text = f"Нужно {standing.required}: пятая часть подписчиков центра, но не меньше десяти. Не хватает {more}."
        return [Missing("active", "Пригласите соседей", text)]
    return []


def visible(actor: Actor) -> Q:
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    inside = Q(pk__in=[])
    for path in actor.paths(*access.READERS):
        inside |= Q(unit__path__startswith=path)
    return inside


def get_community(actor: Actor, community_id: UUID, *, lock: bool = False) -> Community:
    rows = Community.objects.select_related("unit__region").filter(visible(actor), pk=community_id)
    found = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if found is None:
        raise NotSeen
    return found


def get_placement(actor: Actor, placement_id: UUID, *, lock: bool = False) -> Placement:
    rows = Placement.objects.select_related("unit__region", "photo").filter(visible(actor), pk=placement_id)
    found = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if found is None:
        raise NotSeen
    return found


def list_open(unit: Unit) -> list[Community]:
    """The own community first, then those of neighbours."""
    return list(Community.objects.filter(unit=unit, closed_on=None).order_by("kind", "opened_on", "id"))


def find_local(unit: Unit) -> list[Community]:
    """For everybody: where the neighbours of this centre help each other (A78)."""
    rows = Community.objects.filter(unit=unit, kind=rules.Community.LOCAL, closed_on=None)
    return list(rows.order_by("opened_on", "id")[:5])


def get_standing(actor: Actor, unit: Unit) -> Standing:
    """Three statements."""
    access.require_reader(actor, unit)
    today = clock.today(unit.zone)
    communities = list_open(unit)
    last: dict[UUID, list[Reading]] = {one.pk: [] for one in communities}
    since = today - dt.timedelta(days=800)
    rows = Reading.objects.filter(community__in=communities, replaced_at=None, day__gte=since)
    for row in rows.order_by("community", "-day"):
        last[row.community_id].append(row)
    told = [Numbers(one, *([*last[one.pk], None, None][:2])) for one in communities]
    own = next((one for one in told if one.community.kind == rules.Community.CENTRE), None)
    local = tuple(one for one in told if one.community.kind == rules.Community.LOCAL)
    return Standing(own, local, _placed(unit), today)


def _placed(unit: Unit) -> tuple[Placed, ...]:
    rows = list(Placement.objects.filter(unit=unit).select_related("made_by").order_by("-since", "-id")[:100])
    return tuple(
        Placed(
            kind,
            tuple(row for row in rows if row.kind == kind and row.until is None),
            next((row for row in rows if row.kind == kind and row.until is not None and row.until > row.since), None),
        )
        for kind in rules.Placement
    )


def list_readings(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Reading]:
    """Replaced ones too: what stood before a correction is part of the history."""
    access.require_reader(actor, unit)
    rows: QuerySet[Reading] = Reading.objects.filter(community__unit=unit).select_related("community", "made_by")
    return keyset(rows, order=("-day", "-made_at", "-id"), size=PAGE, after=after)


def list_placements(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Placement]:
    access.require_reader(actor, unit)
    rows = Placement.objects.filter(unit=unit).select_related("made_by", "ended_by", "photo")
    return keyset(rows, order=("-since", "-id"), size=PAGE, after=after)


def _main(community: Community, reading: Reading) -> int | None:
    return reading.subscribers if community.kind == rules.Community.CENTRE else reading.active
