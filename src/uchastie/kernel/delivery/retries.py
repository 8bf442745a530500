"""How long to wait before the next attempt: twice as long each time, up to a limit, never all at the same moment."""

import datetime as dt
import random


def backoff(attempts: int, *, first: dt.timedelta, longest: dt.timedelta) -> dt.timedelta:
    """The pause after `attempts` failures (1, 2, …), shortened by chance by up to a half."""
    whole = longest.total_seconds()
    if attempts <= 30:
        whole = min(whole, first.total_seconds() * 2.0 ** (attempts - 1))
    return dt.timedelta(seconds=whole * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, protects nothing
