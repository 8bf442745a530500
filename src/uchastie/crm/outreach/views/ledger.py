"""The ledger: a link and Enter; the list of a month; one fact; a table of links."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access, actions, queries
from uchastie.crm.outreach.forms import FactForm, ProofForm, ReasonForm, TableForm
from uchastie.crm.outreach.forms.facts import today_in
from uchastie.crm.outreach.models import Fact
from uchastie.crm.outreach.queries import Wanted
from uchastie.crm.outreach.rules import CHANNEL_NAMES, KIND_NAMES, Channel, Kind
from uchastie.crm.outreach.rules.table import HEADINGS
from uchastie.crm.outreach.views import present
from uchastie.kernel import clock, panels
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text

SHOWN = 60  # wrong rows of a table on the page


@require_safe
@page(*access.READERS)
def ledger(request: Request) -> HttpResponse:
    return _ledger(request, FactForm(topics=queries.list_topics()))


@require_POST
@page(*access.READERS)
def facts(request: Request) -> HttpResponseBase:
    """Saved, and the page is ready for the next link."""
    form = FactForm(request.POST, topics=queries.list_topics())
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.add_fact(actor=request.actor, unit=request.unit, given=form.given())
            messages.success(request, _saved(made, request.unit))
            return redirect(f"{reverse('outreach:ledger')}?month={made.day:%Y-%m}")
    return _ledger(request, form, status=status_of(form))


def _saved(fact: Fact, unit: Unit) -> str:
    kind, channel = text.uncapital(KIND_NAMES[Kind(fact.kind)]), CHANNEL_NAMES[Channel(fact.channel)]
    today = clock.today(unit.zone)
    return f"Записано: {kind}, {channel}, {'сегодня' if fact.day == today else text.day(fact.day, today)}"


def _ledger(request: Request, form: FactForm, *, status: int = 200) -> HttpResponse:
    unit, actor = request.unit, request.actor
    today = clock.today(unit.zone)
    today_in(form, today)
    asked = {name: request.GET.get(name, "") for name in ("kind", "channel", "proof")}
    first, last = present.month_of(request.GET.get("month", ""), today)
    back = request.GET.get("taken") == "1"
    listed = queries.list_facts(
        actor, unit, Wanted(first, last, **asked, taken_back=back), after=request.GET.get("after")
    )
    chosen = {"month": f"{first:%Y-%m}"} | {name: value for name, value in asked.items() if value}
    chosen |= {"taken": "1"} if back else {}
    counts = queries.count_kinds(actor, unit, first, last)
    context = present.frame(actor, unit, "ledger") | {
        "form": form,
        "lines": present.lines(listed.items),
        "after_url": f"?{urlencode(chosen | {'after': listed.after})}" if listed.after else "",
        "asked": asked,
        "taken": back,
        "filtered": any(asked.values()) or back,
        "month": f"{first:%Y-%m}",
        "month_name": present.month_name(first),
        "months": present.months_around(first, today),
        "total": sum(counts.values()),
        "counts": [(kind, name, counts.get(kind, 0)) for kind, name in KIND_NAMES.items()],
        "CHANNELS": CHANNEL_NAMES,
        "cards": present.glance(actor, unit, today) if unit.kind == "centre" else [],
        "norms": panels.collect("outreach.norms", actor, unit),
    }
    return render(request, "outreach/ledger.html", context, status=status)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: Request, fact_id: UUID) -> HttpResponseBase:
    """One line: what proves it; put right by staff of the centre."""
    found = queries.get_fact(request.actor, fact_id)
    if request.method != "POST":
        return _fact(request, found)
    form = FactForm(request.POST, topics=queries.list_topics())
    if form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"] or 0
            actions.change_fact(actor=request.actor, fact_id=fact_id, given=form.given(), version=version)
            messages.success(request, "Сохранено")
            return redirect("outreach:fact", fact_id)
    return _fact(request, found, form, status=status_of(form))


@require_POST
@page(*access.READERS)
def taking_back(request: Request, fact_id: UUID) -> HttpResponseBase:
    found = queries.get_fact(request.actor, fact_id)
    form = ReasonForm(request.POST, auto_id="taking_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.take_fact_back(actor=request.actor, fact_id=fact_id, reason=form.cleaned_data["reason"])
            messages.success(request, "Снято с учёта")
            return redirect("outreach:fact", fact_id)
    return _fact(request, found, reason=form, status=status_of(form))


def _fact(
    request: Request, found: Fact, form: FactForm | None = None, *, reason: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    form = form or FactForm.of(found, queries.list_topics())
    today_in(form, clock.today(found.unit.zone))
    works = access.may_work(request.actor, found.unit.path)
    context: dict[str, Any] = present.frame(request.actor, found.unit, "ledger") | {
        "line": present.line(found),
        "fact": found,
        "form": form,
        "works": works,
        "reason": reason or ReasonForm(auto_id="taking_%s"),
        "files": queries.list_proofs(found.pk) if found.pictures else [],
        "proof_form": ProofForm(auto_id="proof_%s"),
        "proof_kind": "fact",
        "proof_key": found.pk,
    }
    return render(request, "outreach/fact.html", context, status=status)


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: Request) -> HttpResponseBase:
    """A table of links: what was written, what was there, what to put right."""
    sent = request.method == "POST"
    form = TableForm(request.POST if sent else None, request.FILES if sent else None)
    context = present.frame(request.actor, request.unit, "ledger") | {"form": form, "HEADINGS": HEADINGS}
    if sent and form.is_valid():
        with refusal_on_form(form):
            upload = form.cleaned_data["upload"]
            written = actions.write_table(actor=request.actor, unit=request.unit, upload=upload)
            return render(
                request, "outreach/table.html", context | {"written": written, "shown": written.wrong[:SHOWN]}
            )
    return render(request, "outreach/table.html", context, status=status_of(form) if sent else 200)


@require_safe
@page(*access.WORKERS)
def sample(request: Request) -> FileResponse:
    columns = [Column(one.title, max(len(one.title), len(one.example)) + 2) for one in HEADINGS]
    sheet = documents.write_xlsx("Ссылки", columns, [[one.example for one in HEADINGS]])
    return documents.table_response(sheet, "Образец: ссылки")
