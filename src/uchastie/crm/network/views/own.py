"""One's own page: name, roles, the unit to work in; and the invitation that makes one a user."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts import queries as users
from uchastie.crm.accounts.access import may_make_keys
from uchastie.crm.accounts.rules import ROLE_NAMES, Role
from uchastie.crm.network import actions, queries
from uchastie.crm.network.forms.staff import AcceptForm, NameForm, UnitChoiceForm
from uchastie.crm.network.models import Invitation
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page()
@require_safe
def me(request: Request) -> HttpResponse:
    return _page(request, NameForm(initial={"name": request.user.name}))


@page()
@require_POST
def name(request: Request) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            accounts.rename_user(request.actor, user=request.user, name=form.cleaned_data["name"])
            messages.success(request, "Имя сохранено.")
            return redirect("network:me")
    return _page(request, form, status=status_of(form))


def _page(request: Request, form: NameForm, status: int = 200) -> HttpResponse:
    assignments = list(queries.list_own_assignments(request.user))
    actor = request.actor
    context = {"form": form, "assignments": assignments, "ROLES": ROLE_NAMES, "may_make_keys": may_make_keys(actor)}
    return render(request, "network/me.html", context, status=status)


@page()
@require_POST
def unit(request: Request) -> HttpResponse:
    """From now on this is the unit whose queue and numbers the person sees."""
    form = UnitChoiceForm(request.POST)
    if not form.is_valid():
        raise NotSeen
    found = queries.get_unit(request.actor, form.cleaned_data["unit"])
    request.session["unit"] = str(found.pk)
    messages.success(request, f"Теперь вы работаете здесь: {found.name}.")
    return redirect("network:me")


@page.public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Looking at the page changes nothing: programs that check letters open links too."""
    try:
        invited = queries.get_open_invitation(token)
    except NotSeen:
        return render(request, "network/invitation_over.html", status=404)
    if invited.email and users.get_user_by_email(invited.email):
        return _join(request, invited, token)
    form = AcceptForm(request.POST or None, initial={"name": invited.name, "email": invited.email})
    if invited.email:
        form.fields["email"].required = False
        form.fields["email"].disabled = True
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            user = actions.accept_invitation(token=token, **form.cleaned_data)
            login(request, user, backend=BACKEND)
            record_authentication(request, user, method="password", email=user.email)
            return redirect("setup:index" if invited.role == Role.ADMIN else "network:me")
    context = {"form": form, "invited": invited, "token": token, "ROLES": ROLE_NAMES}
    return render(request, "network/invitation.html", context, status=status_of(form) if form.errors else 200)


def _join(request: Request, invited: Invitation, token: str) -> HttpResponse:
    """The address has a user already: he signs in and takes one more role."""
    mine = request.user.is_authenticated and request.user.email.lower() == invited.email
    if request.method == "POST" and mine:
        actions.join_by_invitation(request.actor, token=token)
        messages.success(request, "Новая роль ваша.")
        return redirect("network:me")
    context = {"invited": invited, "token": token, "mine": mine, "ROLES": ROLE_NAMES}
    return render(request, "network/invitation_join.html", context)
