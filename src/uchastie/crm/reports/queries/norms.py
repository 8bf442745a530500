"""How the norms were held: of one centre each with its fact, of several how many centres hold each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from uchastie.crm.insight import queries as insight
from uchastie.crm.insight.rules import Met, Period
from uchastie.crm.insight.rules.standing import BLOCK_NAMES, Line, Standing
from uchastie.crm.network.models import Unit
from uchastie.crm.reports.rules import Norm
from uchastie.kernel.actor import SYSTEM

type Kept = dict[UUID, tuple[int, int]]  # norms kept, norms with data
_GOOD = frozenset({Met.YES, Met.ON_THE_WAY})


def list_norms(centres: Sequence[Unit], period: Period, *, alone: bool) -> tuple[tuple[Norm, ...], Kept]:
    """Three statements for any number of centres."""
    if not centres:
        return (), {}
    found = insight.list_standings(SYSTEM, centres, period)
    kept = {pk: _kept(standing) for pk, standing in found.items()}
    if alone:
        return tuple(_own(line) for line in found[centres[0].pk].lines), kept
    return _of_all(found.values()), kept


def _kept(standing: Standing) -> tuple[int, int]:
    return sum(block.kept for block in standing.blocks), sum(block.known for block in standing.blocks)


def _own(line: Line) -> Norm:
    return Norm(
        BLOCK_NAMES[line.block],
        line.name,
        line.state,
        str(line.met),
        line.fact_text,
        line.plan_text,
        line.words,
        mandatory=line.mandatory,
    )


def _of_all(standings: Iterable[Standing]) -> tuple[Norm, ...]:
    first: dict[str, Line] = {}
    kept: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for standing in standings:
        for line in standing.lines:
            first.setdefault(line.code, line)
            kept[line.code] += line.met in _GOOD
            known[line.code] += line.met is not Met.NO_DATA
    rows = sorted(first.values(), key=lambda line: list(BLOCK_NAMES).index(line.block))
    return tuple(
        Norm(
            BLOCK_NAMES[line.block],
            line.name,
            _state(kept[line.code], known[line.code]),
            kept=kept[line.code],
            known=known[line.code],
            mandatory=line.mandatory,
        )
        for line in rows
    )


def _state(kept: int, known: int) -> str:
    if not known:
        return "нет данных"
    return "выполняют все" if kept == known else f"выполняют {kept} из {known}"
