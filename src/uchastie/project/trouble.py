"""The data folder must be writable: asked by the settings, before Django is there."""

import sys
import tempfile
from pathlib import Path
from typing import NoReturn


def stop(status: int, russian: str, english: str) -> NoReturn:
    """Ends the program: both sentences on stderr, no traceback. `status` is the exit code."""
    sys.stderr.write(f"{russian}\n{english}\n")
    raise SystemExit(status)


def require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        stop(
            3,
            f"Нет права писать в папку данных {folder}: откройте её для записи или укажите другую, DATA_DIR=/путь.",
            f"The data folder {folder} cannot be written ({error.strerror}): open it or name another, DATA_DIR=/path.",
        )
