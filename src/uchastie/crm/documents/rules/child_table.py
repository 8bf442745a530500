"""Run as a program: a table on the standard input, its rows as JSON on the standard output."""

import csv
import datetime as dt
import io
import itertools
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence

MEMORY = 768 * 1024 * 1024  # bytes of address space
CPU = 20  # seconds
UNPACKED = 150 * 1024 * 1024  # bytes
PARTS = 2_000
ROWS, CELLS, LONG = 20_000, 60, 5_000  # rows, cells in a row, characters in a cell
KNOWN = 3
DANGEROUS = tuple("=+-@|%＝＋－＠｜％")
DELIMITERS = (";", "\t", ",", "|")
HIGH = b"\x00\x04"  # the higher bytes of Latin and Cyrillic in UTF-16


def narrow() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def refuse(message: str) -> None:
    sys.stderr.buffer.write(message.encode())
    sys.exit(KNOWN)


def read_xlsx(data: bytes) -> Iterator[list[object]]:
    import python_calamine

    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError):
        refuse("Это не таблица Excel: файл повреждён или назван чужим именем.")
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        refuse("Таблица разворачивается в слишком большой файл. Оставьте один лист и только нужные строки.")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    shown = [sheet.name for sheet in book.sheets_metadata if "Visible" in str(sheet.visible)]
    sheet = book.get_sheet_by_name((shown or book.sheet_names)[0])
    if sheet.start is None:
        return
    yield from itertools.repeat([], sheet.start[0])
    before: list[object] = [""] * sheet.start[1]
    for row in sheet.to_python(skip_empty_area=True):
        yield before + row


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with or without its mark, else Windows-1251."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = data[start:400:2]
        if sum(byte in HIGH for byte in high) > len(high) // 2:
            return data.decode(encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251")


def read_csv(data: bytes) -> Iterator[list[str]]:
    csv.field_size_limit(LONG * 20)
    text = decode(data)
    if "\0" in text:
        refuse("Это не таблица CSV. Подойдёт .xlsx или .csv.")
    if text[:4].lower() == "sep=" and text[5:6] in {"\r", "\n"}:
        return csv.reader(io.StringIO(text.partition("\n")[2], newline=""), delimiter=text[4])
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))


def delimiter_of(text: str) -> str:
    """The one that divides the first full line into most cells; by default what the Russian Excel writes."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))


def to_text(value: object) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return time_to_text(value)
    return clean("" if value is None else str(value))


def time_to_text(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() // 3600:.0f}:{value.total_seconds() % 3600 // 60:02.0f}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value:%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}"


def clean(text: str) -> str:
    """One line without invisible signs; the quote that keeps «'+7…» from being calculated goes."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text.replace("\ufeff", "")).split())
    return plain[1:] if plain.startswith("'") and plain[1:].lstrip().startswith(DANGEROUS) else plain


def rows_of(raw: Iterable[Sequence[object]]) -> list[list[str]]:
    rows = []
    for number, row in enumerate(raw, start=1):
        if number > ROWS:
            refuse(f"В таблице больше {ROWS:,} строк. Разделите её на части.".replace(",", "\u00a0"))
        cells = [to_text(value)[:LONG] for value in row[:CELLS]]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


if __name__ == "__main__":
    narrow()
    table = sys.stdin.buffer.read()
    try:
        found = rows_of(read_xlsx(table) if sys.argv[1] == "xlsx" else read_csv(table))
    except (UnicodeDecodeError, csv.Error):
        refuse("Буквы в файле не читаются. Сохраните таблицу как .xlsx или как CSV в кодировке UTF-8.")
    sys.stdout.buffer.write(json.dumps(found).encode())
