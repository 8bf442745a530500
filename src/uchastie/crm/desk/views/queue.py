"""The day's queue: tabs, selections, search, the list on paper."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.desk import access, actions, queries, rules
from uchastie.crm.desk.access import READERS, WORKERS
from uchastie.crm.desk.forms.filters import SaveSelectionForm, SelectionForm
from uchastie.crm.desk.queries import DayLine, Filter, Selection
from uchastie.crm.desk.rules import Phase
from uchastie.crm.desk.views import present
from uchastie.crm.people.rules import AUDIENCE_NAMES
from uchastie.kernel import clock, panels
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text as words

TABS = {
    Filter.ALL: ("Все в работе", ""),
    Filter.LATE: ("Просрочено", "triangle-alert"),
    Filter.TODAY: ("Сегодня", "clock"),
    Filter.UNOWNED: ("Без ответственного", "user-round-x"),
    Filter.WAITING: ("Ждём человека", "hourglass"),
    Filter.MINE: ("Мои", ""),
}


@require_safe
@page(*READERS)
def queue(request: Request) -> HttpResponse:
    """«Заявки на сервисы» (A36, A65): the day's queue; tab, selection and place in the list are in the address."""
    tab = request.GET.get("tab", "")
    chosen = Filter(tab) if tab in set(Filter) else Filter.ALL
    selection = queries.read_selection(request.GET)
    return _queue(request, chosen, selection=selection, after=request.GET.get("after") or None)


@require_POST
@page(*READERS)
def found(request: Request) -> HttpResponse:
    """Search by POST: names and phones do not belong in addresses."""
    return _queue(request, Filter.ALL, text=request.POST.get("q", "")[:200])


def _queue(
    request: Request,
    chosen: Filter,
    *,
    selection: Selection = queries.EMPTY,
    text: str = "",
    after: str | None = None,
) -> HttpResponse:
    unit, actor = request.unit, request.actor
    result = queries.get_queue(actor, unit, chosen=chosen, selection=selection, text=text, after=after)
    calendar = deadlines.get_calendar(unit.region_id)
    groups = present.lines(result.rows, unit, actor.id, clock.now(), calendar)
    narrowed = {"tab": chosen} if chosen is not Filter.ALL else {}
    context = {
        "groups": groups,
        "group_names": present.GROUPS,
        "tabs": [(tab, *TABS[tab], result.counts[tab], _address(tab, selection)) for tab in Filter],
        "counts": result.counts,
        "chosen": chosen,
        "selection": selection,
        "marks": _marks(request, chosen, selection) if selection else [],
        "query": urlencode([*narrowed.items(), *selection.pairs()]),
        "text": text,
        "after": result.after,
        "paged": after is not None,
        "punctual": queries.get_punctuality(actor, unit) if chosen is Filter.LATE and not text else None,
        "away": _led_by_away(request) if chosen is Filter.UNOWNED and not text else 0,
        "traces": queries.list_sent(actor, unit, text=text).items[:5] if text else [],
        "tour": not text and request.session.get(queries.TOUR_DUE, False) and actor.has_role(*WORKERS),
        "can_add": actor.covers(unit.path, *WORKERS),
        "panels": panels.collect("desk.queue", actor, unit),
    }
    return render(request, "desk/queue.html", context)


def _address(tab: Filter, selection: Selection) -> str:
    return "?" + urlencode([("tab", str(tab)), *selection.pairs()])


def _led_by_away(request: Request) -> int:
    """How many open requests are led by those who are not there today: an owner in name only."""
    if not queries.list_away(request.unit):
        return 0
    selection = queries.read_selection(QueryDict(f"assignee={queries.AWAY}"))
    return queries.count_queue(request.actor, request.unit, selection)[Filter.ALL]


# --- the selection ---


def _marks(request: Request, chosen: Filter, selection: Selection) -> list[tuple[str, str]]:
    """What is selected, in words, each with the address of the queue without it."""
    names = _names(request, selection)
    return [
        (names(key, value), f"?tab={chosen}&{selection.without(key, value)}".rstrip("&"))
        for key, value in selection.pairs()
    ]


def _names(request: Request, selection: Selection) -> Any:
    services = dict(catalogue.services().values_list("code", "name")) if selection.service else {}
    people = {str(item.id): item.name for item in queries.list_colleagues(request.unit)} if selection.assignee else {}
    people |= {queries.NOBODY: "без ответственного", queries.AWAY: "ответственного сегодня нет"}
    known: dict[str, Any] = {
        "status": rules.STATUS_NAMES,
        "channel": rules.CHANNEL_NAMES,
        "format": rules.FORMAT_NAMES,
        "audience": AUDIENCE_NAMES,
        "service": services,
        "assignee": people,
    }

    def name(key: str, value: str) -> str:
        if key in {"since", "until"}:
            day = getattr(selection, key)
            return f"{'с' if key == 'since' else 'по'} {words.full_day(day)}"
        if key in {"no_id", "asked"}:
            return "без ID" if key == "no_id" else "человек ждёт ответа"
        return words.capital(known[key].get(value, "другой сотрудник" if key == "assignee" else value))

    return name


@require_safe
@page(*READERS)
def filters(request: Request) -> HttpResponse:
    """«Отбор»: what to show, and the selections that were given a name."""
    return _filters(request, queries.read_selection(request.GET), SaveSelectionForm())


def _filters(request: Request, selection: Selection, form: SaveSelectionForm, status: int = 200) -> HttpResponse:
    unit, actor = request.unit, request.actor
    context = {
        "form": SelectionForm(
            selection,
            services=list(catalogue.services().order_by("name")),
            colleagues=queries.list_colleagues(unit),
        ),
        "save_form": form,
        "selection": selection,
        "tab": request.GET.get("tab", ""),
        "saved": list(queries.list_saved(actor, unit)),
        "is_head": access.is_head(actor, unit.path),
        "can_add": actor.covers(unit.path, *WORKERS),
    }
    return render(request, "desk/filters.html", context, status=status)


@require_POST
@page(*READERS)
def saved_filters(request: Request) -> HttpResponseBase:
    form = SaveSelectionForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            saved = actions.save_filter(actor=request.actor, unit=request.unit, **form.cleaned_data)
            messages.success(request, f"Отбор «{saved.name}» сохранён")
            return redirect(f"{reverse('desk:queue')}?{saved.query}")
    selection = queries.read_selection(QueryDict(request.POST.get("query", "")[:600]))
    return _filters(request, selection, form, status=status_of(form))


@require_POST
@page(*READERS)
def saved_filter_removal(request: Request, saved_id: UUID) -> HttpResponseBase:
    actions.remove_filter(actor=request.actor, unit=request.unit, saved_id=saved_id)
    return redirect("desk:filters")


# --- on paper, and the first day ---


@require_safe
@page(*WORKERS)
def day(request: Request) -> HttpResponse:
    """The day's list on paper: numbers in full, phones, an empty box for the result. Nothing of families."""
    unit, now = request.unit, clock.now()
    groups: dict[str, list[DayLine]] = {"late": [], "today": [], "wait": []}
    for line in actions.print_day(actor=request.actor, unit=unit):
        late = line.phase == Phase.CONTACT and line.attention_at < now
        groups["late" if late else "today" if line.phase == Phase.CONTACT else "wait"].append(line)
    return render(request, "desk/day.html", {"groups": groups, "zone": unit.zone})


@require_POST
@page(*WORKERS)
def tour(request: Request) -> HttpResponseBase:
    """The tour was seen, or is wanted again."""
    seen = request.POST.get("again") != "1"
    actions.set_tour_seen(actor=request.actor, seen=seen)
    request.session[queries.TOUR_DUE] = not seen
    return redirect("desk:queue")
