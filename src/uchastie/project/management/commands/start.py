"""`manage.py start`: checks, prepares the data, then runs the web server and the worker together (`make run`)."""

import os
import socket
import sys
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from uchastie.project import preflight
from uchastie.project.preparation import prepare
from uchastie.project.settings import flag
from uchastie.project.supervisor import Child, Supervisor
from uchastie.project.trouble import require_writable, stop


class Command(BaseCommand):
    help = "Starts the product: data, web server and worker."
    requires_system_checks: list[str] = []  # `make test` runs them; a start should be quick

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="throw the SQLite database of DATA_DIR away first")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), number("PORT", 8000)
        require_writable(settings.DATA_DIR)
        preflight.require_free_port(host, port)
        if options["fresh"]:
            forget_database()
        preflight.require_database(without_password(settings.DATABASE_URL))
        preflight.require_known_version()
        prepare(demo=flag("DEMO", True), say=self.say)
        connections.close_all()
        Supervisor(children(host, port), self.say).run(
            ready=lambda: answers(host, port), announce=lambda: self.welcome(host)
        )
        self.say("Остановлено.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def welcome(self, host: str) -> None:
        from uchastie.project.greeting import greeting

        for line in greeting():
            self.say(line)
        connections.close_all()


def forget_database() -> None:
    """`make demo` starts from nothing; it works in a data folder of its own."""
    for file in settings.DATA_DIR.glob("uchastie.sqlite3*"):
        file.unlink()


def number(name: str, default: int) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdigit():
        stop(2, f"{name} должно быть числом, а не «{text}».", f"{name} must be a number, not “{text}”.")
    return int(text)


def children(host: str, port: int) -> list[Child]:
    """One process with threads is right for SQLite: one writer at a time. PostgreSQL may have more processes."""
    manage = str(settings.ROOT / "manage.py")
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [
        *(sys.executable, "-m", "gunicorn", "uchastie.project.wsgi:application", "--bind", where),
        *("--worker-class", "gthread", "--workers", str(number("WEB_WORKERS", 1))),
        *("--threads", str(number("WEB_THREADS", 4)), "--pythonpath", str(settings.ROOT / "src")),
        *("--graceful-timeout", "5", "--timeout", "60", "--log-level", "warning", "--no-control-socket"),
    ]
    return [Child("Веб-сервер", web), Child("Фоновые задания", [sys.executable, manage, "worker"])]


def answers(host: str, port: int) -> bool:
    """Does the web server accept connections? An address for everyone is asked on the loopback."""
    try:
        with socket.create_connection(({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port), timeout=0.2):  # noqa: S104
            return True
    except OSError:
        return False


def without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":…@")))
