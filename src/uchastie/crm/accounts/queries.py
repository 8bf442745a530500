"""Reads of users, keys and the installation."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.accounts.models import ApiKey, Installation, User
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

_known: dict[str, bool] = {}  # the installation never changes its kind, so each process asks once


def is_demo() -> bool:
    """Was this database made as a demonstration? A database without the mark is not one."""
    if "demo" not in _known:
        mark = Installation.objects.values_list("demo", flat=True).first()
        if mark is None:
            return False
        _known["demo"] = mark
    return _known["demo"]


def forget_installation() -> None:
    """For those who change databases under a running process: the tests."""
    _known.clear()


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of users by id, in one query; unknown ids are simply absent."""
    wanted = set(ids)
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def get_user(user_id: UUID | None) -> User | None:
    return User.objects.filter(pk=user_id).first() if user_id else None


def list_users(ids: Collection[UUID]) -> list[User]:
    """In the order of names."""
    return list(User.objects.filter(pk__in=ids).order_by("name", "pk"))


def get_user_by_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


# --- API keys ---

SEEN_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeyHolder:
    user: User
    label: str
    scopes: frozenset[str]


def digest_of(secret: str) -> str:
    """Of a key or a one-time link: they are random and long, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def user_of_key(secret: str) -> KeyHolder | None:
    """Whose key it is, or None. Marks the key as used, at most once a minute (the one write among the queries)."""
    prefix, dot, rest = secret.partition(".")
    if not dot or not rest:
        return None
    key = ApiKey.objects.select_related("user").filter(prefix=prefix[:12], revoked_at=None).first()
    known = key.digest if key else "0" * 64
    if not hmac.compare_digest(known, digest_of(secret)) or key is None or not key.user.is_active:
        return None
    now = clock.now()
    if key.last_used_at is None or now - key.last_used_at > SEEN_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return KeyHolder(key.user, key.label, frozenset(key.scopes))


def list_own_keys(actor: Actor) -> QuerySet[ApiKey]:
    if actor.id is None:
        return ApiKey.objects.none()
    return ApiKey.objects.filter(user_id=actor.id, revoked_at=None).order_by("-created_at", "pk")
