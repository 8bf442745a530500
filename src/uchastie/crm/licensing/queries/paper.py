"""The agreement and «Приложение № 4» as papers: PDF and DOCX."""

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from uchastie.crm.catalogue.rules import PACKAGE_LEVEL_NAMES, PackageLevel
from uchastie.crm.documents import queries as documents
from uchastie.crm.licensing.models import Licence, ServiceSet
from uchastie.crm.licensing.rules import paragraphs
from uchastie.ui import text as words


def render_agreement(licence: Licence) -> bytes:
    """The frozen text with places to sign."""
    data = {
        "title": f"Лицензионный договор № {licence.number}",
        "place": licence.town,
        "date": words.full_day(licence.valid_from) if licence.valid_from else "",
        "paragraphs": [list(part) for part in paragraphs(licence.body)],
        "signs": ["Правообладатель: Ассоциация Добро.рф", f"{licence.host_name}: {licence.signer}"],
        "digest": f"Отпечаток текста (SHA-256): {licence.sha256}",
    }
    return documents.render_pdf("licensing/licence", data)


def annex_data(found: ServiceSet, licence: Licence | None) -> dict[str, Any]:
    """What both papers say; everything is frozen in the version."""
    number = licence.number if licence and licence.number else "________"
    decided = words.full_day(found.decided_at.astimezone(found.unit.zone).date()) if found.decided_at else ""
    return {
        "title": "Приложение № 4",
        "subtitle": f"к лицензионному договору № {number}",
        "facts": [
            ["Центр", found.unit.name],
            ["Организация", (licence.host_name if licence else found.unit.host_name) or "—"],
            ["Адрес", found.unit.place or "—"],
            ["Версия", f"{found.number} от {decided}"],
            ["Пакет", found.package or "не набран"],
        ],
        "head": ["№", "Сервис", "Пакет"],
        "rows": [
            [str(place), name, _level(level, confirmed)]
            for place, (_, name, level, confirmed) in enumerate(found.rows, start=1)
        ],
        "signs": ["Правообладатель", "Пользователь"],
    }


def _level(level: str, confirmed: bool) -> str:
    if not level:
        return "базовый"
    name = PACKAGE_LEVEL_NAMES[PackageLevel(level)]
    return name if confirmed else f"{name}, уточняется"


def annex_pdf(found: ServiceSet, licence: Licence | None) -> bytes:
    return documents.render_pdf("licensing/annex", annex_data(found, licence))


# --- Word: a package of three parts, as small as the format allows ---

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDTHS = (700, 6200, 2700)  # twentieths of a point: the table fills the text of an A4 page
_EPOCH = (2026, 1, 1, 0, 0, 0)  # the same version gives the same bytes


def annex_docx(found: ServiceSet, licence: Licence | None) -> bytes:
    data = annex_data(found, licence)
    body = [_paragraph(data["title"], bold=True, size=32), _paragraph(data["subtitle"]), _paragraph("")]
    body += [_paragraph(f"{name}: {value}") for name, value in data["facts"]]
    body += [_paragraph(""), _table([data["head"], *data["rows"]]), _paragraph("")]
    body += [_paragraph(f"{who}: ____________________  «___» ____________ 20___ г.") for who in data["signs"]]
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    page += 'w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{''.join(body)}{page}</w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        parts = (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", document))
        for name, part in parts:
            package.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(text: str, *, bold: bool = False, size: int = 22) -> str:
    """`size` in half points."""
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:lang w:val="ru-RU"/>'
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="80"/></w:pPr>{run}</w:p>'


def _table(rows: list[list[str]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    lines = "".join(_row(row, head=place == 0) for place, row in enumerate(rows))
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def _row(cells: list[str], *, head: bool) -> str:
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, bold=head)}</w:tc>'
        for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{look}{inside}</w:tr>"
