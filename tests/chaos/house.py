"""A database of its own and real processes around it."""

import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]


class House:
    def __init__(self, database_url: str, folder: Path) -> None:
        self.database_url = database_url
        self.environment = os.environ | {
            "DATABASE_URL": database_url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": "chaos",
            "EMAIL_HOST": "",
            "EMAIL_FROM": "chaos@centre.example",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONWARNINGS": "ignore",
            "DJANGO_SETTINGS_MODULE": "uchastie.project.settings",
            "LOG_LEVEL": "CRITICAL",
        }

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Past Django, with a connection of its own."""
        if self.database_url.startswith("sqlite"):
            connection: Any = sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=20)
        else:
            connection = psycopg.connect(self.database_url)
        try:
            with connection:
                cursor = connection.execute(statement)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def run(self, *arguments: str, port: int = 0) -> None:
        subprocess.run([sys.executable, *arguments], env=self._with_mail(port), cwd=ROOT, check=True, timeout=120)

    def start(self, *arguments: str, port: int = 0) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, *arguments], env=self._with_mail(port), cwd=ROOT)

    def _with_mail(self, port: int) -> dict[str, str]:
        return self.environment | ({"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)} if port else {})


@contextmanager
def house(settings: Any, folder: Path) -> Iterator[House]:
    """On SQLite a file, on PostgreSQL a database beside the one of the tests, dropped afterwards."""
    if settings.SQLITE:
        yield _ready(House(f"sqlite:///{folder / 'chaos.sqlite3'}", folder))
        return
    name = f"chaos_{secrets.token_hex(4)}"
    server = settings.DATABASE_URL.rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield _ready(House(f"{server}/{name}", folder))
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _ready(house: House) -> House:
    house.run("manage.py", "migrate", "--verbosity", "0")
    return house
