"""What `make run` prints when the product is ready: the address, and in a demo who can be tried."""

from django.conf import settings

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.accounts.rules import ROLE_NAMES, Role
from uchastie.crm.network.models import Assignment

SHOWN = 12  # a demo has more people than anyone wants to read


def greeting() -> list[str]:
    lines = ["", f"«Участие» работает: {settings.SITE_URL}/"]
    if is_demo():
        lines += ["", f"Это пример с вымышленными данными. Войти в один щелчок: {settings.SITE_URL}/welcome/"]
        lines += [f"    {name} — {role}, {unit}" for name, role, unit in personas()]
    return [*lines, "", "Остановить: Ctrl-C"]


def personas() -> list[tuple[str, str, str]]:
    """The first person of each role and unit, as the welcome page shows them."""
    rows = Assignment.objects.filter(ended_at=None).order_by("since", "id").select_related("user", "unit")
    first: dict[str, tuple[str, str, str]] = {}
    for row in rows[:200]:
        first.setdefault(row.role, (row.user.name, ROLE_NAMES[Role(row.role)], row.unit.name))
    return list(first.values())[:SHOWN]
