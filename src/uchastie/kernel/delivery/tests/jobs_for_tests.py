"""Jobs the tests enqueue; a task is found by the path of its function, so they stand in a module."""

import threading

from uchastie.kernel.jobs import job

calls: list[object] = []
gate = threading.Event()


@job
def note(value: object = None) -> object:
    calls.append(value)
    return value


@job
def fail() -> None:
    calls.append("fail")
    name = "Иванова Мария"
    raise ValueError(name + ", +79123456789")


@job
def wait_at_gate() -> None:
    calls.append("at the gate")
    gate.wait(20)
