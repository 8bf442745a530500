"""Writes to users, keys and the installation."""

import secrets
from collections.abc import Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from uchastie.crm.accounts import access, queries
from uchastie.crm.accounts.models import ApiKey, Installation, User
from uchastie.crm.accounts.rules import Scope, require_name
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

USER = "accounts.user"
KEY = "accounts.key"


@transaction.atomic
def mark_installation(*, demo: bool) -> None:
    """Written once, when the database is made; a second call changes nothing."""
    Installation.objects.get_or_create(only=True, defaults={"demo": demo})


@transaction.atomic
def make_user(actor: Actor, *, email: str, name: str, password: str | None = None) -> User:
    """A user whose address is known to be his own (he came by a letter, or the installation is new).

    Without a password a random one is set: the person signs in with a code or asks for a new password."""
    email, name = email.strip().lower(), require_name(name)
    if queries.get_user_by_email(email):
        raise Refusal("email_taken", "Пользователь с таким адресом уже есть. Войдите под ним.", field="email")
    if password is not None:
        require_good_password(password, User(email=email, name=name))
    user = User.objects.create_user(email, password or secrets.token_urlsafe(32), name=name)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    journal.record(actor, verb="registered", object_kind=USER, object_id=user.pk)
    return user


def require_good_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refusal("weak_password", " ".join(error.messages), field="password") from error


@transaction.atomic
def rename_user(actor: Actor, *, user: User, name: str) -> User:
    """People write their own names; nobody writes another's."""
    if actor.id != user.pk:
        raise Denied
    user.name = require_name(name)
    user.save(update_fields=["name"])
    journal.record(actor, verb="renamed", object_kind=USER, object_id=user.pk)
    return user


@transaction.atomic
def reset_second_factor(actor: Actor, *, user: User) -> None:
    """For a lost phone. All sessions end; the next sign-in asks to set the second factor up again.

    Whether the actor may do this is for the caller to say: it depends on the network."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    journal.record(actor, verb="second_factor_reset", object_kind=USER, object_id=user.pk)


def end_sessions(user: User, *, keep: str = "") -> None:
    """Ends the sessions of the user, except the one with the key `keep`."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=keep):
        session.end()


# --- API keys ---


@transaction.atomic
def make_api_key(actor: Actor, *, user: User, label: str, scopes: Iterable[str]) -> tuple[ApiKey, str]:
    """The key and its secret, which is shown once and kept only as a digest. A person makes keys for himself."""
    access.require_key_maker(actor)
    if actor.kind is ActorKind.USER and actor.id != user.pk:
        raise Denied("Ключ действует от имени того, кто его создал, поэтому создать его может только он сам.")
    chosen = sorted({Scope(scope) for scope in scopes})
    if not chosen:
        raise Refusal("no_scopes", "Выберите, что можно делать с этим ключом.", field="scopes")
    if not label.strip():
        raise Refusal("no_label", "Напишите, для чего ключ: потом будет понятно, какой отозвать.", field="label")
    prefix = secrets.token_hex(6)
    secret = f"{prefix}.{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        user=user, label=label.strip(), prefix=prefix, digest=queries.digest_of(secret), scopes=chosen
    )
    journal.record(actor, verb="made", object_kind=KEY, object_id=key.pk, scopes=chosen)
    return key, secret


@transaction.atomic
def revoke_api_key(actor: Actor, *, key_id: UUID) -> None:
    if not queries.list_own_keys(actor).filter(pk=key_id).update(revoked_at=clock.now()):
        raise NotSeen
    journal.record(actor, verb="revoked", object_kind=KEY, object_id=key_id)


@transaction.atomic
def revoke_keys_of(actor: Actor, *, user: User) -> int:
    """All keys of one who leaves: a key is made in a role, and the role is gone. Whether the actor may is for the caller
    to say: it depends on the network."""
    keys = list(ApiKey.objects.filter(user=user, revoked_at=None).values_list("pk", flat=True))
    ApiKey.objects.filter(pk__in=keys).update(revoked_at=clock.now())
    for key_id in keys:
        journal.record(actor, verb="revoked", object_kind=KEY, object_id=key_id)
    return len(keys)
