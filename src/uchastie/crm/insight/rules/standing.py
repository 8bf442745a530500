"""Where a centre stands: what `queries.get_standing` answers. Pages, reports and exports read the same lines."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from uchastie.crm.insight.rules.month import MET_NAMES, Met
from uchastie.crm.insight.rules.spans import Period, Span


class Block(StrEnum):
    """The three blocks of the half-year rating of the network."""

    SERVICES = "services"
    PLACE = "place"
    INFORMING = "informing"


BLOCK_NAMES: dict[Block, str] = {
    Block.SERVICES: "Оказание сервисов благополучателям",
    Block.PLACE: "Инфраструктура и работа с местным сообществом",
    Block.INFORMING: "Информационная деятельность",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One own period of the norm inside the period that is looked at: a week of the month, a month of the year."""

    period: Period
    fact: int
    whole: int | None
    plan: int
    met: Met
    frozen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One norm. `fact` is a count, a state or, with `whole`, the part of a share; `plan` is the threshold in force, in
    per cent for a share. `share` is how much of the plan is there, 0.0 to 1.0, None without data.

    When the norm's own period is shorter than the period looked at and that one is over, `fact` and `plan` count the
    own periods that were met and all of them; `parts` has each."""

    code: str
    name: str
    block: Block
    span: Span
    mandatory: bool
    source: str
    fact: int
    whole: int | None
    plan: int
    share: float | None
    met: Met
    fact_text: str
    plan_text: str
    words: str
    evidence: str
    next_url: str
    next_label: str
    parts: tuple[Part, ...] = ()
    frozen: bool = False
    corrections: int = 0
    forecast: float | None = None  # of the plan at its end at the present pace, for counts that go on

    @property
    def state(self) -> str:
        """The colour in words."""
        return MET_NAMES[self.met]

    @property
    def needs_care(self) -> bool:
        return self.met in {Met.NO, Met.AT_RISK}


@dataclass(frozen=True, slots=True)
class BlockStanding:
    block: Block
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        return BLOCK_NAMES[self.block]

    @property
    def kept(self) -> int:
        """Norms that are met or on their way."""
        return sum(line.met in {Met.YES, Met.ON_THE_WAY} for line in self.lines)

    @property
    def known(self) -> int:
        """Norms of which there are data: the others are neither met nor missed."""
        return sum(line.met is not Met.NO_DATA for line in self.lines)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in one period. `as_of` is the last day that was counted, None when nothing was."""

    unit_id: UUID
    period: Period
    as_of: dt.date | None
    blocks: tuple[BlockStanding, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in block.lines)
