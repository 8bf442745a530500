"""One door for all kept files."""

from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from uchastie.crm.documents import queries
from uchastie.kernel.web import Request, page


@page()
@require_safe
def file(request: Request, file_id: UUID) -> FileResponse:
    return queries.file_response(queries.get_file(request.actor, file_id))
