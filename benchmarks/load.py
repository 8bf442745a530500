"""A small load generator that reads what it gets: an answer without the words that belong in it is an error, so that
a redirect to the sign-in page is never counted as a fast page."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

FEWEST = 20  # requests, however slow

type MakeBody = Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Work:
    """One kind of request. `paths` are taken in turn; `expect` must be in the body, or in Location for a create."""

    name: str
    paths: list[str]
    cookie: str
    expect: str
    status: int = 200
    body: MakeBody | None = None


@dataclass(frozen=True)
class Figure:
    """Milliseconds at one connection, requests a second at `connections`."""

    p50: float
    p95: float
    per_second: float
    cpu: float  # of the server, milliseconds for one request


class _Client:
    def __init__(self, port: int, work: Work) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._work = work

    def once(self, number: int) -> None:
        work = self._work
        path = work.paths[number % len(work.paths)]
        headers = {"Cookie": work.cookie}
        if work.body is None:
            self._ask("GET", path, None, headers)
            return
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._ask("POST", path, urlencode(work.body()), headers)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> None:
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._connection.close()  # the server closes an idle connection; nothing was done on it
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
        text = response.read().decode()
        seen = response.headers.get("Location", "") if response.status == 302 else text
        if response.status != self._work.status or self._work.expect not in seen:
            raise AssertionError(f"{self._work.name}: {response.status} {seen[:300]!r}")


def latency(port: int, work: Work, seconds: float) -> list[float]:
    """Milliseconds of each request, one after another."""
    client, took, number = _Client(port, work), [], 0
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or number < FEWEST:
        begun = time.perf_counter()
        client.once(number)
        took.append((time.perf_counter() - begun) * 1000)
        number += 1
    return took


def throughput(port: int, work: Work, seconds: float, connections: int) -> tuple[int, float]:
    """Requests finished and the seconds they took, with so many connections at once."""
    counts, errors = [0] * connections, []
    begun = time.perf_counter()
    until = begun + seconds

    def run(place: int) -> None:
        try:
            client = _Client(port, work)
            while time.perf_counter() < until:
                client.once(counts[place] * connections + place)
                counts[place] += 1
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(counts), time.perf_counter() - begun


def figure(took: list[float], finished: int, seconds: float, cpu: float) -> Figure:
    cuts = statistics.quantiles(took, n=20)
    return Figure(statistics.median(took), cuts[18], finished / seconds, cpu * 1000 / (len(took) + finished))
