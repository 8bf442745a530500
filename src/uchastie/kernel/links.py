"""Pages behind a signed link: whoever holds it sees them, nobody keeps them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page

type LinkView[T] = Callable[[Request, str, Actor, T], HttpResponseBase]
type TokenView = Callable[[Request, str], HttpResponseBase]


def by_link[T](find: Callable[[str], tuple[Actor, T]], *, bad: str) -> Callable[[LinkView[T]], TokenView]:
    """`find` opens a token: the holder and what it is about; its refusal is told by the template `bad`. Such pages are
    kept neither by browsers nor by search engines."""

    def decorate(view: LinkView[T]) -> TokenView:
        @page.public
        @never_cache
        @wraps(view)
        def opened(request: Request, token: str) -> HttpResponseBase:
            try:
                holder, found = find(token)
            except Refusal as refusal:
                return render(request, bad, {"refusal": refusal}, status=refusal.status)
            answer = view(request, token, holder, found)
            answer["X-Robots-Tag"] = "noindex, nofollow"
            return answer

        return opened

    return decorate
