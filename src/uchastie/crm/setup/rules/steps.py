"""What an installation needs before the doors open, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class StepState(StrEnum):
    DONE = "done"
    FAILED = "failed"  # was tried and does not work
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    """`note` says in few words how it stands; `text` what it is for. `optional` ones are never «next»."""

    key: str
    place: int  # the order on the page
    title: str
    state: StepState
    note: str
    text: str
    url: str
    button: str = "Заполнить"
    optional: bool = False


def next_step(steps: Iterable[Step]) -> Step | None:
    """The first of those that must be done; what has failed comes when nothing else is left."""
    left = [step for step in steps if step.state is not StepState.DONE]
    must = [step for step in left if not step.optional]
    failed = [step for step in left if step.state is StepState.FAILED]
    return next(iter(must or failed), None)
