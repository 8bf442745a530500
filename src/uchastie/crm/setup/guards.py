"""What upper capabilities add: steps of the installation, and checks that know how a channel really speaks."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from uchastie.kernel.actor import Actor

if TYPE_CHECKING:
    from uchastie.crm.setup.rules import Step

type StepMaker = Callable[[Actor], "Step"]
type Probe = Callable[[Mapping[str, str], str], str]

_steps: list[StepMaker] = []
_probes: dict[str, Probe] = {}


def register_step(maker: StepMaker) -> None:
    if maker not in _steps:
        _steps.append(maker)


def steps() -> tuple[StepMaker, ...]:
    return tuple(_steps)


def register_probe(kind: str, probe: Probe) -> None:
    """`kind` is "email", "sms" or "push". `probe(values, target)` sends one trial message and says in Russian what came of it, or raises. It runs in a
    thread of its own for at most ten seconds and touches no database."""
    _probes[kind] = probe


def probe_of(kind: str) -> Probe | None:
    return _probes.get(kind)
