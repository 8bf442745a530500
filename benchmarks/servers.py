"""The same web server for the product and for the floor."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def serve(env: dict[str, str], *, floor: bool = False) -> Iterator[int]:
    """Yields the port. Two processes with four threads each."""
    port = _free_port()
    settings = "benchmarks.floor_settings" if floor else "uchastie.project.settings"
    command = [
        *(sys.executable, "-m", "gunicorn", "uchastie.project.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "30"),
        *("--pythonpath", str(ROOT / "src"), "--log-level", "warning", "--no-control-socket"),
    ]
    # The log would measure the terminal.
    process = subprocess.Popen(
        command, env=env | {"DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "ERROR"}, cwd=ROOT, start_new_session=True
    )
    try:
        _wait(port, process)
        yield port
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
