"""Idempotency keys: a double click, a resent form and a retrying program have one effect and get the same answer."""

from collections.abc import Callable

from django.db import connection

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import IdempotencyKey
from uchastie.kernel.errors import Conflict, Refusal
from uchastie.kernel.prepared import fresh, insert, write

LONGEST_KEY = 100
LONGEST_ANSWER = 2000


def once(*, scope: str, key: str, fingerprint: str, run: Callable[[], str]) -> tuple[str, bool]:
    """The answer of `run()` and False, or the stored answer of the first time and True.

    `scope` says whose key it is (operation and actor), so nobody is answered with another's answer. `fingerprint`
    is a hash of what was asked: the same key with another body is `Conflict("key_reused")`. The answer is an id or
    a few fields, never a page.

    The key is written in the transaction of the effect: they stay or go together, so a first attempt that was
    killed leaves no trace. A second attempt that comes while the first is at work waits on the unique constraint
    (PostgreSQL) or on the write lock (SQLite).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("idempotency.once belongs into the transaction of the effect")
    if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise Refusal(
            "bad_key", "Ключ повторного запроса пуст или слишком длинный. Откройте форму заново.", field="key"
        )
    row = fresh(IdempotencyKey, scope=scope, key=key, fingerprint=fingerprint, created_at=clock.now())
    if not insert(row, or_ignore=True):
        return _replay(IdempotencyKey.objects.get(scope=scope, key=key), fingerprint), True
    answer = run()
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("an idempotent answer is an id, not a page")
    row.answer = answer
    write(row, "answer")
    return answer, False


def is_used(*, scope: str, key: str) -> bool:
    """Whether the work of this key has been done already."""
    return IdempotencyKey.objects.filter(scope=scope, key=key).exists()


def _replay(stored: IdempotencyKey, fingerprint: str) -> str:
    if stored.fingerprint != fingerprint:
        raise Conflict(
            "key_reused", "Эта форма уже отправлена с другим содержанием. Откройте её заново, чтобы подать ещё раз."
        )
    return stored.answer
