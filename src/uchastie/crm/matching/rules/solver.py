"""The plan of a region by column generation with HiGHS. Loaded only where a plan is made.

A column is a guardian in a family with the needs it takes there. The relaxed program begins with a few columns of each
family and is given, by the prices of needs and places it answers with, every column that would still improve it; when
there is none, its value is the bound no whole choice exceeds (and before that, the value and what the missing columns
could add at most). The whole choice is then made among the columns found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import highspy
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from uchastie.crm.matching.rules.plan import Model

INFINITY = highspy.kHighsInf
CHOSEN = 0.5
FIRST = 4  # columns of each family to begin with
ROUNDS = 40
LEAST = 1e-6

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Data:
    """All possible pairs as arrays: a row is a pair, a column the place of a need in its family (padded)."""

    worth: Floats  # pairs × most needs of one family; 0 where the guardian cannot
    need: Ints  # the same shape: number of the need
    way: Floats
    family: Ints
    guardian: Ints
    needs: int
    seats: list[list[float]]


def maximise(
    model: "Model", pairs: Sequence[tuple[UUID, UUID]], *, gap: float, seconds: float
) -> tuple[list[tuple[UUID, UUID]], float]:
    """The chosen pairs, and the value no choice can exceed."""
    data = _data(model, pairs)
    solver, columns = _begin(data)
    bound = _generate(solver, data, columns)
    kinds = np.array([highspy.HighsVarType.kInteger] * len(columns))
    places = np.array([column for column, _ in columns], dtype=np.int32)
    solver.changeColsIntegrality(len(columns), places, kinds)
    solver.setOptionValue("mip_rel_gap", gap / 2)
    solver.setOptionValue("time_limit", solver.getRunTime() + seconds)
    solver.run()
    found = solver.getSolution().col_value
    return [pairs[pair] for column, pair in columns if found[column] > CHOSEN], bound


def _data(model: "Model", pairs: Sequence[tuple[UUID, UUID]]) -> _Data:
    families = {family.case_id: number for number, family in enumerate(model.families)}
    first = np.cumsum([0, *(len(family.home.needs) for family in model.families)])
    guardians = {key: number for number, key in enumerate(model.helpers)}
    most = max(len(fit.lines) for fit in model.fits.values())
    worth, need = np.zeros((len(pairs), most)), np.zeros((len(pairs), most), dtype=np.int64)
    way = np.zeros(len(pairs))
    for row, pair in enumerate(pairs):
        fit, number = model.fits[pair], families[pair[0]]
        family = model.families[number]
        way[row] = model.way(fit)
        for line in range(len(fit.lines)):
            worth[row, line] = model.worth(family, fit, line)
            need[row, line] = first[number] + line
    return _Data(
        worth=worth,
        need=need,
        way=way,
        family=np.array([families[case] for case, _ in pairs]),
        guardian=np.array([guardians[key] for _, key in pairs]),
        needs=int(first[-1]),
        seats=[model.seats(helper) for helper in model.helpers.values()],
    )


def _begin(data: _Data) -> tuple[highspy.Highs, list[tuple[int, int]]]:
    """Rows: a need once at most; pairs of a guardian no more than its places. Columns: the places, and the best few
    guardians of each family with all they can do there."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    rows = data.needs + len(data.seats)
    upper = np.array([1.0] * data.needs + [0.0] * len(data.seats))
    empty = np.array([], dtype=np.int32)
    solver.addRows(rows, np.full(rows, -INFINITY), upper, 0, np.zeros(rows, dtype=np.int32), empty, np.array([]))
    costs = [cost for seats in data.seats for cost in seats]
    index = [data.needs + number for number, seats in enumerate(data.seats) for _ in seats]
    _add(solver, np.array(costs), [[row] for row in index], [[-1.0]] * len(index))
    columns: list[tuple[int, int]] = []
    value = data.worth.sum(axis=1) - data.way
    order = np.lexsort((-value, data.family))
    place = np.arange(len(order)) - np.searchsorted(data.family[order], data.family[order])
    _extend(solver, data, order[place < FIRST], data.worth > 0, columns)
    return solver, columns


def _generate(solver: highspy.Highs, data: _Data, columns: list[tuple[int, int]]) -> float:
    """Adds what improves until nothing does. Returns the bound."""
    bound = INFINITY
    for _ in range(ROUNDS):
        solver.run()
        prices = -np.array(solver.getSolution().row_dual)
        left = data.worth - prices[data.need]
        gain = np.maximum(left, 0.0).sum(axis=1) - data.way - prices[data.needs + data.guardian]
        better = gain > LEAST
        value = -solver.getInfo().objective_function_value
        bound = min(bound, value + float(gain[better].sum()))
        if not better.any():
            break
        _extend(solver, data, _best_of_family(data, gain, better), left > 0, columns)
    return bound


def _best_of_family(data: _Data, gain: Floats, better: npt.NDArray[np.bool_]) -> Ints:
    """The best few improving pairs of each family: all of them at once would fill the program with twins."""
    rows = np.flatnonzero(better)
    order = rows[np.lexsort((-gain[rows], data.family[rows]))]
    place = np.arange(len(order)) - np.searchsorted(data.family[order], data.family[order])
    return order[place < FIRST]


def _extend(
    solver: highspy.Highs,
    data: _Data,
    rows: Ints,
    taken: npt.NDArray[np.bool_],
    columns: list[tuple[int, int]],
) -> None:
    """Columns for these pairs with the needs `taken`."""
    costs, index = [], []
    base = solver.getNumCol()
    for row in rows:
        needs = np.flatnonzero(taken[row] & (data.worth[row] > 0))
        costs.append(data.way[row] - data.worth[row, needs].sum())
        index.append([*(int(number) for number in data.need[row, needs]), data.needs + int(data.guardian[row])])
        columns.append((base + len(costs) - 1, int(row)))
    _add(solver, np.array(costs), index, [[1.0] * len(one) for one in index])


def _add(solver: highspy.Highs, costs: Floats, index: list[list[int]], values: list[list[float]]) -> None:
    count = len(costs)
    if not count:
        return
    starts = np.cumsum([0, *(len(one) for one in index)])[:-1].astype(np.int32)
    flat = np.array([row for one in index for row in one], dtype=np.int32)
    numbers = np.array([value for one in values for value in one])
    solver.addCols(count, costs, np.zeros(count), np.ones(count), len(flat), starts, flat, numbers)
