"""Kept files: by content, without places and programs, only through their guard, and no orphans."""

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image
from tests.world import World

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import actions, guards, queries
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.documents.rules import clean_file_name
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal

PURPOSE = "tests.paper"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 200


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    guards.register(PURPOSE, lambda actor, file: actor.has_role(Role.CENTRE_HEAD))
    yield
    guards._guards.pop(PURPOSE)


def upload(data: bytes, name: str = "скан.pdf") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def store(data: bytes, name: str = "скан.pdf", actor: Actor = SYSTEM) -> StoredFile:
    return actions.store_file(actor, upload=upload(data, name), purpose=PURPOSE, about_id=uuid4())


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 80, 40)).save(out, kind, **options)
    return out.getvalue()


def with_place() -> bytes:
    """A snapshot that knows where it was made and by whom, lying on its side."""
    exif = Image.Exif()
    exif[0x010F] = "Производитель"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 50.0, 0.0), 3: "E", 4: (60.0, 36.0, 0.0)})
    return picture(exif=exif, comment=b"Ivan")


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


def test_a_picture_loses_its_place_and_camera_and_stands_upright(db: None) -> None:
    assert Image.open(io.BytesIO(with_place())).getexif().get_ifd(0x8825), "the snapshot has a place"
    kept = queries.path_of(store(with_place(), "снимок.JPG").place).read_bytes()
    shown = Image.open(io.BytesIO(kept))
    assert not shown.getexif()
    assert not shown.getexif().get_ifd(0x8825)
    assert b"Exif" not in kept
    assert b"Ivan" not in kept
    assert shown.size == (40, 60)


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")])
def test_pictures_are_bounded_and_drawn_anew(db: None, kind: str, suffix: str) -> None:
    file = store(picture(kind, (4000, 3000)), "x.exe")
    assert file.name == f"x{suffix}"
    shown = Image.open(queries.path_of(file.place))
    assert max(shown.size) == 2560
    assert shown.format == kind


def test_a_see_through_picture_stays_so(db: None) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(queries.path_of(store(out.getvalue()).place)).mode == "RGBA"


def test_a_picture_of_a_billion_points_is_refused(db: None) -> None:
    out = io.BytesIO()
    Image.new("1", (40_000, 25_000)).save(out, "PNG")
    with pytest.raises(Refusal, match="file_unreadable") as refusal:
        store(out.getvalue())
    assert "слишком много точек" in refusal.value.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "SVG"),
        ("\ufeff<svg/>".encode("utf-16-le"), "SVG"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "SVG"),
        (b"MZ\x90\x00" + b"0" * 100, "программа"),
        (b"\x7fELF" + b"0" * 100, "программа"),
        (b"#!/bin/sh\nrm -rf /", "программа"),
        (b"GIF89a" + b"0" * 20, "GIF"),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 20, "HEIC"),
        (office("a.txt"), "Архивы"),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "макросы"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "старый документ"),
        (b"just text", "Подойдёт"),
        (b"", "пустой"),
        (b"\xff\xd8\xff" + b"broken" * 20, "повреждён"),
        (b"x" * (10 * 1024 * 1024 + 1), "больше 10 МБ"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_not_be_kept_is_refused_with_a_reason(db: None, data: bytes, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        store(data, "честное-имя.pdf")
    assert words in refusal.value.message
    assert not StoredFile.objects.exists()
    assert not list(queries.folder().glob("*/*"))


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (PDF, ".pdf"),
        (office("[Content_Types].xml", "word/document.xml"), ".docx"),
        (office("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
    ],
)
def test_papers_are_kept_as_they_are(db: None, data: bytes, suffix: str) -> None:
    file = store(data, "../../etc/письмо.html")
    assert file.name == f"письмо{suffix}"
    path = queries.path_of(file.place)
    assert path.read_bytes() == data
    assert path.stat().st_mode & 0o077 == 0, "nobody else on the machine reads it"
    assert "письмо" not in str(path)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\u202efdp.exe", "afdp.pdf"),
        ("C:\\Документы\\скан.jpeg", "скан.pdf"),
        ("...", "файл.pdf"),
        ("и" * 300, "и" * 100 + ".pdf"),
        ("договор № 5.подписан", "договор № 5.подписан.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_file_name(given, ".pdf") == kept


def test_a_purpose_without_a_guard_is_a_fault_of_ours(db: None) -> None:
    with pytest.raises(LookupError):
        actions.store_file(SYSTEM, upload=upload(PDF), purpose="nobody.knows", about_id=uuid4())


def test_a_file_opens_to_whom_the_guard_lets(world: World, client_of: Callable[..., Client], client: Client) -> None:
    file = store(PDF, 'имя "в кавычках".pdf')
    url = f"/files/{file.pk}/"
    assert client.get(url).status_code == 302, "a visitor is asked to sign in"
    assert client_of(Role.CENTRE_EMPLOYEE).get(url).status_code == 404
    assert client_of(Role.CENTRE_HEAD).get(f"/files/{uuid4()}/").status_code == 404
    response = client_of(Role.CENTRE_HEAD).get(url)
    assert b"".join(response) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]


def test_without_a_guard_nobody_opens_it(world: World, actor_of: Callable[..., Actor]) -> None:
    file = store(PDF)
    guards._guards[PURPOSE] = lambda actor, about: False
    with pytest.raises(NotSeen):
        queries.get_file(actor_of(Role.CENTRE_HEAD), file.pk)
    StoredFile.objects.filter(pk=file.pk).update(purpose="forgotten")
    with pytest.raises(NotSeen):
        queries.get_file(actor_of(Role.CENTRE_HEAD), file.pk)


def test_a_row_without_its_bytes_is_not_there(world: World, client_of: Callable[..., Client]) -> None:
    file = store(PDF)
    queries.path_of(file.place).unlink()
    assert client_of(Role.CENTRE_HEAD).get(f"/files/{file.pk}/").status_code == 404


def test_the_bytes_go_with_the_row(db: None, django_capture_on_commit_callbacks: Any) -> None:
    about = uuid4()
    kept = [
        actions.store_file(SYSTEM, upload=upload(PDF), purpose=PURPOSE, about_id=about_id)
        for about_id in (about, about, uuid4())
    ]
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.delete_files_about(SYSTEM, purpose=PURPOSE, about_id=about) == 2
    assert [queries.path_of(file.place).exists() for file in kept] == [False, False, True]
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_file(SYSTEM, file_id=kept[2].pk)
    assert not StoredFile.objects.exists()
    assert not [path for path in queries.folder().rglob("*") if path.is_file()]


def test_the_sweep_takes_strays_and_leaves_the_rest(db: None) -> None:
    kept, stray, young = store(PDF), store(PDF), store(PDF)
    StoredFile.objects.exclude(pk=kept.pk).delete()
    for file in (kept, stray):
        os.utime(queries.path_of(file.place), (0, 0))
    assert actions.sweep_files() == 1
    assert [queries.path_of(file.place).exists() for file in (kept, stray, young)] == [True, False, True]
