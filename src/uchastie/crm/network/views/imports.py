"""Tables of centres and staff: take the sample, try the file, write the good rows, get the bad ones back."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.network import access, actions, queries
from uchastie.crm.network.forms.imports import TableForm
from uchastie.crm.network.rules import HEADINGS, ImportKind, Verdict
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

SHOWN = 100  # bad rows on the page; the file has all of them
NAMES = {ImportKind.CENTRES: "Центры", ImportKind.STAFF: "Сотрудники"}


@page(*access.OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def tables(request: Request) -> HttpResponse:
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            kind = ImportKind(form.cleaned_data["kind"])
            batch = actions.try_table(request.actor, kind=kind, upload=form.cleaned_data["upload"])
            return redirect("network:import", batch.pk)
    sent = request.POST.get("kind", "") if form.is_bound else ""
    forms = {kind: form if kind == sent else TableForm(initial={"kind": kind}) for kind in ImportKind}
    context = {"forms": forms, "NAMES": NAMES, "HEADINGS": HEADINGS}
    return render(request, "network/tables.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.OPENERS)
@require_safe
def trial(request: Request, import_id: UUID) -> HttpResponse:
    """How the trial ended, how far the writing is, or what came of it: one page for all three."""
    batch = queries.get_import(request.actor, import_id)
    bad = [row for row in batch.rows if row["verdict"] == Verdict.BAD]
    counts = {verdict: sum(row["verdict"] == verdict for row in batch.rows) for verdict in Verdict}
    context = {
        "batch": batch,
        "name": NAMES[ImportKind(batch.kind)],
        "bad": bad[:SHOWN],
        "counts": counts,
        "wiped": bool(batch.total and not batch.rows),
        "forms": {batch.kind: TableForm(initial={"kind": batch.kind})},
    }
    part = "network/trial_part.html" if request.htmx else "network/trial.html"
    return render(request, part, context)


@page(*access.OPENERS)
@require_POST
def writing(request: Request, import_id: UUID) -> HttpResponse:
    """A short table is written while the person waits, a long one in the background."""
    batch = actions.begin_import(request.actor, import_id=import_id)
    if batch.total <= actions.AT_ONCE:
        actions.write_rows(batch.pk)
    else:
        messages.success(request, "Записываем. Страницу можно закрыть: работа не остановится.")
    return redirect("network:import", batch.pk)


@page(*access.OPENERS)
@require_safe
def sample(request: Request, kind: str) -> FileResponse:
    chosen = _kind(kind)
    headings = HEADINGS[chosen]
    columns = [Column(one.title, max(len(one.title), len(one.example)) + 2) for one in headings]
    sheet = documents.write_xlsx(NAMES[chosen], columns, [[one.example for one in headings]])
    return documents.table_response(sheet, f"Образец: {NAMES[chosen].lower()}")


@page(*access.OPENERS)
@require_safe
def mistakes(request: Request, import_id: UUID) -> FileResponse:
    """The bad rows with the reason in the last column: put right, the same file is loaded again."""
    batch = queries.get_import(request.actor, import_id)
    headings = HEADINGS[ImportKind(batch.kind)]
    rows = [
        [*(row["cells"].get(one.key, "") for one in headings), "; ".join(_words(row["problems"]))]
        for row in batch.rows
        if row["verdict"] == Verdict.BAD
    ]
    columns = [Column(one.title, len(one.example) + 2) for one in headings]
    sheet = documents.write_xlsx("Исправьте", [*columns, Column("Что не так", 60)], rows)
    return documents.table_response(sheet, "Строки с ошибками")


def _words(problems: list[list[str]]) -> list[str]:
    return [f"{column}: {message}" if column else message for column, _, message in problems]


def _kind(kind: str) -> ImportKind:
    try:
        return ImportKind(kind)
    except ValueError:
        raise NotSeen from None
