"""One request at a time works in a process, the others wait their turn at the door (docs/adr/0023).

A page lets the other threads in at every row it reads from SQLite, a hundred times; with four threads at work each of
them then waits for the interpreter as often, and a fifth to two thirds more processor time goes into the changes alone.
What a thread really waits for happens outside the turn: a body is read before it, an answer is sent after it."""

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

LONGEST_WAIT = 0.05  # seconds: whatever takes long inside, a paper or a password, does not hold the others
MOST_BODY = 64 * 1024  # bytes: a form; a file comes for as long as it takes, and has no turn

type Answer = Iterable[bytes]
type Application = Callable[[dict[str, Any], Callable[..., Any]], Answer]


class InTurn:
    def __init__(self, application: Application) -> None:
        self._application = application
        self._turn = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Answer:
        told = environ.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal() or int(told) > MOST_BODY:
            return self._application(environ, start_response)
        if told != "0":
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(told)))
        mine = self._turn.acquire(timeout=LONGEST_WAIT)
        try:
            return self._application(environ, start_response)
        finally:
            if mine:
                self._turn.release()
