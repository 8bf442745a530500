"""Who acts. Every action and query takes an `Actor`; nothing reads a user from a thread or a request."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    NOBODY = "nobody"  # a visitor who has not signed in
    USER = "user"  # a person who has signed in
    HOLDER = "holder"  # the holder of a signed link to one object
    KEY = "key"  # an outside system with an API key
    SYSTEM = "system"  # the product itself: jobs, imports, demo


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in one subtree of the network: `path` is the unit's path, which starts the paths of all units below."""

    role: str
    unit_id: UUID
    path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is opaque: of the user, of the object the link opens, or None. `scopes` narrow an API key, None = all."""

    kind: ActorKind
    id: UUID | None = None
    label: str = ""
    grants: tuple[Grant, ...] = field(default=())
    scopes: frozenset[str] | None = None

    @property
    def user_id(self) -> UUID | None:
        """The user who answers for the deed: the person, or the owner of the key. Nobody for a visitor or a job."""
        return self.id if self.kind in {ActorKind.USER, ActorKind.KEY} else None

    def has_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.grants)

    def paths(self, *roles: str) -> tuple[str, ...]:
        """Paths of the subtrees where the actor has one of the roles."""
        return tuple(grant.path for grant in self.grants if grant.role in roles)

    def covers(self, path: str, *roles: str) -> bool:
        """Has the actor one of the roles in the unit with this path or in a unit above it?"""
        return any(path.startswith(own) for own in self.paths(*roles))

    def allows_scope(self, scope: str) -> bool:
        return self.scopes is None or scope in self.scopes


NOBODY = Actor(ActorKind.NOBODY)
SYSTEM = Actor(ActorKind.SYSTEM, label="Система")
