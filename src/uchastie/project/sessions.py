"""Who is behind a cookie, asked in two prepared statements (docs/adr/0008): every page of the staff begins with it.

Sessions and users stay the framework's own; only what goes right is read the short way."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import CharField, UUIDField
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from uchastie.crm.accounts.models import User
from uchastie.kernel.prepared import Prepared

_SESSION = Prepared(lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()), key=CharField())
_USER = Prepared(lambda user: User.objects.filter(pk=user, is_active=True), user=UUIDField())


class _Bytes:
    """What a signature covers, as it is: read by `decode`."""

    def dumps(self, obj: Any) -> bytes:
        raise NotImplementedError

    def loads(self, data: bytes) -> Any:
        return data


@lru_cache(maxsize=2048)
def _unsealed(sealed: str, salt: str) -> bytes:
    """The signature of the same row is checked once by a process; another row, another signature."""
    return signing.loads(sealed, salt=salt, serializer=_Bytes)  # type: ignore[no-any-return]


class SessionStore(DatabaseStore):
    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What is not signed by us goes the framework's way: it is noted, and the session is empty."""
        try:
            return json.loads(_unsealed(str(session_data), self.key_salt))  # type: ignore[no-any-return]
        except (signing.BadSignature, ValueError):
            return super().decode(session_data)

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(key=self.session_key) if self.session_key else None
        if found is None:
            self._session_key = None
        return found


class PreparedSessionMiddleware(SessionMiddleware):
    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.SessionStore = SessionStore


class PreparedUserMiddleware(AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]


def _user_of(request: Any) -> Any:
    """A session whose password has changed, whose door is closed or whose user is gone goes the framework's way."""
    if not hasattr(request, "_cached_user"):
        request._cached_user = _known_user(request.session) or auth.get_user(request)
    return request._cached_user


def _known_user(session: Any) -> User | None:
    sealed = session.get(auth.HASH_SESSION_KEY)
    if not sealed or session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    try:
        user = _USER.first(user=session[auth.SESSION_KEY])
    except (KeyError, ValidationError):
        return None
    return user if user and constant_time_compare(sealed, user.get_session_auth_hash()) else None
