"""Pages of a person who is in by a code, not as staff: `entered(view)` gives the view who that is.

The capability that keeps these sign-ins registers its door in `project/wiring.py`; the pages of others ask here, so that
each such page treats sign-in, the choice among people of one contact, caches and search engines alike.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.cache import never_cache

from uchastie.kernel.web import Request, page

type View = Callable[..., HttpResponseBase]


class Entrant(Protocol):
    """One person behind a contact: `ids` are all cards of that person, `key` the first of them."""

    @property
    def key(self) -> UUID: ...
    @property
    def ids(self) -> tuple[UUID, ...]: ...
    @property
    def name(self) -> str: ...
    @property
    def greeting(self) -> str: ...
    @property
    def organisation(self) -> bool: ...


class Door(Protocol):
    def find(self, request: Request) -> Entrant | None:
        """Who is in; None where nobody is, the person is not chosen yet, or staff is signed in."""
        ...

    def ask(self, request: Request) -> HttpResponseBase:
        """Where one goes to become known: the code, the choice of the person, or what to do without a card."""
        ...


_doors: list[Door] = []


def register(door: Door) -> None:
    _doors[:] = [door]


def current(request: Request) -> Entrant | None:
    """For pages that are open to all and know their reader when they can."""
    return _doors[0].find(request) if _doors else None


def entered(view: View) -> View:
    """`view(request, who, …)` only for a person who is in; such pages are kept by no cache and no search engine."""

    @page.public
    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        who = current(request)
        if who is None:
            return _doors[0].ask(request)
        answer = view(request, who, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return opened
