"""Fills one database and says, as JSON, what to ask of it. Run as a process of its own: one database, one process."""

import argparse
import json
import os
import time
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import django
from django.conf import settings

from benchmarks.works import NEED, SEARCHES, SECRET, create_body, search_body


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, required=True)
    parser.add_argument("--count-created", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uchastie.project.settings")
    django.setup()
    print(json.dumps({"created": _count_created()} if asked.count_created else _prepare(asked.requests)))


def _prepare(requests: int) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection, transaction

    from benchmarks import data
    from uchastie.crm.accounts.actions import mark_installation
    from uchastie.project.reference import load_reference

    begun = time.monotonic()
    with redirect_stdout(StringIO()):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
    load_reference()
    mark_installation(demo=False)
    with transaction.atomic():
        ground = data.make_ground()
        data.make_requests(ground, requests)
        data.make_namesakes(ground, requests)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return _manifest(ground) | {"seconds": round(time.monotonic() - begun, 1)}


def _manifest(ground: Any) -> dict[str, Any]:
    from tests.world import add_second_factor, sign_in

    from benchmarks import data
    from uchastie.crm.desk.models import ServiceRequest

    add_second_factor(ground.employee)
    client = sign_in(ground.employee)
    client.cookies[settings.CSRF_COOKIE_NAME] = SECRET
    like = ServiceRequest.objects.filter(unit=ground.centres[0]).first()
    assert like is not None
    manifest = {
        "cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()),
        "unit": str(ground.centres[0].pk),
        "open": data.open_ids(ground),
        "like": {
            "unit": str(like.unit_id),
            "service": like.service_id,
            "regulation": str(like.regulation_id),
            "beneficiary": str(like.beneficiary_id),
        },
    }
    return manifest | {"statements": _statements(client, manifest), "created": _count_created()}


def _statements(client: Any, manifest: dict[str, Any]) -> dict[str, int]:
    """How many statements each page takes, once everything a process remembers is remembered."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask(name: str) -> Any:
        if name == "create":
            return client.post("/desk/add/", create_body(manifest), headers={"host": "127.0.0.1"})
        if name in SEARCHES:
            return client.post("/people/found/", search_body(SEARCHES[name]), headers={"host": "127.0.0.1"})
        path = "/desk/" if name == "queue" else f"/desk/requests/{manifest['open'][0]}/"
        return client.get(path, headers={"host": "127.0.0.1"})

    found = {}
    for name in ("queue", "card", "create", *SEARCHES):
        ask(name)
        with CaptureQueriesContext(connection) as queries:
            response = ask(name)
        assert response.status_code == (302 if name == "create" else 200), (
            name,
            response.status_code,
            response.content[:2000],
        )
        found[name] = sum(
            1 for query in queries if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        )
        if os.environ.get("SHOW_SQL"):
            import sys

            print(name, *(query["sql"][:300] for query in queries), sep="\n  ", file=sys.stderr)
    return found


def _count_created() -> int:
    from uchastie.crm.desk.models import ServiceRequest

    return ServiceRequest.objects.filter(need=NEED).count()


if __name__ == "__main__":
    main()
