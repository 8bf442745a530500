"""The door of the web server: one request at a time, and nobody holds the others."""

import io
import threading
from typing import Any

import pytest

from uchastie.kernel.turns import MOST_BODY, InTurn

LONG = 20  # seconds until a test that hangs is given up


def ask(door: InTurn, path: str, body: Any = None, length: int | None = None) -> threading.Thread:
    environ = {"PATH_INFO": path, "wsgi.input": body, "CONTENT_LENGTH": str(length) if length else ""}
    thread = threading.Thread(target=lambda: door(environ, lambda *_: None), daemon=True)
    thread.start()
    return thread


def test_requests_work_one_after_another():
    inside, most, lock = [0], [0], threading.Lock()

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        sum(range(20_000))
        with lock:
            inside[0] -= 1
        return []

    door = InTurn(application)
    for thread in [ask(door, "/") for _ in range(8)]:
        thread.join(LONG)
    assert (inside[0], most[0]) == (0, 1)


def test_a_long_one_does_not_hold_the_others():
    begun, end, answered = threading.Event(), threading.Event(), threading.Event()

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/long":
            begun.set()
            assert end.wait(LONG)
        else:
            answered.set()
        return []

    door = InTurn(application)
    long = ask(door, "/long")
    assert begun.wait(LONG)
    ask(door, "/short")
    assert answered.wait(LONG)
    end.set()
    long.join(LONG)
    again = ask(door, "/short")
    again.join(LONG)
    assert not again.is_alive()


@pytest.mark.parametrize("length", [100, MOST_BODY + 1])
def test_a_body_that_comes_slowly_takes_no_turn(length: int):
    """A form is read before the turn, a file by the page itself without one."""
    asked, came = threading.Event(), threading.Event()

    class Slow(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            asked.set()
            assert came.wait(LONG)
            return b"a" * size

    read: list[int] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/form":
            read.append(len(environ["wsgi.input"].read(length)))
        return []

    door = InTurn(application)
    slow = ask(door, "/form", Slow(), length)
    assert asked.wait(LONG)
    assert door._turn.acquire(blocking=False)
    door._turn.release()
    came.set()
    slow.join(LONG)
    assert read == [length]


def test_a_failure_gives_the_turn_back():
    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        raise RuntimeError

    door = InTurn(application)
    with pytest.raises(RuntimeError):
        door({"CONTENT_LENGTH": ""}, lambda *_: None)
    assert door._turn.acquire(blocking=False)
