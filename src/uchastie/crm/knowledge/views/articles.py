"""The knowledge base: the list, an article, its versions, the check, the answer of a reader."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.knowledge import access, actions, guards, queries
from uchastie.crm.knowledge.forms.articles import AnswerForm, CheckForm
from uchastie.crm.knowledge.models import Article, Edition, Handout
from uchastie.crm.knowledge.queries import TABS, Helped, Wanted
from uchastie.crm.knowledge.rules import articles as rules
from uchastie.crm.knowledge.rules import markup
from uchastie.crm.knowledge.rules.difference import MOST_SHOWN, differences
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

MOST_HANDOUTS = 5

NAMES: dict[str, Any] = {
    "KINDS": rules.KIND_NAMES,
    "KIND_ICONS": rules.KIND_ICONS,
    "CHAPTERS": rules.CHAPTER_NAMES,
    "is_stale": rules.is_stale,
    "is_over": rules.is_over,
}


@page(*STAFF)
@require_safe
def index(request: Request) -> HttpResponse:
    today, wanted = actions.today_of(request.unit), _wanted(request)
    found = queries.list_articles(request.actor, request.unit, wanted, today, request.GET.get("after", ""))
    context = NAMES | {
        "found": found.items,
        "wanted": wanted,
        "counts": queries.count_articles(request.actor, request.unit, wanted, today),
        "tags": queries.list_tags(request.actor, request.unit),
        "services": catalogue.list_services(),
        "may_write": access.may_edit(request.actor, access.unit_to_write_for(request.actor, request.unit)),
        "has_below": request.unit is not None and request.unit.kind != UnitKind.CENTRE,
        "after_url": _after_url(request, found.after),
        "on_day": today,
    }
    return render(request, "knowledge/index.html", context)


@page(*STAFF)
@require_safe
def article(request: Request, article_id: UUID) -> HttpResponse:
    return _article_page(request, queries.get_article(request.actor, article_id))


@page(*STAFF)
@require_safe
def versions(request: Request, article_id: UUID) -> HttpResponse:
    """The editions, and what one of them changed against the one before it."""
    found = queries.get_article(request.actor, article_id)
    number = _number(request.GET.get("number", ""), found.edition)
    shown, before = queries.get_edition(found, number), queries.find_edition(found, number - 1)
    changes = differences(_whole(before), _whole(shown)) if before else []
    context = NAMES | {
        "article": found,
        "editions": list(queries.list_editions(found)),
        "shown": shown,
        "before": before,
        "changes": changes[:MOST_SHOWN],
        "more": max(len(changes) - MOST_SHOWN, 0),
        "text": markup.render(shown.body),
    }
    return render(request, "knowledge/versions.html", context)


@page(*access.EDITORS)
@require_POST
def check(request: Request, article_id: UUID) -> HttpResponse:
    form = CheckForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.confirm_check(request.actor, article_id=article_id, **form.cleaned_data)
            messages.success(request, "Проверка записана, пометки больше нет")
            return redirect("knowledge:article", article_id)
    found = queries.get_article(request.actor, article_id)
    return _article_page(request, found, checking=form, status=status_of(form))


@page(*access.EDITORS)
@require_POST
def archive(request: Request, article_id: UUID) -> HttpResponse:
    archived = request.POST.get("archived") == "1"
    actions.archive_article(request.actor, article_id=article_id, archived=archived)
    messages.success(request, "Статья убрана в архив" if archived else "Статья снова в базе знаний")
    return redirect("knowledge:article", article_id)


@page(*STAFF)
@require_POST
def answer(request: Request, article_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            helped = form.cleaned_data["helped"] == "yes"
            actions.answer(request.actor, article_id=article_id, helped=helped, word=form.cleaned_data["word"])
            messages.success(request, "Спасибо, ответ записан")
            return redirect(reverse("knowledge:article", args=[article_id]) + "#helped")
    found = queries.get_article(request.actor, article_id)
    return _article_page(request, found, answering=form, status=status_of(form))


@page(*access.EDITORS)
@require_POST
def answers_seen(request: Request, article_id: UUID) -> HttpResponse:
    actions.mark_answers_seen(request.actor, article_id=article_id)
    messages.success(request, "Слова коллег отмечены прочитанными")
    return redirect(reverse("knowledge:article", args=[article_id]) + "#helped")


def _article_page(
    request: Request,
    found: Article,
    *,
    checking: CheckForm | None = None,
    answering: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = actions.today_of(request.unit)
    helped = queries.get_helped(request.actor, found)
    initial = {"version": found.version, "check_on": (today + rules.USUAL_CHECK).isoformat()}
    handouts = _handouts(request.unit, found)
    context = NAMES | {
        "article": found,
        "text": markup.render(found.body),
        "helped": helped,
        "handouts": handouts,
        "given": guards.count_given([handout.pk for handout in handouts]),
        "near": queries.list_near(found, request.actor, today),
        "may_edit": access.may_edit(request.actor, found.unit),
        "checking": checking or CheckForm(initial=initial, auto_id="check_%s"),
        "answering": answering or AnswerForm(initial=_own_answer(helped), auto_id="answer_%s"),
        "on_day": today,
    }
    return render(request, "knowledge/article.html", context, status=status)


def _own_answer(helped: Helped) -> dict[str, Any]:
    own = helped.own
    return {"helped": "yes" if own.helped else "no", "word": own.word} if own else {}


def _handouts(unit: Unit | None, found: Article) -> list[Handout]:
    """What may be given to a person who asked about this: the handouts of the services of the article."""
    codes = {service.code for service in found.services.all()}
    return list(queries.list_handouts(unit, services=codes)[:MOST_HANDOUTS]) if codes else []


def _whole(edition: Edition | None) -> str:
    return "\n".join(part for part in (edition.title, edition.facts, edition.body) if part) if edition else ""


def _number(typed: str, last: int) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else last


def _wanted(request: Request) -> Wanted:
    ask = request.GET
    tab, chapter = ask.get("tab", "all"), ask.get("chapter", "")
    return Wanted(
        tab=tab if tab in TABS else "all",
        text=" ".join(ask.get("q", "").replace("\0", "").split())[:200],
        service=ask.get("service", "")[:60].replace("\0", ""),
        chapter=chapter if chapter in set(rules.Chapter) else "",
        tag=ask.get("tag", "")[: rules.TAG_LENGTH].replace("\0", ""),
        below=ask.get("below") == "1",
    )


def _after_url(request: Request, after: str | None) -> str:
    if not after:
        return ""
    ask = request.GET.copy()
    ask["after"] = after
    return f"?{ask.urlencode()}"
