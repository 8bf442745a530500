"""A page of the product, and the people who look at it."""

from dataclasses import dataclass, field

from django.urls import reverse

from tests.world import Asking, Citizen
from uchastie.crm.accounts.rules import Role


@dataclass(frozen=True, slots=True)
class Page:
    name: str  # of the picture
    url: str  # name of the address
    who: Role | Citizen | None = None
    arguments: tuple[str, ...] = ()  # names in `Objects.values`, in the order of the address
    query: str = ""
    status: int = 200
    demo: bool = False  # exists only in a demo

    def path(self, objects: "Objects") -> str:
        return reverse(self.url, args=[objects.values[name] for name in self.arguments]) + self.query.format_map(
            objects.values
        )


@dataclass
class Objects:
    """What the arguments stand for: `slug`, `code`, `request-new`, `token-delivered`, …"""

    values: dict[str, object] = field(default_factory=dict)


ASKING = Asking("vera@example.org")
CITIZEN, FAMILY, NEWCOMER = Citizen("vera@example.org"), Citizen("family@example.org"), Citizen("new@example.org")
GUARDIAN = Citizen("pavel@example.org")  # answers for a guardian
OPEKA_FAMILY = Citizen("olga@example.org")  # speaks for a family under the long help
EMPLOYEE, HEAD, REGION = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.REGION_COORDINATOR
FEDERAL, ADMIN = Role.FEDERAL_MANAGER, Role.ADMIN
