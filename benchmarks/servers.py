"""The same web server for the product and for the floor."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Of the server's processes so far: what a busy neighbour cannot change."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_cpu_seconds(pid) for pid in (str(self.pid), *children))


def _cpu_seconds(pid: str) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(env: dict[str, str], *, floor: bool = False) -> Iterator["Server"]:
    """Two processes with four threads each."""
    port = _free_port()
    door = "benchmarks.floor_wsgi" if floor else "uchastie.project.wsgi"
    command = [
        *(sys.executable, "-m", "gunicorn", f"{door}:application", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "30"),
        *("--pythonpath", str(ROOT / "src"), "--log-level", "warning", "--no-control-socket"),
    ]
    # The log would measure the terminal.
    process = subprocess.Popen(command, env=env | {"LOG_LEVEL": "ERROR"}, cwd=ROOT, start_new_session=True)
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server has not started")
