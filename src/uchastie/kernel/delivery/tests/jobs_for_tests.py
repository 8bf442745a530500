"""Jobs the tests enqueue; a task is found by the path of its function, so they stand in a module."""

from uchastie.kernel.jobs import job

calls: list[object] = []


@job
def note(value: object = None) -> object:
    calls.append(value)
    return value


@job
def fail() -> None:
    calls.append("fail")
    name = "Иванова Мария"
    raise ValueError(name + ", +79123456789")
