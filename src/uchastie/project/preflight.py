"""What else may stop a start, found before anything is changed: one sentence in Russian and one in English each."""

import socket

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from uchastie.project.trouble import stop


def require_free_port(host: str, port: int) -> None:
    """Binds the address for a moment; a port in TIME_WAIT counts as free, as it does for the web server."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, OverflowError) as error:
        stop(
            4,
            f"Порт {port} занят или недоступен на {host}: остановите другую программу или выберите другой, PORT=8001.",
            f"Port {port} on {host} cannot be used ({error}): stop the other program or choose another, PORT=8001.",
        )


def require_database(label: str) -> None:
    """`label` is the database's address without a password."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        kind = str(error).strip().splitlines()[0] if str(error) else type(error).__name__
        stop(
            5,
            f"База данных недоступна: {label}. Проверьте, что она запущена и что DATABASE_URL верен.",
            f"The database cannot be reached: {label} ({kind}). Is it running, and is DATABASE_URL right?",
        )


def require_known_version() -> None:
    """A database that a newer version has migrated must not be touched by this one."""
    loader = MigrationLoader(connection)
    applied, known = loader.applied_migrations or {}, loader.disk_migrations or {}
    replaced = {old for migration in known.values() for old in migration.replaces}
    unknown = sorted(f"{app}.{name}" for app, name in set(applied) - set(known) - replaced)
    if unknown:
        stop(
            6,
            f"База данных создана более новой версией программы (в ней есть {unknown[0]}): обновите программу.",
            f"The database belongs to a newer version of the program (it has {unknown[0]}): update the program.",
        )
