"""Papers: a template of a capability and data make a PDF, with our own font and nothing from outside."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from uchastie.crm.documents.rules import clean_file_name
from uchastie.kernel import clock

FONTS = Path(__file__).parents[1] / "fonts"
ROOT = Path(__file__).parents[2]  # templates may import "/documents/papers/base.typ"
STANDARD: Final = "a-2b"  # of archives: fonts inside, nothing from outside


def render_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """`template` is "desk/act": the file `papers/act.typ` of the capability. The data reach it as JSON through
    `#let data = json(bytes(sys.inputs.data))`: what people typed is never markup."""
    capability, _, name = template.partition("/")
    paper = Path(apps.get_app_config(capability).path) / "papers" / f"{name}.typ"
    made: bytes = typst.compile(
        paper,
        root=ROOT,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(dict(data), cls=DjangoJSONEncoder, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(clock.now().timestamp()),
    )
    return made


def paper_response(pdf: bytes, name: str) -> HttpResponse:
    """The paper as a download; no personal data in its name."""
    from django.utils.http import content_disposition_header

    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, clean_file_name(name, ".pdf")) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
