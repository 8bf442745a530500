"""The installation: what is done, what is next, and a page for each thing that must be told."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.setup import access, actions, queries
from uchastie.crm.setup.forms import BackupsForm, ChannelForm, CheckForm, OperatorForm, channel_initial
from uchastie.crm.setup.rules import MEANWHILE, ChannelKind, StepState, next_step
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import phone


@page(*access.LOOKERS)
@require_safe
def index(request: Request) -> HttpResponse:
    steps = queries.list_steps(request.actor)
    context = {
        "steps": steps,
        "next": next_step(steps),
        "done": sum(step.state is StepState.DONE for step in steps),
        "left": sum(step.state is not StepState.DONE and not step.optional for step in steps),
        "channels": {view.kind: view for view in queries.list_channel_views()},
        "operator": queries.get_operator_row(),
        "may_change": access.may_change(request.actor),
        "MEANWHILE": MEANWHILE,
    }
    return render(request, "setup/index.html", context)


@page(*access.OPERATOR_CHANGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def operator(request: Request) -> HttpResponse:
    row = queries.get_operator_row()
    known = {name: getattr(row, name) for name in asdict(queries.OperatorCard())}
    shown = {"version": row.version, "phone": phone(row.phone) if row.phone else ""}
    form = OperatorForm(request.POST or None, initial=known | shown)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.save_operator(request.actor, version=form.cleaned_data["version"], card=form.card())
            messages.success(request, "Данные оператора сохранены. Их уже видно на странице о данных.")
            return redirect("setup:index")
    return render(request, "setup/operator.html", {"form": form}, status=status_of(form) if form.errors else 200)


@page(*access.CHANGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def backups(request: Request) -> HttpResponse:
    row = queries.get_operator_row()
    known = {"version": row.version, "note": row.backups_note, "checked_on": row.backups_checked_on}
    form = BackupsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.save_backups(request.actor, **form.cleaned_data)
            messages.success(request, "Записано.")
            return redirect("setup:index")
    return render(request, "setup/backups.html", {"form": form}, status=status_of(form) if form.errors else 200)


@page(*access.CHANGERS)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def channel(request: Request, kind: ChannelKind) -> HttpResponse:
    view = queries.get_channel_view(kind)
    form = ChannelForm(request.POST or None, kind=kind, initial=channel_initial(view))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.save_channel(
                request.actor, kind=kind, version=data["version"], enabled=data["enabled"], values=form.values()
            )
            messages.success(request, "Настройки сохранены. Теперь проверьте, что сообщение доходит.")
            return redirect(f"setup:{kind}")
    return _channel_page(request, kind, form, status=status_of(form) if form.errors else 200)


def _channel_page(
    request: Request, kind: ChannelKind, form: ChannelForm, *, check: CheckForm | None = None, status: int = 200
) -> HttpResponse:
    view = queries.get_channel_view(kind)
    target = request.user.email if kind is ChannelKind.EMAIL else ""
    context = {
        "form": form,
        "check": check or CheckForm(kind=kind, initial={"target": target}),
        "view": view,
        "meanwhile": MEANWHILE[kind],
    }
    return render(request, "setup/channel.html", context, status=status)


@page(*access.CHANGERS)
@require_POST
def check(request: Request, kind: ChannelKind) -> HttpResponse:
    """Ten seconds at most, whatever the other server does."""
    form = CheckForm(request.POST, kind=kind)
    if form.is_valid():
        with refusal_on_form(form):
            row = actions.check_channel(request.actor, kind=kind, target=form.cleaned_data["target"])
            tell = messages.success if row.check_ok else messages.warning
            tell(request, row.check_said)
            return redirect(f"setup:{kind}")
    settings = ChannelForm(kind=kind, initial=channel_initial(queries.get_channel_view(kind)))
    return _channel_page(request, kind, settings, check=form, status=status_of(form))


@page(*access.CHANGERS)
@require_POST
def reset(request: Request, kind: ChannelKind) -> HttpResponse:
    actions.use_environment(request.actor, kind=kind, version=None)
    messages.success(request, "Настройки этой страницы стёрты, действуют настройки сервера.")
    return redirect(f"setup:{kind}")


@page(*access.CHANGERS)
@require_POST
def keys(request: Request) -> HttpResponse:
    """New keys end the subscriptions made with the old ones, so the page asks before."""
    view = queries.get_channel_view(ChannelKind.PUSH)
    if view.has_secret and not view.locked and request.POST.get("sure") != "yes":
        raise Refusal("keys_sure", "Отметьте, что понимаете: люди разрешат уведомления заново.")
    contact = view.values.get("contact", "") or request.user.email
    actions.make_push_keys(request.actor, contact=contact, renew=True)
    messages.success(request, "Ключи созданы.")
    return redirect("setup:push")
