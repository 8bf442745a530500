"""A throwaway PostgreSQL: made in a temporary folder, reached by a socket there, gone at the end whatever happens."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# It lives for minutes and may be lost: nothing waits for the disk.
OPTIONS = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses='' "
    "-c max_connections=200 -c shared_buffers=256MB -c timezone=UTC"
)


def binaries() -> Path | None:
    """The folder of initdb: on PATH, or where Debian keeps it off PATH (the newest version)."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


def _unprivileged() -> list[str]:
    """The server refuses root: then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--"]


@contextmanager
def throwaway() -> Iterator[str]:
    """Yields a DATABASE_URL."""
    bin_folder = binaries()
    assert bin_folder is not None, "no PostgreSQL here"
    folder = Path(tempfile.mkdtemp(prefix="uchastie-pg-"))
    by = _unprivileged()
    if by:
        shutil.chown(folder, user=by[2])
        folder.chmod(0o755)
    data, log = folder / "data", folder / "log"

    def run(*command: str) -> None:
        subprocess.run([*by, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        locale = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
        run(str(bin_folder / "initdb"), "-D", str(data), "-U", "uchastie", *locale)
        options = f"{OPTIONS} -c unix_socket_directories='{folder}'"
        run(str(bin_folder / "pg_ctl"), "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        run(str(bin_folder / "createdb"), "-h", str(folder), "-U", "uchastie", "uchastie")
        yield f"postgres://uchastie@{quote(str(folder), safe='')}/uchastie"
    except subprocess.CalledProcessError:
        print(log.read_text() if log.exists() else "PostgreSQL has left no log")
        raise
    finally:
        if (data / "postmaster.pid").exists():
            stop = [*by, str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"]
            subprocess.run(stop, check=False, cwd="/", stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
