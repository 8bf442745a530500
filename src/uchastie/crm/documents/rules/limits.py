"""Strangers' files are opened by a child process: little memory, little time, no files, no secrets of ours."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from uchastie.kernel.errors import Refusal

SECONDS = 30
KNOWN = 3  # the exit code of a child that says itself what is wrong
BROKEN = "Снимок не открывается: он повреждён. Выберите другой."
_HERE = Path(__file__).parent


def read_picture(data: bytes, suffix: str) -> bytes:
    """The same picture drawn anew: upright, bounded, without place, camera and whatever else was attached."""
    return _run("child_picture.py", [suffix], data, BROKEN)


def read_photo(data: bytes, suffix: str, *, side: int) -> bytes:
    """The same for a page of the site: a JPEG whose longer side has at most `side` pixels."""
    return _run("child_picture.py", [suffix, str(side)], data, BROKEN)


def read_rows(data: bytes, kind: str) -> list[list[str]]:
    """All rows of the first sheet as text; `kind` is "xlsx" or "csv"."""
    message = "Таблицу прочитать не удалось: файл повреждён или слишком велик. Сохраните его заново как .xlsx или .csv."
    rows: list[list[str]] = json.loads(_run("child_table.py", [kind], data, message))
    return rows


def _run(script: str, arguments: list[str], data: bytes, message: str) -> bytes:
    command = [sys.executable, "-I", str(_HERE / script), *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refusal("file_too_hard", message, field="upload") from None
    if done.returncode == 0:
        return done.stdout
    known: Any = done.stderr.decode("utf-8", "replace").strip() if done.returncode == KNOWN else ""
    raise Refusal("file_unreadable", known or message, field="upload")
