"""Pages of handouts. A handout itself is public: it holds nothing about anybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.documents import actions as documents
from uchastie.crm.documents import queries as files
from uchastie.crm.knowledge import access, actions, guards, queries
from uchastie.crm.knowledge.forms.handouts import HandoutForm
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.knowledge.rules import WAY_NAMES
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

PURPOSE = "knowledge.handout"


@page(*STAFF)
@require_safe
def handouts(request: Request) -> HttpResponse:
    code = request.GET.get("service", "")
    context = {
        "handouts": list(queries.list_handouts(request.unit, service_code=code)),
        "services": catalogue.list_services(),
        "chosen": code,
        "may_write": request.actor.has_role(*access.WRITERS),
    }
    return render(request, "knowledge/handouts.html", context)


@page.public
@require_safe
def handout(request: Request, handout_id: UUID) -> HttpResponse:
    """What a person reads at home, prints or opens by the QR code."""
    found = queries.get_handout(handout_id)
    address = request.build_absolute_uri(reverse("knowledge:handout", args=[found.pk]))
    reads = request.actor.has_role(*STAFF)
    ways = guards.count_ways([found.pk]).get(found.pk, {}) if reads else {}
    context = {
        "handout": found,
        "address": address,
        "given": sum(ways.values()) if reads else None,
        "ways": [(name, ways[way]) for way, name in WAY_NAMES.items() if ways.get(way)],
        "may_write": access.may_write(request.actor, found.unit),
    }
    return render(request, "knowledge/handout.html", context)


@page.public
@require_safe
def handout_file(request: Request, handout_id: UUID) -> FileResponse:
    found = queries.get_handout(handout_id)
    if found.file_id is None:
        raise NotSeen
    return files.file_response(files.get_file(request.actor, found.file_id))


@page(*access.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def handout_new(request: Request) -> HttpResponseBase:
    unit = None if request.actor.has_role(*access.FEDERAL) else request.unit
    return _edit(request, None, unit)


@page(*access.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def handout_edit(request: Request, handout_id: UUID) -> HttpResponseBase:
    found = queries.get_handout(handout_id)
    access.require_writer(request.actor, found.unit)
    return _edit(request, found, found.unit)


@page(*access.WRITERS)
@require_POST
def handout_archive(request: Request, handout_id: UUID) -> HttpResponse:
    archived = request.POST.get("archived") == "1"
    actions.archive_handout(request.actor, handout_id=handout_id, archived=archived)
    messages.success(request, "Памятка убрана из списка" if archived else "Памятка снова в списке")
    return redirect("knowledge:handout", handout_id)


def _edit(request: Request, found: Handout | None, unit: Unit | None) -> HttpResponseBase:
    offered = catalogue.list_services()
    if request.method != "POST":
        form = HandoutForm(offered=offered, initial=_known(found))
        return _editor(request, found, unit, form)
    form = HandoutForm(request.POST, request.FILES, offered=offered)
    if form.is_valid():
        with refusal_on_form(form):
            made = _save(request, found, unit, form)
            messages.success(request, "Памятка сохранена")
            return redirect("knowledge:handout", made.pk)
    return _editor(request, found, unit, form, status=status_of(form))


def _save(request: Request, found: Handout | None, unit: Unit | None, form: HandoutForm) -> Handout:
    upload, file = form.cleaned_data["upload"], None
    if upload:
        about_id = found.pk if found else new_id()
        file = documents.store_file(request.actor, upload=upload, purpose=PURPOSE, about_id=about_id)
    handout_id = found.pk if found else None
    return actions.write_handout(request.actor, handout_id=handout_id, unit=unit, file=file, **form.cleaned())


def _known(found: Handout | None) -> dict[str, Any]:
    if found is None:
        return {}
    names = ("version", "title", "text", "link")
    services = [service.code for service in found.services.all()]
    return {name: getattr(found, name) for name in names} | {"services": services}


def _editor(
    request: Request, found: Handout | None, unit: Unit | None, form: HandoutForm, *, status: int = 200
) -> HttpResponse:
    context = {"handout": found, "centre": unit, "form": form}
    return render(request, "knowledge/edit.html", context, status=status)
