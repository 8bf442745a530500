"""Tables out (XLSX, CSV) and in. Out they are written whole before the first byte leaves: a half is never sent."""

import csv
import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any, Protocol

import xlsxwriter
from django.http import FileResponse
from xlsxwriter.worksheet import Worksheet

from uchastie.crm.documents.rules import MAX_BYTES, Column, Kind, clean_file_name, defuse, read_rows, sheet_name
from uchastie.kernel.errors import Refusal
from uchastie.ui import text

XLSX_ROWS = 1_048_575  # the program opens no more, the head aside
IN_MEMORY = 1_000_000  # bytes; what is larger stands on the disk
FORMATS = {"date": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "head": ""}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A written table at its beginning, and how many rows it has without the head."""

    file: IO[bytes]
    rows: int
    kind: str
    suffix: str


class Upload(Protocol):
    name: str | None

    def read(self, size: int = ..., /) -> bytes: ...


def write_xlsx(title: str, columns: Sequence[Column | str], rows: Iterable[Sequence[Any]]) -> Sheet:
    """Text stays text (no formulas, no links), dates are dates. Moments come in the zone they shall be read in."""
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(sheet_name(title))
    formats = {
        name: book.add_format({"num_format": code} if code else {"bold": True}) for name, code in FORMATS.items()
    }
    titles = [column if isinstance(column, Column) else Column(column) for column in columns]
    for place, column in enumerate(titles):
        sheet.set_column(place, place, column.width or max(12, min(40, len(column.title) + 2)))
    for place, column in enumerate(titles):
        sheet.write_string(0, place, column.title, formats["head"])
    sheet.freeze_panes(1, 0)
    count = 0
    for row in rows:
        count += 1
        if count > XLSX_ROWS:
            raise Refusal("table_too_long", "Строк больше, чем вмещает лист Excel. Сузьте отбор или возьмите CSV.")
        for place, value in enumerate(row):
            _write_cell(sheet, count, place, value, formats)
    if titles:
        sheet.autofilter(0, 0, count, len(titles) - 1)
    book.close()
    out.seek(0)
    return Sheet(out, count, Kind.XLSX, ".xlsx")


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, place, "да" if value else "нет")
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, float(value))
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, place, value, formats["moment"])
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), formats["date"])
    else:
        sheet.write_string(row, place, str(value)[:32_767])


def write_csv(columns: Sequence[Column | str], rows: Iterable[Sequence[Any]]) -> Sheet:
    """As the Russian Excel wants it: UTF-8 with its mark, semicolons; cells that would be calculated are defused."""
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    out.write("\ufeff".encode())
    writer = csv.writer(_Lines(out), delimiter=";", lineterminator="\r\n")
    writer.writerow([defuse(column.title if isinstance(column, Column) else column) for column in columns])
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last one is the number
        writer.writerow([_csv_cell(value) for value in row])
    out.seek(0)
    return Sheet(out, count, "text/csv; charset=utf-8", ".csv")


class _Lines:
    """Text for `csv`, bytes for the file."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, line: str) -> int:
        return self.out.write(line.encode())


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return defuse(str(value))


def table_response(sheet: Sheet, name: str) -> FileResponse:
    """The table as a download that says how many rows it has; no personal data in its name."""
    response = FileResponse(
        sheet.file, as_attachment=True, filename=clean_file_name(name, sheet.suffix), content_type=str(sheet.kind)
    )
    response["X-Row-Count"] = str(sheet.rows)
    response["Cache-Control"] = "private, no-store"
    return response


def read_table(upload: Upload) -> list[list[str]]:
    """The rows of an XLSX or CSV as text, the first row first, empty ones in their places (so that numbers of rows are
    those of the file). Trailing empty cells are left out: rows differ in length."""
    data = upload.read(MAX_BYTES + 1)
    if not data.strip():
        raise Refusal("file_empty", "Файл пустой. Выберите другой.", field="upload")
    if len(data) > MAX_BYTES:
        message = f"Файл больше {text.number(MAX_BYTES // 1024 // 1024)} МБ. Разделите таблицу на части."
        raise Refusal("file_too_big", message, field="upload")
    return read_rows(data, _kind_of_table(data))


def _kind_of_table(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Это старая таблица (.xls) или таблица с паролем. Сохраните её как .xlsx без пароля."
        raise Refusal("file_old", message, field="upload")
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"<")):
        raise Refusal("file_kind", "Это не таблица. Подойдёт .xlsx или .csv.", field="upload")
    return "csv"
