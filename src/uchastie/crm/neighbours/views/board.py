"""For everybody: the feed near a place and the page of one notice, with its own address to share."""

from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.neighbours import actions, queries
from uchastie.crm.neighbours.forms import AnswerForm, ReportForm
from uchastie.crm.neighbours.models import Neighbour
from uchastie.crm.neighbours.rules import Category, Kind
from uchastie.crm.neighbours.views.visit import joined, reader, show
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page.public
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    me = reader(request)
    place = _place(request, me)
    kind = Kind.OFFER if request.GET.get("kind") == Kind.OFFER else Kind.ASK
    category = request.GET.get("category", "")
    category = category if category in set(Category) else ""
    context: dict[str, Any] = {"nb_me": me, "place": place, "kind": kind, "category": category, "cards": ()}
    if place is None or request.GET.get("change"):
        text = request.GET.get("town", "")
        return show(request, "places", context | {"places": queries.list_places(text), "town": text})
    after = request.GET.get("after") or None
    found = queries.list_feed(place, kind, category=category, after=after, reader=me)
    own = {"near": place.slug, "kind": kind} | ({"category": category} if category else {})
    context |= {
        "cards": queries.cards(place, (row.notice for row in found.items)),
        "after_url": f"?{urlencode(own | {'after': found.after})}" if found.after else "",
        "first_page": after is None,
    }
    return show(request, "board", context)


def _place(request: Request, me: Neighbour | None) -> Unit | None:
    """Named in the address, or the neighbour's own."""
    slug = request.GET.get("near", "")
    if slug:
        try:
            return network.get_centre(slug)
        except NotSeen:
            return None
    return me.unit if me else None


@page.public
@never_cache
@require_safe
def notice(request: Request, notice_id: UUID) -> HttpResponse:
    return _notice(request, notice_id, reader(request), AnswerForm())


def _notice(request: Request, notice_id: UUID, me: Neighbour | None, form: AnswerForm) -> HttpResponse:
    card = queries.get_public(notice_id)
    url = request.build_absolute_uri(reverse("neighbours:notice", args=[notice_id]))
    context = {
        "card": card,
        "one": card.notice,
        "nb_me": me,
        "mine": me is not None and card.notice.author_id == me.pk,
        "answered": queries.find_answer(me, card.notice) if me else None,
        "form": form,
        "share": share_links(url, card.notice.title),
        "address": url,
    }
    return show(request, "notice", context, status_of(form) if form.is_bound else 200)


def share_links(url: str, title: str) -> tuple[tuple[str, str], ...]:
    """Plain links of the messengers: nothing of them is loaded here."""
    return (
        ("Телеграм", f"https://t.me/share/url?url={quote(url, safe='')}&text={quote(title)}"),
        ("ВКонтакте", f"https://vk.com/share.php?url={quote(url, safe='')}"),
        ("Эл. почта", f"mailto:?subject={quote('Соседи просят помочь')}&body={quote(title + ' ' + url)}"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@joined
def answer(request: Request, me: Neighbour, notice_id: UUID) -> HttpResponseBase:
    """Opened by its address it is the page of the notice: so one comes back from the code and the joining."""
    if request.method != "POST":
        return redirect("neighbours:notice", notice_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.answer_notice(neighbour=me, notice_id=notice_id, **form.cleaned_data)
            messages.success(request, "Спасибо! Сосед увидит ваш отклик и ответит.")
            return redirect("neighbours:helping", made.pk)
    return _notice(request, notice_id, me, form)


@require_http_methods(["GET", "HEAD", "POST"])
@joined
def report(request: Request, me: Neighbour, notice_id: UUID) -> HttpResponseBase:
    card = queries.get_public(notice_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on_form(form):
            actions.report(neighbour=me, notice_id=notice_id, **form.said())
            messages.success(request, "Спасибо. Сотрудник посмотрит в течение дня.")
            return redirect("neighbours:board")
    return show(
        request, "report", {"card": card, "one": card.notice, "form": form}, status_of(form) if form.is_bound else 200
    )
