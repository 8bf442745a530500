"""The plan of a region by column generation with HiGHS. Loaded only where a plan is made.

A column is a guardian in a family with the needs it takes there. The relaxed program begins with a few columns of each
family and is given, by the prices of needs and places it answers with, every column that would still improve it; when
there is none, its value is the bound no whole choice exceeds (and before that, the value and what the missing columns
could add at most). The whole choice is then made among the columns found; where that
is too far from the bound, the program is solved as a whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import highspy
import numpy as np
import numpy.typing as npt

from uchastie.crm.matching.rules.columns import CHOSEN, INFINITY, Data, Floats, Ints, add_columns, data_of
from uchastie.crm.matching.rules.exact import choose

if TYPE_CHECKING:
    from uchastie.crm.matching.rules.plan import Model

FIRST = 4  # columns of each family to begin with
ROUNDS = 40
LEAST = 1e-6


def maximise(
    model: "Model", pairs: Sequence[tuple[UUID, UUID]], *, gap: float, seconds: float
) -> tuple[list[tuple[UUID, UUID]], float]:
    """The chosen pairs, and the value no choice can exceed."""
    data = data_of(model, pairs)
    solver, columns = _begin(data)
    bound = _generate(solver, data, columns)
    kinds = np.array([highspy.HighsVarType.kInteger] * len(columns))
    places = np.array([column for column, _ in columns], dtype=np.int32)
    solver.changeColsIntegrality(len(columns), places, kinds)
    solver.setOptionValue("mip_rel_gap", gap / 2)
    solver.setOptionValue("time_limit", solver.getRunTime() + seconds)
    solver.run()
    found, value = solver.getSolution().col_value, -solver.getInfo().objective_function_value
    chosen = [pair for column, pair in columns if found[column] > CHOSEN]
    if bound - value > gap * max(abs(value), 1.0):
        proved = choose(data, gap=gap / 2, seconds=seconds)
        if proved is not None:
            chosen, bound = proved[0], min(bound, proved[1])
    return [pairs[pair] for pair in chosen], bound


def _begin(data: Data) -> tuple[highspy.Highs, list[tuple[int, int]]]:
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
    add_columns(solver, np.array(costs), [[row] for row in index], [[-1.0]] * len(index))
    columns: list[tuple[int, int]] = []
    value = data.worth.sum(axis=1) - data.way
    order = np.lexsort((-value, data.family))
    place = np.arange(len(order)) - np.searchsorted(data.family[order], data.family[order])
    _extend(solver, data, order[place < FIRST], data.worth > 0, columns)
    return solver, columns


def _generate(solver: highspy.Highs, data: Data, columns: list[tuple[int, int]]) -> float:
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


def _best_of_family(data: Data, gain: Floats, better: npt.NDArray[np.bool_]) -> Ints:
    """The best few improving pairs of each family: all of them at once would fill the program with twins."""
    rows = np.flatnonzero(better)
    order = rows[np.lexsort((-gain[rows], data.family[rows]))]
    place = np.arange(len(order)) - np.searchsorted(data.family[order], data.family[order])
    return order[place < FIRST]


def _extend(
    solver: highspy.Highs,
    data: Data,
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
    add_columns(solver, np.array(costs), index, [[1.0] * len(one) for one in index])
