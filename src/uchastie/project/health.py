"""Two questions of whoever runs the product: does the process live, and may visitors be sent to it?"""

import datetime as dt
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.kernel.web import page

WORKER_SILENT = dt.timedelta(seconds=30)


@page.public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody else, so that a stopped database does not get the process killed."""
    return HttpResponse("ok\n", content_type="text/plain")


@page.public
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything needed for work is there, else 503; the body names each check."""
    results = {name: _ask(check) for name, check in CHECKS.items()}
    ready = all(result == "ok" for result in results.values())
    answer = JsonResponse({"ready": ready, "checks": results}, status=200 if ready else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def _ask(check: Callable[[], str]) -> str:
    """What is wrong is told by its class: addresses and names of the database are nobody's business."""
    try:
        return check()
    except (DatabaseError, InterfaceError) as error:
        return type(error).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


_migrated: set[str] = set()  # a process whose migrations were complete once keeps this answer: code does not change


def _migrations() -> str:
    if connection.alias not in _migrated:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            return f"{len(missing)} not applied"
        _migrated.add(connection.alias)
    return "ok"


def _worker() -> str:
    alive = WorkerBeat.objects.filter(beat_at__gte=clock.now() - WORKER_SILENT).exists()
    return "ok" if alive else "no worker has beaten for 30 seconds"


CHECKS: dict[str, Callable[[], str]] = {"database": _database, "migrations": _migrations, "worker": _worker}
