"""Papers: our letters and figures are in them, and what people typed stays text."""

import pytest

from uchastie.crm.documents import queries
from uchastie.crm.documents.tests.paper_text import text_of

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
HOSTILE = '#eval("1+1") *жирно* $x$ <метка> [скобки] @ссылка \\ #import "/etc/passwd" "; } «ёлочки»'


def _paper(**data: object) -> bytes:
    return queries.render_pdf("documents/letter", {"title": "Акт", **data})


def test_a_paper_holds_all_our_letters_and_figures() -> None:
    text = text_of(_paper(facts=[["Буквы", LETTERS], ["Цифры", "0123456789 № — ₽"]]))
    squeezed = text.replace(" ", "").replace("\u00a0", "")
    for part in [*LETTERS.split(), "0123456789", "№", "—", "₽"]:
        assert part in squeezed


def test_letters_of_other_peoples_of_the_country_are_there() -> None:
    assert "ӘдиләҮзбәкҖиһанҢөҗ" in text_of(_paper(paragraphs=["Әдилә Үзбәк Җиһан Ңөҗ"])).replace(" ", "")


def test_what_people_typed_is_never_markup() -> None:
    text = text_of(_paper(title=HOSTILE, paragraphs=[HOSTILE], facts=[[HOSTILE, HOSTILE]]))
    assert text.replace(" ", "").replace("\u00a0", "").count('#eval("1+1")*жирно*$x$<метка>[скобки]@ссылка') == 4


def test_a_paper_is_of_archives_and_carries_our_font() -> None:
    pdf = _paper()
    assert b"pdfaid" in pdf
    assert b"GolosText" in pdf


def test_a_template_that_does_not_exist_is_a_fault_of_ours() -> None:
    with pytest.raises(Exception, match="No such file"):
        queries.render_pdf("documents/nothing", {})


def test_the_response_is_a_download() -> None:
    response = queries.paper_response(b"%PDF-1.7", "Акт ДЦ-66-2026-000001")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
