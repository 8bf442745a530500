"""The whole choice as one program, for regions where the columns found on the way give a plan too far from the bound:
there are few pairs then, and the solver proves the answer by itself."""

import highspy
import numpy as np

from uchastie.crm.matching.rules.columns import CHOSEN, INFINITY, Data, add_columns

MOST = 40_000  # (pair, need) that can be met; more than that is left to the columns


def choose(data: Data, *, gap: float, seconds: float) -> tuple[list[int], float] | None:
    """Numbers of the chosen pairs, and the value no choice can exceed; None when there is too much of it or no time.

    A pair is chosen or not; a chosen one may meet each of its needs, each need is met once at most, a guardian takes no
    more pairs than it has places."""
    rows, lines = np.nonzero(data.worth > 0)
    if len(rows) > MOST:
        return None
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("time_limit", seconds)
    limits = data.needs + len(data.seats)
    upper = np.array([1.0] * data.needs + [0.0] * (len(data.seats) + len(rows)))
    empty = np.array([], dtype=np.int32)
    count = limits + len(rows)
    solver.addRows(count, np.full(count, -INFINITY), upper, 0, np.zeros(count, dtype=np.int32), empty, np.array([]))
    seats = [(cost, data.needs + number) for number, costs in enumerate(data.seats) for cost in costs]
    add_columns(solver, np.array([cost for cost, _ in seats]), [[row] for _, row in seats], [[-1.0]] * len(seats))
    base = solver.getNumCol()
    held: list[list[int]] = [[] for _ in data.way]
    for number, row in enumerate(rows):
        held[row].append(limits + number)
    index = [[data.needs + int(data.guardian[row]), *own] for row, own in enumerate(held)]
    add_columns(solver, data.way, index, [[1.0, *[-1.0] * (len(one) - 1)] for one in index])
    met = [
        [int(data.need[row, line]), limits + number] for number, (row, line) in enumerate(zip(rows, lines, strict=True))
    ]
    add_columns(solver, -data.worth[rows, lines], met, [[1.0, 1.0]] * len(met))
    places = np.arange(base, base + len(data.way), dtype=np.int32)
    solver.changeColsIntegrality(len(places), places, np.array([highspy.HighsVarType.kInteger] * len(places)))
    solver.run()
    found = solver.getSolution().col_value
    if not found:
        return None
    chosen = [row for row in range(len(data.way)) if found[base + row] > CHOSEN]
    return chosen, -solver.getInfo().mip_dual_bound
