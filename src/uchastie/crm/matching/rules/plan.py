"""The best use of all free places of a region at once (B12, B29), against taking the families in turn.

Each need is met once at most, a guardian takes no more families than it has places, several guardians may share a
family. What is preferred, in this order: urgent needs, who waits longer, more needs met, shorter ways, an even load."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from uchastie.crm.matching.rules.score import Cover, Fit, Helper, Home, fit_of

NEED = 100.0  # one need met in full; an urgent one counts twice, a part is a half
WAITING = 40.0  # more for a need of a family that has waited for two months
TWO_MONTHS = 60  # days
KM = 0.3
FAR_KM = 100.0  # farther is not worse any more
UNKNOWN_KM = 50.0
PAIR = 5.0  # each guardian more in one family is one more stranger to get used to
LOAD = 10.0  # of the last place of a guardian; of the first of many, a part of it
GAP = 0.01
SECONDS = 20.0

_VALUE = {Cover.FULL: 1.0, Cover.PARTLY: 0.5}


@dataclass(frozen=True, slots=True)
class Family:
    case_id: UUID
    home: Home
    waited_days: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One guardian for one family: which needs it takes."""

    case_id: UUID
    guardian_id: UUID
    need_ids: tuple[UUID, ...]
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Sums:
    """What a choice gives; the same words for the plan and for the queue."""

    needs: int
    urgent: int
    families: int
    mean_km: float
    most_on_one: int  # families of the guardian who has got most of them
    value: float


@dataclass(frozen=True, slots=True)
class Solution:
    """`bound`: no choice is worth more (of the solver's proof); `gap`: how far the plan may be from the best."""

    lines: tuple[Line, ...]
    value: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        return max(0.0, (self.bound - self.value) / max(abs(self.value), 1.0))


@dataclass(slots=True)
class Model:
    """Pairs that are possible, and what each is worth; made once for the plan and for the queue."""

    families: Sequence[Family]
    helpers: Mapping[UUID, Helper]
    fits: dict[tuple[UUID, UUID], Fit] = field(default_factory=dict)

    def worth(self, family: Family, fit: Fit, line: int) -> float:
        """Of one need met by this guardian."""
        got = fit.lines[line]
        share = _VALUE.get(got.cover, 0.0)
        waited = min(family.waited_days, TWO_MONTHS) / TWO_MONTHS
        return share * (NEED * got.asked.weight + WAITING * waited)

    def way(self, fit: Fit) -> float:
        """What the pair itself costs."""
        far = UNKNOWN_KM if fit.distance_km is None else min(fit.distance_km, FAR_KM)
        return PAIR + KM * far

    def seats(self, helper: Helper) -> list[float]:
        """What the first, the second, … of the free places costs: the fuller the guardian, the dearer."""
        taken = helper.capacity - helper.free
        return [LOAD * (taken + seat) / max(helper.capacity, 1) for seat in range(1, helper.free + 1)]


def model_of(
    families: Sequence[Family], helpers: Mapping[UUID, Helper], known: Mapping[tuple[UUID, UUID], str]
) -> Model:
    """All possible pairs of one region. `known`: pairs that are there already or did not come about."""
    model = Model(families, {key: helper for key, helper in helpers.items() if helper.free > 0})
    able = [(key, helper, set(helper.skills)) for key, helper in model.helpers.items()]
    for family in families:
        asked = {need.category for need in family.home.needs}
        for key, helper, skills in able:
            if asked.isdisjoint(skills) or (family.case_id, key) in known:
                continue
            fit = fit_of(family.home, helper)
            if fit.possible:
                model.fits[family.case_id, key] = fit
    return model


def solve(model: Model, *, gap: float = GAP, seconds: float = SECONDS) -> Solution:
    """By mixed integer programming. Deterministic unless the time runs out; nothing to choose from is an empty plan;
    never worse than the queue."""
    started = time.perf_counter()
    if not model.fits:
        return Solution((), 0.0, 0.0, 0.0)
    from uchastie.crm.matching.rules.solver import maximise

    pairs = list(model.fits)
    chosen, bound = maximise(model, pairs, gap=gap, seconds=seconds)
    lines = max(_lines(model, chosen), in_turn(model), key=lambda one: value_of(model, one))
    return Solution(lines, value_of(model, lines), bound, time.perf_counter() - started)


def in_turn(model: Model) -> tuple[Line, ...]:
    """«Живая очередь»: families in their order, each takes the best of who is left until nobody can add anything."""
    free = {key: helper.free for key, helper in model.helpers.items()}
    chosen: list[tuple[UUID, UUID]] = []
    by_family: dict[UUID, list[tuple[UUID, Fit]]] = {}
    for (case_id, guardian_id), fit in model.fits.items():
        by_family.setdefault(case_id, []).append((guardian_id, fit))
    for family in model.families:
        met: set[int] = set()
        for guardian_id, fit in sorted(by_family.get(family.case_id, []), key=lambda one: one[1].order):
            adds = {place for place, line in enumerate(fit.lines) if line.cover is not Cover.NONE} - met
            if free[guardian_id] > 0 and adds:
                free[guardian_id] -= 1
                met |= adds
                chosen.append((family.case_id, guardian_id))
    return _lines(model, chosen)


def value_of(model: Model, lines: Sequence[Line]) -> float:
    families = {family.case_id: family for family in model.families}
    used: dict[UUID, int] = {}
    value = 0.0
    for line in lines:
        family, fit = families[line.case_id], model.fits[line.case_id, line.guardian_id]
        taken = set(line.need_ids)
        value += sum(
            model.worth(family, fit, place) for place, one in enumerate(fit.lines) if one.asked.need_id in taken
        )
        value -= model.way(fit)
        used[line.guardian_id] = used.get(line.guardian_id, 0) + 1
    return value - sum(sum(model.seats(model.helpers[key])[:count]) for key, count in used.items())


def sums_of(model: Model, lines: Sequence[Line]) -> Sums:
    urgent = {need.need_id for family in model.families for need in family.home.needs if need.weight > 1}
    met = {need for line in lines for need in line.need_ids}
    ways = [line.distance_km for line in lines if line.distance_km is not None]
    load: dict[UUID, int] = {}
    for line in lines:
        load[line.guardian_id] = load.get(line.guardian_id, 0) + 1
    return Sums(
        needs=len(met),
        urgent=len(met & urgent),
        families=len({line.case_id for line in lines}),
        mean_km=sum(ways) / len(ways) if ways else 0.0,
        most_on_one=max(load.values(), default=0),
        value=value_of(model, lines),
    )


def _lines(model: Model, chosen: Sequence[tuple[UUID, UUID]]) -> tuple[Line, ...]:
    """Each need goes to the chosen guardian who meets it best; a guardian left without a need is not asked."""
    found: dict[tuple[UUID, UUID], list[UUID]] = {}
    by_family: dict[UUID, list[UUID]] = {}
    for case_id, guardian_id in chosen:
        by_family.setdefault(case_id, []).append(guardian_id)
    for family in model.families:
        for need, guardian_id in _best(model, family, by_family.get(family.case_id, [])):
            found.setdefault((family.case_id, guardian_id), []).append(need)
    return tuple(
        Line(case_id, guardian_id, tuple(needs), model.fits[case_id, guardian_id].distance_km)
        for (case_id, guardian_id), needs in found.items()
    )


def _best(model: Model, family: Family, guardians: Sequence[UUID]) -> Iterator[tuple[UUID, UUID]]:
    for place, need in enumerate(family.home.needs):
        worths = [(model.worth(family, model.fits[family.case_id, key], place), key) for key in guardians]
        best = max(worths, key=lambda one: one[0], default=(0.0, None))
        if best[0] > 0 and best[1] is not None:
            yield need.need_id, best[1]


def reasons_of(model: Model, line: Line) -> list[str]:
    """Why this guardian, in words for the coordinator."""
    family = next(one for one in model.families if one.case_id == line.case_id)
    fit = model.fits[line.case_id, line.guardian_id]
    others = {key: other for (case_id, key), other in model.fits.items() if case_id == line.case_id}
    urgent = {need.need_id for need in family.home.needs if need.weight > 1}
    near = [other.distance_km for other in others.values() if other.distance_km is not None]
    found = []
    if len(others) == 1:
        found.append("больше позвать некого")
    if urgent & set(line.need_ids):
        found.append("берёт срочное")
    if fit.distance_km is not None and len(others) > 1 and fit.distance_km <= min(near):
        found.append("ближе всех")
    if family.waited_days == max(one.waited_days for one in model.families) and family.waited_days > 0:
        found.append("семья ждёт дольше всех")
    if len(line.need_ids) == len(family.home.needs):
        found.append("закрывает всё")
    elif fit.coverage == max(other.coverage for other in others.values()):
        found.append("закрывает больше других")
    return found or ["так закроется больше потребностей у всех вместе"]
