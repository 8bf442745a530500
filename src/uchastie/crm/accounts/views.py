"""Personas of the demonstration, and keys for outside systems. The pages of sign-in are the library's (see urls)."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.accounts import access, actions, demo, queries
from uchastie.crm.accounts.forms import KeyForm, PersonaForm
from uchastie.crm.accounts.rules import PERSONA_FLAG, SCOPE_NAMES, Persona, Scope
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _require_demo_here(request: Request) -> None:
    """Signing in without a password exists only in a demonstration, and only for the machine it runs on."""
    if not queries.is_demo() or not access.is_this_machine(request.META, request.get_host()):
        raise NotSeen


@page.public
@require_safe
def welcome(request: Request) -> HttpResponse:
    _require_demo_here(request)
    personas = demo.list_personas()
    groups = [
        ("Мне нужна помощь", [persona for persona in personas if not persona.helps]),
        ("Я помогаю", [persona for persona in personas if persona.helps]),
    ]
    response = render(request, "accounts/welcome.html", {"groups": groups})
    add_never_cache_headers(response)
    return response


@page.public
@require_POST
def persona(request: Request) -> HttpResponse:
    _require_demo_here(request)
    form = PersonaForm(request.POST)
    chosen = _persona(form.cleaned_data["persona"]) if form.is_valid() else None
    if chosen is None:
        raise NotSeen
    if not chosen.email:
        return redirect(chosen.find_url() if chosen.find_url else chosen.url)
    user = queries.get_user_by_email(chosen.email)
    if user is None or not user.is_active:
        raise NotSeen
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session[PERSONA_FLAG] = True
    return redirect(chosen.url)


def _persona(key: str) -> Persona | None:
    return next((persona for persona in demo.list_personas() if persona.key == key), None)


# --- keys ---


@page(*access.KEY_MAKERS)
@require_safe
def keys(request: Request) -> HttpResponse:
    return _keys_page(request, KeyForm(initial={"scopes": [Scope.REQUESTS_READ]}))


@page(*access.KEY_MAKERS)
@require_POST
def new_key(request: Request) -> HttpResponse:
    form = KeyForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            key, secret = actions.make_api_key(request.actor, user=request.user, **form.cleaned_data)
            return render(request, "accounts/key_made.html", {"key": key, "secret": secret}, status=201)
    return _keys_page(request, form, status=status_of(form))


@page(*access.KEY_MAKERS)
@require_POST
def key_revocation(request: Request, key_id: UUID) -> HttpResponse:
    actions.revoke_api_key(request.actor, key_id=key_id)
    messages.success(request, "Ключ отозван: с ним больше никто не войдёт.")
    return redirect("accounts_keys")


def _keys_page(request: Request, form: KeyForm, status: int = 200) -> HttpResponse:
    rows = queries.list_own_keys(request.actor)
    return render(request, "accounts/keys.html", {"form": form, "keys": rows, "SCOPES": SCOPE_NAMES}, status=status)
