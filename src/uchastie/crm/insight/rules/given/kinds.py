"""What a given norm consists of."""

from dataclasses import dataclass, field

from uchastie.crm.insight.rules.norms import How
from uchastie.crm.insight.rules.spans import Span
from uchastie.crm.insight.rules.standing import Block

YES = ["есть", "есть", "есть"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    code: str
    name: str
    block: Block
    how: How
    span: Span
    plan: int
    source: str
    source_words: str
    counted: str
    parts: list[str]
    wholes: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=lambda: list(YES))
    mandatory: bool = False
    floor: int = 0
