"""From answers to five averages of each kind, their gaps in words, and what has changed since last year. A profile says
how things stand here; it is never a place in a list (C11)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uchastie.crm.assessment.rules.questions import BY_CODE
from uchastie.crm.assessment.rules.states import Kind
from uchastie.crm.practices.rules.method import DIMENSION_NAMES, Dimension
from uchastie.ui.text import number

FEW = 5  # fewer answers than this could be guessed to be somebody's
GAP = 0.5  # points: closer ones are the same to the eye
MOST = 3

type Averages = Mapping[Dimension, float | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension: the average of each kind of respondents (None: nobody, or too few), and words."""

    dimension: Dimension
    name: str
    management: float | None
    staff: float | None
    beneficiary: float | None
    gap: str
    notable: bool
    before: str = ""


def averages(scores: Iterable[tuple[str, int]]) -> dict[Dimension, float | None]:
    """`scores` are (code of the question, score); «не знаю» is not among them."""
    found: defaultdict[Dimension, list[int]] = defaultdict(list)
    for code, score in scores:
        found[BY_CODE[code].dimension].append(score)
    return {one: sum(found[one]) / len(found[one]) if found[one] else None for one in Dimension}


def lines(now: Mapping[Kind, Averages], before: Mapping[Kind, Averages] | None = None) -> tuple[Line, ...]:
    return tuple(_line(one, now, before) for one in Dimension)


def _line(dimension: Dimension, now: Mapping[Kind, Averages], before: Mapping[Kind, Averages] | None) -> Line:
    staff, others = _mean(now, dimension), now[Kind.BENEFICIARY].get(dimension)
    return Line(
        dimension,
        DIMENSION_NAMES[dimension],
        now[Kind.MANAGEMENT].get(dimension),
        now[Kind.STAFF].get(dimension),
        others,
        gap_words(staff, others),
        notable=staff is not None and others is not None and abs(staff - others) >= GAP,
        before=change_words(before, now, dimension) if before else "",
    )


def _mean(now: Mapping[Kind, Averages], dimension: Dimension) -> float | None:
    """Of the staff; where nobody of them has answered, of the management."""
    staff = now[Kind.STAFF].get(dimension)
    return staff if staff is not None else now[Kind.MANAGEMENT].get(dimension)


def gap_words(staff: float | None, others: float | None) -> str:
    if staff is None or others is None:
        return "сравнить не с чем"
    gap = round(staff - others, 1)
    if abs(gap) < GAP:
        return "видят одинаково"
    how = number(abs(gap), 1)
    if gap > 0:
        return f"благополучатели видят хуже на {how}: спросите, чего им не хватает"
    return f"благополучатели видят лучше на {how}: узнайте, что им помогает"


def change_words(before: Mapping[Kind, Averages], now: Mapping[Kind, Averages], dimension: Dimension) -> str:
    """Against last year, by each kind that answered both times."""
    said = []
    for kind, who in ((Kind.STAFF, "сотрудники"), (Kind.BENEFICIARY, "благополучатели")):
        old, new = before[kind].get(dimension), now[kind].get(dimension)
        if old is not None and new is not None:
            said.append(f"{who}: {number(old, 1)} → {number(new, 1)}")
    return ", ".join(said)


def score_words(value: float | None) -> str:
    return "—" if value is None else number(value, 1)
