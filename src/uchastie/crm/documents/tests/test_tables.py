"""Tables out and in: what a table program would calculate stays text, and what would break us is refused."""

import datetime as dt
import io
import time
import zipfile
from typing import Any

import pytest

from uchastie.crm.documents import queries
from uchastie.crm.documents.rules import defuse, sheet_name
from uchastie.kernel.errors import Refusal

HOSTILE = [
    "=1+1",
    "+7 912 345-67-89",
    "-5",
    "@SUM(A1)",
    "\tx",
    "|calc",
    "%x",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
    '=HYPERLINK("http://x")',
]
ROW = ["Ковалёва Анна", "+79121234567", '№ 5; «ёлка», "кавычки"\nстрока']


class Upload(io.BytesIO):
    name = "table"


def read(data: bytes) -> list[list[str]]:
    return queries.read_table(Upload(data))


def xlsx(*rows: list[Any], title: str = "Лист", columns: tuple[str, ...] = ("А", "Б", "В")) -> bytes:
    return queries.write_xlsx(title, columns, rows).file.read()


# --- out ---


@pytest.mark.parametrize("text", HOSTILE)
def test_formulas_are_text_in_both_formats(text: str) -> None:
    book = xlsx([text])
    inside = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in inside
    assert b"hyperlink" not in inside
    assert read(book)[1] == [" ".join(text.split())], "text comes back as it was"
    body = queries.write_csv(["А"], [[text]]).file.read().decode("utf-8-sig")
    assert body.splitlines()[1].lstrip('"').startswith("'")


def test_titles_are_defused_too() -> None:
    assert "'=Имя" in queries.write_csv(["=Имя"], []).file.read().decode()
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(xlsx(columns=("=1+1",)))).read("xl/worksheets/sheet1.xml")


def test_a_csv_is_as_the_russian_table_program_wants_it() -> None:
    sheet = queries.write_csv(["Имя", "Дата", "Доля"], [["Ёлкина", dt.date(2026, 11, 3), 0.5], [None, True, ""]])
    data = sheet.file.read()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == "Имя;Дата;Доля\r\nЁлкина;03.11.2026;0,5\r\n;да;\r\n"
    assert sheet.rows == 2


def test_what_is_written_is_read_back() -> None:
    flat = [" ".join(cell.split()) for cell in ROW]
    assert read(xlsx(ROW))[1] == flat
    assert read(queries.write_csv(["А", "Б", "В"], [ROW]).file.read())[1] == flat


def test_dates_and_moments_are_dates_and_moments() -> None:
    moscow = dt.timezone(dt.timedelta(hours=3))
    book = xlsx([dt.date(2026, 11, 3), dt.datetime(2026, 11, 3, 9, 40, tzinfo=moscow), 12.0, 2.5])
    assert read(book)[1] == ["03.11.2026", "03.11.2026 09:40", "12", "2.5"]
    assert b't="s"' not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").split(b"<row")[2]


def test_a_response_says_how_many_rows_it_has() -> None:
    response = queries.table_response(queries.write_csv(["А"], [["1"], ["2"]]), "Заявки: ноябрь")
    assert response["X-Row-Count"] == "2"
    assert response["Content-Disposition"].startswith("attachment;")
    assert b"".join(response).count(b"\r\n") == 3


def test_a_long_table_does_not_stay_in_memory() -> None:
    sheet = queries.write_xlsx("Много", ["А", "Б"], ([str(n), "текст"] for n in range(20_000)))
    assert sheet.rows == 20_000


@pytest.mark.parametrize(
    ("title", "named"), [("Отчёт: [май]/июнь", "Отчёт май июнь"), ("", "Лист"), ("я" * 40, "я" * 31), ("'=1'", "=1")]
)
def test_a_sheet_has_a_name_the_program_accepts(title: str, named: str) -> None:
    assert sheet_name(title) == named


def test_ordinary_text_is_left_alone() -> None:
    assert [defuse(text) for text in ("Анна", "1+1", "а=б", "")] == ["Анна", "1+1", "а=б", ""]


# --- in ---

TEXT = "Имя;Город\r\nСемён Ёжиков;Йошкар-Ола\r\n"
ROWS = [["Имя", "Город"], ["Семён Ёжиков", "Йошкар-Ола"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == ROWS


@pytest.mark.parametrize("mark", [",", "\t", "|"])
def test_every_usual_delimiter_is_read(mark: str) -> None:
    assert read(TEXT.replace(";", mark).encode()) == ROWS


def test_a_comma_inside_a_cell_does_not_divide_it() -> None:
    assert read('Адрес;Часы\r\n"ул. Мира, 5";9:00–18:00, вых\r\n'.encode())[1] == ["ул. Мира, 5", "9:00–18:00, вых"]


def test_the_line_that_names_the_delimiter_is_obeyed() -> None:
    assert read("sep=,\r\nИмя,Город\r\nАня,Уфа;1\r\n".encode()) == [["Имя", "Город"], ["Аня", "Уфа;1"]]


def test_empty_rows_keep_their_places() -> None:
    assert read("А;Б\r\n\r\n1;2\r\n\r\n\r\n".encode()) == [["А", "Б"], [], ["1", "2"]]
    assert read(xlsx(["1", "2"], [], ["3"])) == [["А", "Б", "В"], ["1", "2"], [], ["3"]]


def _sheet(cells: str) -> bytes:
    """An XLSX of which everything but the cells is sound."""
    sound = zipfile.ZipFile(io.BytesIO(xlsx(["x"])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sound.namelist():
            data = sound.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, _, rest = data.partition(b"<sheetData>")
                data = head + b"<sheetData>" + cells.encode() + b"</sheetData>" + rest.partition(b"</sheetData>")[2]
            made.writestr(name, data)
    return out.getvalue()


def test_a_table_that_begins_below_the_first_cell_keeps_its_rows() -> None:
    assert read(_sheet('<row r="3"><c r="B3"><v>5</v></c></row>')) == [[], [], ["", "5"]]


def test_a_formula_gives_its_value() -> None:
    assert read(_sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')) == [["2"]]


def test_a_cell_at_the_far_corner_does_not_eat_the_memory() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    _refused(_sheet(far))


def _bomb(unpacked: int, *, told: int | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open("xl/worksheets/sheet1.xml", "w") as sheet:
            block = b" " * 1_000_000
            for _ in range(unpacked // len(block)):
                sheet.write(block)
    data = out.getvalue()
    return data if told is None else data.replace(unpacked.to_bytes(4, "little"), told.to_bytes(4, "little"))


def test_a_table_that_unpacks_to_gigabytes_is_refused_at_once() -> None:
    data = _bomb(2_000_000_000)
    assert len(data) < 10_000_000
    began = time.monotonic()
    _refused(data, "слишком большой")
    assert time.monotonic() - began < 5


def test_a_bomb_that_lies_about_its_size_is_refused_too() -> None:
    _refused(_bomb(400_000_000, told=1000))


@pytest.mark.parametrize(
    "data",
    [b"", b"   ", b"%PDF-1.7 ...", b"\xd0\xcf\x11\xe0" + b"0" * 100, b"PK\x03\x04" + b"broken" * 50, b"<html></html>"],
)
def test_what_is_no_table_is_refused_with_a_reason(data: bytes) -> None:
    _refused(data)


def test_too_many_rows_are_refused() -> None:
    _refused(b"a;b\n" * 20_001, "строк")


def test_a_file_of_more_than_ten_megabytes_is_refused() -> None:
    _refused(b"a" * (10 * 1024 * 1024 + 1), "больше")


def test_the_child_knows_no_secrets_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    from uchastie.crm.documents.rules import limits

    seen: dict[str, Any] = {}
    real = limits.subprocess.run
    monkeypatch.setattr(limits.subprocess, "run", lambda *a, **k: seen.update(k) or real(*a, **k))
    read(TEXT.encode())
    assert seen["env"] == {}


def _refused(data: bytes, words: str = "") -> None:
    with pytest.raises(Refusal) as refusal:
        read(data)
    assert refusal.value.field == "upload"
    assert words in refusal.value.message
