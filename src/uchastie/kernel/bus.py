"""Facts told upward. Handlers run at once, inside the transaction of the one who announces; what must reach the
outside world goes through the outbox instead. All subscriptions are made in `project/wiring.py`."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe[E](event: type[E], handler: Callable[[E], None]) -> None:
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def announce(event: object) -> None:
    for handler in _handlers[type(event)]:
        handler(event)
