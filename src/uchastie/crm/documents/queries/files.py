"""Files by their rows. The bytes leave only through `file_response`, after the guard of their purpose."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse

from uchastie.crm.documents import access
from uchastie.crm.documents.models import StoredFile
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


def folder() -> Path:
    return Path(settings.DATA_DIR) / "files"


def path_of(place: str) -> Path:
    return folder() / place


def get_file(actor: Actor, file_id: UUID) -> StoredFile:
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotSeen
    access.require_read(actor, file)
    return file


def list_files(purpose: str, about_id: UUID) -> QuerySet[StoredFile]:
    """Files of one object, newest first. Ask only about an object the actor has got from its own capability."""
    return StoredFile.objects.filter(purpose=purpose, about_id=about_id).order_by("-stored_at", "-pk")


def file_response(file: StoredFile) -> FileResponse:
    """A file the actor may read, as a download: no browser opens it as a page of ours, whatever is inside."""
    path = path_of(file.place)
    if not path.is_file():
        raise NotSeen
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.name, content_type=str(file.kind))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def photo_response(file: StoredFile) -> FileResponse:
    """A photo that was drawn anew, inside a page of ours. Nobody on the way keeps it: when it is taken back, it is
    gone at the next request."""
    response = file_response(file)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, noarchive, noimageindex"
    return response
