"""The product as people start it: real processes, a data folder and a database of their own, real signals."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def empty_database() -> Iterator[dict[str, str]]:
    """Environment of a new database on the engine under test: a file in DATA_DIR, or one more on the same server."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    import psycopg

    name = f"start_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": url.rsplit("/", 1)[0] + f"/{name}"}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def environment(data: Path, **values: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "DATABASE_", "PYTEST"))}
    return kept | {"DATA_DIR": str(data), "DEMO": "0", "PYTHONUNBUFFERED": "1"} | values


def start_and_wait(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A start that is expected to refuse."""
    command = [sys.executable, "manage.py", "start"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


@dataclass
class Running:
    process: subprocess.Popen[str]
    url: str
    seconds: float  # from the command to the first answer

    def get(self, path: str) -> int:
        return status(self.url + path)

    def descendants(self) -> set[int]:
        return _below(self.process.pid)

    def stop(self, number: int = signal.SIGTERM) -> tuple[float, str]:
        """Seconds until the end, and everything it has printed."""
        began = time.monotonic()
        self.process.send_signal(number)
        output, _ = self.process.communicate(timeout=30)
        return time.monotonic() - began, output


@contextmanager
def running(env: dict[str, str], command: tuple[str, ...] = ()) -> Iterator[Running]:
    port = free_port()
    env = env | {"PORT": str(port)}
    began = time.monotonic()
    process = subprocess.Popen(
        command or (sys.executable, "manage.py", "start"),
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: process.poll() is not None or status(url + "/healthz") == 200, 90)
        if process.poll() is not None:
            raise AssertionError(f"it did not start:\n{process.stdout.read() if process.stdout else ''}")
        yield Running(process, url, time.monotonic() - began)
    finally:
        if process.poll() is None:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
        process.kill()
        process.wait()


def status(url: str) -> int:
    """The status of an answer, 0 when nobody answers. Redirects are not followed."""
    opener = urllib.request.build_opener(_Stay)
    try:
        with opener.open(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)
    except OSError:
        return 0


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def wait_until(true: object, seconds: float) -> None:
    """Looks ten times a second; the failure names what was waited for."""
    assert callable(true)
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"not within {seconds} s: {true}"
        time.sleep(0.1)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def _below(pid: int) -> set[int]:
    """All descendants of a process, from /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
    found: set[int] = set()
    while True:
        more = {child for child, parent in parents.items() if parent in found | {pid}} - found
        if not more:
            return found
        found |= more
