"""The bytes are on the disk before the row says so; what is left without a row is swept away later."""

import datetime as dt
import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents import access, guards, queries
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.documents.rules import MAX_BYTES, Kind, clean_file_name, read_photo, read_picture, recognise
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

FILE = "documents.file"
KEEP_STRAY = dt.timedelta(hours=24)  # a transaction that has written a file may still be open


class Upload(Protocol):
    """What a form gives; any open file with a name will do."""

    name: str | None
    read: Callable[..., bytes]


def store_file(
    actor: Actor, *, upload: Upload | BinaryIO, purpose: str, about_id: UUID, unit_id: UUID | None = None
) -> StoredFile:
    """Keeps what was uploaded, when it is of an allowed kind; pictures are drawn anew, so no place or camera stays.

    The caller has checked that the actor may attach something to `about_id`. Heavy work is done before the
    transaction: call it first, outside of one of your own where you can."""
    if guards.guard_of(purpose) is None:
        raise LookupError(f"no guard for {purpose}")
    data = upload.read(MAX_BYTES + 1)
    kind = recognise(data)
    if kind.is_picture:
        data = read_picture(data, kind.suffix)
    name = clean_file_name(str(upload.name or ""), kind.suffix)
    return _keep(actor, data, kind, name, purpose=purpose, about_id=about_id, unit_id=unit_id)


def store_photo(
    actor: Actor,
    *,
    upload: Upload | BinaryIO,
    sides: Sequence[int],
    purpose: str,
    about_id: UUID,
    unit_id: UUID | None = None,
) -> list[StoredFile]:
    """One file for each size, as JPEG and without the person's name of it; what is no picture is refused."""
    if guards.guard_of(purpose) is None:
        raise LookupError(f"no guard for {purpose}")
    data = upload.read(MAX_BYTES + 1)
    kind = recognise(data)
    if not kind.is_picture:
        raise Refusal("file_no_picture", "Нужен снимок: JPEG, PNG или WebP до 10 МБ.", field="upload")
    drawn = [read_photo(data, kind.suffix, side=side) for side in sides]
    return [
        _keep(actor, one, Kind.JPEG, f"снимок-{side}.jpg", purpose=purpose, about_id=about_id, unit_id=unit_id)
        for one, side in zip(drawn, sides, strict=True)
    ]


def _keep(
    actor: Actor, data: bytes, kind: Kind, name: str, *, purpose: str, about_id: UUID, unit_id: UUID | None
) -> StoredFile:
    place = _write(data)
    with transaction.atomic():
        file = StoredFile.objects.create(
            purpose=purpose,
            about_id=about_id,
            unit_id=unit_id,
            name=name,
            kind=kind,
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            place=place,
            stored_by_id=actor.user_id,
            stored_at=clock.now(),
        )
        journal.record(
            actor, verb="stored", object_kind=FILE, object_id=file.pk, unit_id=unit_id, purpose=purpose, about=about_id
        )
    return file


def _write(data: bytes) -> str:
    """Whole or not at all: a temporary name, the disk, then the true name. Returns the place below the folder."""
    key = secrets.token_hex(20)
    place = f"{key[:2]}/{key}"
    path = queries.path_of(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(path)
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Refusal("file_no_room", "Файл не сохранился: на сервере нет места. Сообщите администратору.") from error
    return place


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@transaction.atomic
def delete_file(actor: Actor, *, file_id: UUID) -> None:
    """The caller has checked that the actor may change what the file is about; the bytes go when the row has gone."""
    file = queries.get_file(actor, file_id)
    access.require_read(actor, file)
    _delete(actor, file)


@transaction.atomic
def delete_files_about(actor: Actor, *, purpose: str, about_id: UUID) -> int:
    """With the object they are about, or at the request of the person. How many there were."""
    files = list(StoredFile.objects.filter(purpose=purpose, about_id=about_id))
    for file in files:
        _delete(actor, file)
    return len(files)


def _delete(actor: Actor, file: StoredFile) -> None:
    file_id, path = file.pk, queries.path_of(file.place)
    file.delete()
    journal.record(actor, verb="deleted", object_kind=FILE, object_id=file_id, unit_id=file.unit_id)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep_files() -> int:
    """Removes bytes that no row knows: of undone transactions, of rows deleted past this door. How many."""
    folder = queries.folder()
    if not folder.exists():
        return 0
    before = (clock.now() - KEEP_STRAY).timestamp()
    old = [path for path in folder.glob("*/*") if path.stat().st_mtime < before]
    swept = 0
    for start in range(0, len(old), 500):
        part = {f"{path.parent.name}/{path.name}": path for path in old[start : start + 500]}
        known = set(StoredFile.objects.filter(place__in=part).values_list("place", flat=True))
        for place in part.keys() - known:
            part[place].unlink(missing_ok=True)
            swept += 1
    return swept
