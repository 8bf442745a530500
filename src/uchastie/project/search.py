"""The search of everything: people, requests, services, centres, pages and what one may do. A page of its own, and a
window over any page by Ctrl K."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.searching import FEWEST_LETTERS, Hit, find_everywhere, matches
from uchastie.kernel.web import Request, page
from uchastie.project.navigation import menu_of

# Words by which people look for a page that is called otherwise.
ALSO: dict[str, str] = {
    "desk": "очередь обращения входящие",
    "add": "новая заявка создать записать визит звонок",
    "people": "клиенты люди карточки организации",
    "visits": "отметить пришёл посетитель",
    "feedback": "отзывы звёзды жалоба",
    "catalogue": "услуги регламенты",
    "knowledge": "памятки статьи скрипты меры поддержки конкурсы методика",
    "network": "подразделения коллеги пригласить штаб",
    "calendar": "встречи расписание отпуск",
    "insight": "отчёт статистика цифры месяц",
    "setup": "настройки почта",
    "team": "передать заявки отпуск увольнение коллега",
}


def find_pages(actor: Actor, unit: Unit | None, text: str) -> Iterable[Hit]:
    """The sections of the actor's own menu."""
    for group in menu_of(actor, unit, demo=is_demo()):
        for item in group.items:
            if matches(text, item.label, ALSO.get(item.key, "")):
                yield Hit(item.label, item.url, item.icon, "раздел")


@page(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: Request) -> HttpResponse:
    """By POST: names and phones do not belong in addresses. Without a question, the field alone."""
    text = request.POST.get("q", "").strip()[:200]
    context: dict[str, Any] = {"text": text, "short": len(text) < FEWEST_LETTERS}
    context["found"] = find_everywhere(request.actor, request.unit, text) if text else []
    return render(request, "ui/found.html" if request.htmx else "ui/search.html", context)
