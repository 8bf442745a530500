"""What a file is, by its content: neither its name nor what the browser says of it is believed."""

import io
import re
import zipfile
from enum import StrEnum

from uchastie.kernel.errors import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_PARTS = 5_000  # of an office document
ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx"  # for `<input type="file">`: a help, not a check
ALLOWED_WORDS = "PDF, снимок JPEG, PNG или WebP, документ Word или Excel, до 10 МБ"


class Kind(StrEnum):
    """The value is the type it is served with."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self]

    @property
    def is_picture(self) -> bool:
        return self in {Kind.JPEG, Kind.PNG, Kind.WEBP}


_SUFFIXES = {
    Kind.PDF: ".pdf",
    Kind.JPEG: ".jpg",
    Kind.PNG: ".png",
    Kind.WEBP: ".webp",
    Kind.DOCX: ".docx",
    Kind.XLSX: ".xlsx",
}
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_MARKUP = re.compile(rb"<\s*(svg|html|!doctype|script|\?xml|body|head)", re.IGNORECASE)
_OTHER = (
    (b"MZ", "Это программа, её хранить нельзя."),
    (b"\x7fELF", "Это программа, её хранить нельзя."),
    (b"#!", "Это программа, её хранить нельзя."),
    (
        b"\xd0\xcf\x11\xe0",
        "Это старый документ (.doc, .xls) или документ с паролем. Сохраните его как .docx, .xlsx или PDF.",
    ),
    (b"GIF8", "Рисунки GIF не принимаем. Сохраните снимок как JPEG или PNG."),
    (b"Rar!", "Архивы не принимаем: приложите сами документы."),
    (b"7z\xbc\xaf", "Архивы не принимаем: приложите сами документы."),
)


def recognise(data: bytes) -> Kind:
    """The kind of the whole file; `Refusal` says what to do with one that cannot be kept."""
    if not data:
        raise _refused("empty", "Файл пустой. Выберите другой.")
    if len(data) > MAX_BYTES:
        raise _refused("too_big", f"Файл больше {MAX_BYTES // 1024 // 1024} МБ. Сожмите его или приложите по частям.")
    kind = _by_signature(data)
    if kind is None:
        raise _refused("kind", _why_not(data))
    return kind


def _by_signature(data: bytes) -> Kind | None:
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return None


def _office(data: bytes) -> Kind | None:
    """A Word or Excel document without macros; other archives are nothing."""
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        return None
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _refused("macros", "В документе есть макросы. Сохраните его без них: .docx, .xlsx или PDF.")
    if "word/document.xml" in names:
        return Kind.DOCX
    return Kind.XLSX if "xl/workbook.xml" in names else None


def _why_not(data: bytes) -> str:
    for start, message in _OTHER:
        if data.startswith(start):
            return message
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return (
            "Снимки HEIC открываются не у всех. В телефоне: «Камера», «Форматы», «Наиболее совместимый». "
            "Или отправьте снимок как JPEG."
        )
    if _MARKUP.search(data[:4096]) or _MARKUP.search(data[:4096].replace(b"\0", b"")):
        return "Страницы и рисунки SVG не принимаем: в них бывают программы. Сохраните как PDF, PNG или JPEG."
    if data.startswith(b"PK"):
        return "Архивы не принимаем: приложите сами документы."
    return f"Такой файл принять нельзя. Подойдёт {ALLOWED_WORDS}."


def _refused(code: str, message: str) -> Refusal:
    return Refusal(f"file_{code}", message, field="upload")
