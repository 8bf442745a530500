"""What upper capabilities show on pages of lower ones: `project/wiring.py` registers, the lower page renders.

A place has a name ("network.centre"); its subject is whatever the page is about. A panel that has nothing to show
to this actor returns None. Panels answer with the name of a template and its context.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    template: str
    context: dict[str, Any] = field(default_factory=dict)


type PanelMaker = Callable[[Actor, Any], Panel | None]

_makers: dict[str, list[PanelMaker]] = defaultdict(list)


def register(place: str, maker: PanelMaker) -> None:
    if maker not in _makers[place]:
        _makers[place].append(maker)


def collect(place: str, actor: Actor, subject: object) -> list[Panel]:
    return [panel for maker in _makers[place] if (panel := maker(actor, subject)) is not None]
