"""Municipal headquarters: a name and the centres that stand under it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.network import access, actions, queries
from uchastie.crm.network.forms.imports import HeadquartersForm
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Centres are placed on its own page afterwards: they depend on the region."""
    regions = [(region.pk, region.name) for region in queries.list_regions_to_open_in(request.actor)]
    if len(regions) > 1:
        regions.insert(0, ("", "Выберите регион"))
    initial = {"region": request.GET.get("region", "")}
    form = HeadquartersForm(request.POST or None, regions=regions, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            code = form.cleaned_data["region"] or regions[0][0]
            unit = actions.create_headquarters(request.actor, region_code=code, name=form.cleaned_data["name"])
            messages.success(request, "Штаб создан. Отметьте его центры и пригласите координатора.")
            return redirect("network:headquarters", unit.slug)
    context = {"form": form, "unit_found": None}
    return render(request, "network/headquarters.html", context, status=status_of(form) if form.errors else 200)


@page(*access.OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, slug: str) -> HttpResponse:
    found = queries.get_unit_by_slug(request.actor, slug)
    if found.kind != UnitKind.MUNICIPAL_HQ:
        raise NotSeen
    access.require_headquarters_edit(request.actor, found)
    centres = list(queries.list_centres_to_place(found))
    inside = [str(centre.pk) for centre in centres if centre.parent_id == found.pk]
    initial = {"version": found.version, "name": found.name, "centres": inside}
    form = HeadquartersForm(request.POST or None, centres=centres, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = {key: form.cleaned_data[key] for key in ("version", "name", "centres")}
            actions.update_headquarters(request.actor, unit_id=found.pk, **data)
            messages.success(request, "Сохранено.")
            return redirect("network:unit", found.slug)
    context = {"form": form, "unit_found": found}
    return render(request, "network/headquarters.html", context, status=status_of(form) if form.errors else 200)
