"""What a start does to the data before the servers run: migrations, reference data, demo or first administrator,
static files. Each part is skipped when nothing has changed, so a second start is quick."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from uchastie.crm.accounts.actions import mark_installation
from uchastie.crm.accounts.models import Installation, User
from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.network.actions import invite_first_admin
from uchastie.project.demo import make_demo
from uchastie.project.reference import load_reference

type Say = Callable[[str], None]

PACKAGE = Path(__file__).resolve().parents[1]


def prepare(*, demo: bool, say: Say) -> None:
    migrated = migrate(say)
    stamp = code_stamp()
    database = hashlib.sha256(settings.DATABASE_URL.encode()).hexdigest()[:12]
    refresh(settings.DATA_DIR / f".reference-{database}", stamp, load_reference, force=migrated)
    refresh(settings.DATA_DIR / ".static", stamp, collect_static, force=not settings.STATIC_ROOT.exists())
    fill_new(demo=demo, say=say)


def migrate(say: Say) -> bool:
    """True when something had to be done."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return False
    say("Готовлю базу данных…")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return True


def code_stamp() -> str:
    """Changes whenever any file of the product does."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    facts = sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def refresh(mark: Path, stamp: str, work: Callable[[], None], *, force: bool) -> None:
    """Does the work unless the mark says that it was done for this very code."""
    if force or not mark.exists() or mark.read_text() != stamp:
        work()
        mark.write_text(stamp)


def collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False, clear=settings.STATIC_ROOT.exists())


def fill_new(*, demo: bool, say: Say) -> None:
    """A new database is marked for good as a demo or a real one; a real one without people asks for its first."""
    if not Installation.objects.exists():
        with transaction.atomic():
            mark_installation(demo=demo)
            if demo:
                say("Наполняю базу примерами, это один раз…")
                make_demo()
    if not is_demo() and not User.objects.exists():
        say("Первый администратор входит по этой ссылке, она одноразовая:")
        say(f"    {urljoin(settings.SITE_URL, invite_first_admin())}")
