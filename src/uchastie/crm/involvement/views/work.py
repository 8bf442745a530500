"""Staff: the matrix, opportunities, deeds, groups."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.involvement import access, actions, queries
from uchastie.crm.involvement.forms import DeedForm, GroupForm, OpportunityForm
from uchastie.crm.involvement.views.present import next_of, show
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    home = access.require_reader(request.actor, request.unit)
    coverage, units = queries.coverage(home), queries.list_units(request.actor, home)
    leads = access.leads(request.actor, home)
    return show(request, "index", coverage=coverage, units=units, home=home, leads=leads, tab="matrix")


@require_safe
@page(*access.READERS)
def opportunities(request: Request) -> HttpResponse:
    home = access.require_reader(request.actor, request.unit)
    found = queries.list_opportunities(request.actor, home, after=request.GET.get("after") or None)
    leads = access.leads(request.actor, home)
    after = f"?{next_of(found)}" if found.after else ""
    return show(request, "opportunities", found=found.items, home=home, leads=leads, after_url=after, tab="open")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def opportunity_new(request: Request) -> HttpResponseBase:
    access.require_lead(request.actor, request.unit)
    form = OpportunityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.create_opportunity(actor=request.actor, unit=request.unit, values=form.values(), **form.extras())
            messages.success(request, "Возможность открыта, жители её видят")
            return redirect("involvement:opportunities")
    return show(request, "opportunity", form, one=None, tab="open")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def opportunity(request: Request, opportunity_id: UUID) -> HttpResponseBase:
    one = queries.get_opportunity(request.actor, opportunity_id)
    access.require_lead(request.actor, one.unit)
    form = OpportunityForm(request.POST) if request.method == "POST" else OpportunityForm.of(one)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.change_opportunity(
                actor=request.actor,
                opportunity_id=opportunity_id,
                version=form.cleaned_data["version"],
                values=form.values(),
                **form.extras(),
            )
            messages.success(request, "Сохранено. Кто уже согласился, участвует на прежних условиях")
            return redirect("involvement:opportunities")
    return show(request, "opportunity", form, one=one, tab="open")


@page(*access.READERS)
@require_POST
def closing(request: Request, opportunity_id: UUID) -> HttpResponseBase:
    closed = request.POST.get("open") != "1"
    actions.close_opportunity(actor=request.actor, opportunity_id=opportunity_id, closed=closed)
    messages.success(request, "Больше не откликнуться" if closed else "Снова открыта")
    return redirect("involvement:opportunities")


@require_safe
@page(*access.READERS)
def activities(request: Request) -> HttpResponse:
    home = access.require_reader(request.actor, request.unit)
    found = queries.list_activities(request.actor, home, after=request.GET.get("after") or None)
    after = f"?{next_of(found)}" if found.after else ""
    leads = access.leads(request.actor, home)
    return show(request, "activities", found=found.items, home=home, leads=leads, after_url=after, tab="done")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: Request) -> HttpResponseBase:
    home = access.require_lead(request.actor, request.unit)
    people = [(str(one.pk), f"{one.person.name}, {one.title}") for one in queries.list_taking_part(request.actor, home)]
    initial = {"on": clock.today(home.zone), "key": new_id().hex}
    form = DeedForm(request.POST if request.method == "POST" else None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            deed = {"deed": form.deed(), "roles": form.named(), "groups": data["groups"], "key": data["key"]}
            actions.record_activity(actor=request.actor, unit=home, **deed)
            messages.success(request, "Записано")
            return redirect("involvement:activities")
    return show(request, "activity", form, people=people, tab="done")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: Request) -> HttpResponseBase:
    form = GroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.add_group(actor=request.actor, name=form.cleaned_data["name"])
            messages.success(request, "Группа добавлена")
            return redirect("involvement:groups")
    edits = access.may_edit_groups(request.actor)
    return show(request, "groups", form, groups=queries.list_all_groups(), edits=edits, tab="matrix")
