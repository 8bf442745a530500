"""What both ways of choosing are given: pairs as arrays, and columns put into the solver."""

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

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Data:
    """All possible pairs as arrays: a row is a pair, a column the place of a need in its family (padded)."""

    worth: Floats  # pairs × most needs of one family; 0 where the guardian cannot
    need: Ints  # the same shape: number of the need
    way: Floats
    family: Ints
    guardian: Ints
    needs: int
    seats: list[list[float]]


def data_of(model: "Model", pairs: Sequence[tuple[UUID, UUID]]) -> Data:
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
    return Data(
        worth=worth,
        need=need,
        way=way,
        family=np.array([families[case] for case, _ in pairs]),
        guardian=np.array([guardians[key] for _, key in pairs]),
        needs=int(first[-1]),
        seats=[model.seats(helper) for helper in model.helpers.values()],
    )


def add_columns(solver: highspy.Highs, costs: Floats, index: list[list[int]], values: list[list[float]]) -> None:
    count = len(costs)
    if not count:
        return
    starts = np.cumsum([0, *(len(one) for one in index)])[:-1].astype(np.int32)
    flat = np.array([row for one in index for row in one], dtype=np.int32)
    numbers = np.array([value for one in values for value in one])
    solver.addCols(count, costs, np.zeros(count), np.ones(count), len(flat), starts, flat, numbers)
