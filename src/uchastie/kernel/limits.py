"""Limits per address on what strangers may do, counted in the shared cache: one count for all processes.

Two requests at the same instant may be counted as one; for a limit on a flood that is enough."""

import hashlib

from django.core.cache import cache

from uchastie.kernel import clock


def allow(action: str, who: str, *, times: int, seconds: int) -> bool:
    """Count one more attempt of `who`; False when there were `times` of them in the window that began with the first.

    Only a digest of `who` is kept."""
    key = f"limit:{action}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    now = clock.now().timestamp()
    count, until = cache.get(key) or (0, now + seconds)
    if until <= now:
        count, until = 0, now + seconds
    if count >= times:
        return False
    cache.set(key, (count + 1, until), timeout=max(1, int(until - now)))
    return True
