"""Writing an article: the form, a look at how it will read, both texts when two editors meet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.knowledge import access, actions, queries
from uchastie.crm.knowledge.forms.articles import ArticleForm, known_values, new_values
from uchastie.crm.knowledge.models import Article
from uchastie.crm.knowledge.rules import articles as rules
from uchastie.crm.knowledge.rules import markup
from uchastie.crm.knowledge.rules.difference import MOST_SHOWN, differences
from uchastie.crm.network.models import Unit
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    return _edit(request, None, access.unit_to_write_for(request.actor, request.unit))


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, article_id: UUID) -> HttpResponseBase:
    found = queries.get_article(request.actor, article_id)
    return _edit(request, found, found.unit)


def _edit(request: Request, found: Article | None, unit: Unit | None) -> HttpResponseBase:
    access.require_editor(request.actor, unit)
    known: dict[str, Any] = {"offered": catalogue.list_services(), "owners": queries.list_owners(unit)}
    if request.method != "POST":
        return _editor(request, found, unit, ArticleForm(initial=_initial(request, found, unit), **known))
    form = ArticleForm(request.POST, **known)
    if form.is_valid() and request.POST.get("do") != "look":
        with refusal_on_form(form):
            made = _save(request, found, unit, form)
            messages.success(request, f"Статья сохранена, версия {made.edition}")
            return redirect("knowledge:article", made.pk)
    return _editor(request, found, unit, form, status=status_of(form) if form.errors else 200)


def _save(request: Request, found: Article | None, unit: Unit | None, form: ArticleForm) -> Article:
    return actions.write_article(
        request.actor,
        form.draft(),
        unit=unit,
        article_id=found.pk if found else None,
        version=form.cleaned_data["version"],
    )


def _initial(request: Request, found: Article | None, unit: Unit | None) -> dict[str, Any]:
    if found:
        return known_values(found)
    ask = request.GET
    return new_values(ask.get("kind", ""), request.actor.user_id, actions.today_of(unit), ask.get("service", ""))


def _editor(
    request: Request, found: Article | None, unit: Unit | None, form: ArticleForm, *, status: int = 200
) -> HttpResponse:
    conflict = found is not None and status == 409
    changes = _against_theirs(request, found, form) if found and conflict else []
    typed = str(form["body"].value() or "")
    context = {
        "article": found,
        "whose": unit,
        "form": form,
        "conflict": conflict,
        "changes": changes[:MOST_SHOWN],
        "more": max(len(changes) - MOST_SHOWN, 0),
        "look": markup.render(typed[: rules.BODY_LENGTH]) if request.POST.get("do") == "look" else None,
        "cards": rules.CARDS,
    }
    return render(request, "knowledge/editor.html", context, status=status)


def _against_theirs(request: Request, found: Article, form: ArticleForm) -> list[Any]:
    """What saving once more would do to the text that the other editor has just saved."""
    theirs = queries.get_article(request.actor, found.pk)
    form.renew(theirs)
    mine = form.draft()
    facts = (theirs.title, theirs.audience, theirs.giver, theirs.link, theirs.body)
    return differences("\n".join(facts), "\n".join((mine.title, mine.audience, mine.giver, mine.link, mine.body)))
