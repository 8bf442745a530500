"""Signing in by a code (A57): a contact, a code, in. Nobody learns here whether a contact is known."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.cabinet import access, actions, queries, rules
from uchastie.crm.cabinet.actions.signin import CodeOver
from uchastie.crm.cabinet.forms import CodeForm, NumberForm, SignInForm, WhoForm
from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.cabinet.queries import CHOSEN, SIGN_IN, chosen_of
from uchastie.crm.cabinet.views.visit import CODE, NEXT, current, entered
from uchastie.crm.notifications.queries import has_sms
from uchastie.kernel import limits
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of

HOUR = 3600
CODES_AN_HOUR = 20  # from one address: a library may have one for all
CODES_TO_ONE = (4, 900)  # to one contact in a quarter of an hour
CODES_A_DAY = (10, 24 * HOUR)
TRIES_AN_HOUR = 60
NUMBERS_AN_HOUR = 5
ALL_CODES_AN_HOUR = 600  # SMS cost money: a flood stops here whatever its addresses


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponseBase:
    if access.is_staff_here(request.actor):
        return render(request, "cabinet/at_work.html", {})
    if request.method != "POST" and current(request):
        return redirect("cabinet:home")
    data = request.POST if request.method == "POST" else None
    form = SignInForm(data, initial={"next": request.GET.get("next", "")[:500]}, sms=has_sms())
    if not form.is_valid():
        return _sign_in_page(request, form, 422 if form.is_bound else 200)
    kind, value = form.cleaned_data["contact"]
    before = _code_of(request)
    if not _allowed(request, value):
        form.add_error(None, "Слишком много кодов подряд. Подождите 15 минут или позвоните в центр.")
        return _sign_in_page(request, form, 429)
    made = actions.send_code(kind=kind, value=value, before=before)
    request.session[CODE] = str(made.pk)
    request.session[f"{CODE}_to"] = rules.mask(kind, value)
    request.session[NEXT] = _inside(request, form.cleaned_data["next"])
    return redirect("cabinet:code")


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponseBase:
    """The second step. Opened by itself, it leads to the first."""
    key = _code_of(request)
    if key is None or access.is_staff_here(request.actor):
        return redirect("cabinet:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _code_page(request, form, 422 if form.is_bound else 200)
    if not limits.allow("cabinet-try", client_address(request), times=TRIES_AN_HOUR, seconds=HOUR):
        form.add_error(None, "Слишком много попыток с вашего адреса. Подождите час или позвоните в центр.")
        return _code_page(request, form, 429)
    remember = form.cleaned_data["remember"]
    with refusal_on_form(form):
        made = actions.confirm_code(
            code_id=key, typed=form.cleaned_data["code"], remember=remember, agent=_browser(request)
        )
        return redirect(_begin(request, made, remember))
    return _code_page(request, form, status_of(form), over=isinstance(form.refused, CodeOver))  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def who(request: Request, sign_in: SignIn) -> HttpResponseBase:
    """«Чьи заявки показать?»: one phone of a family, first names only."""
    found = queries.list_who(sign_in)
    if request.method == "POST":
        form = WhoForm(request.POST)
        if form.is_valid() and any(one.key == form.cleaned_data["who"] for one in found):
            request.session[CHOSEN] = str(form.cleaned_data["who"])
            return redirect("cabinet:home")
        messages.error(request, "Выберите, чьи заявки показать.")
        return redirect("cabinet:who")
    context = {"sign_in": sign_in, "found": found, "chosen": chosen_of(request.session, found)}
    return render(request, "cabinet/who.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def number(request: Request, sign_in: SignIn) -> HttpResponseBase:
    """A request that an employee has written down shows itself to whoever knows its number too."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not limits.allow("cabinet-number", sign_in.value, times=NUMBERS_AN_HOUR, seconds=HOUR):
            form.add_error(None, "Слишком много номеров подряд. Подождите час или позвоните в центр.")
            return render(request, "cabinet/number.html", {"form": form, "sign_in": sign_in}, status=429)
        with refusal_on_form(form):
            opened = actions.open_by_number(sign_in=sign_in, number=form.cleaned_data["number"])
            request.session[CHOSEN] = str(_key_of(sign_in, opened))
            messages.success(request, "Заявка найдена и теперь видна здесь")
            return redirect("cabinet:home")
    status = status_of(form) if form.errors else 200
    return render(request, "cabinet/number.html", {"form": form, "sign_in": sign_in}, status=status)


@require_POST
@entered
def sign_out(request: Request, sign_in: SignIn) -> HttpResponseBase:
    actions.end_sign_in(sign_in)
    request.session.flush()
    messages.success(request, "Вы вышли")
    answer = redirect("cabinet:sign_in")
    answer["Clear-Site-Data"] = '"cache"'
    return answer


@require_POST
@entered
def sign_outs(request: Request, sign_in: SignIn) -> HttpResponseBase:
    actions.end_sign_ins(sign_in)
    messages.success(request, "На других устройствах вход завершён")
    return redirect("cabinet:own_data")


def _begin(request: Request, made: SignIn, remember: bool) -> str:
    """A new key of the session, so that nobody waits inside with the old one."""
    target = str(request.session.get(NEXT) or reverse("cabinet:home"))
    for key in (CODE, f"{CODE}_to", NEXT, CHOSEN):
        request.session.pop(key, None)
    request.session.cycle_key()
    request.session[SIGN_IN] = str(made.pk)
    request.session.set_expiry(int(rules.REMEMBERED.total_seconds()) if remember else 0)
    return target


def _allowed(request: Request, value: str) -> bool:
    """Counted before any work, by where it comes from, by where it goes, and all together."""
    times, seconds = CODES_TO_ONE
    a_day, day = CODES_A_DAY
    return (
        limits.allow("cabinet-code", client_address(request), times=CODES_AN_HOUR, seconds=HOUR)
        and limits.allow("cabinet-code-to", value, times=times, seconds=seconds)
        and limits.allow("cabinet-code-day", value, times=a_day, seconds=day)
        and limits.allow("cabinet-codes", "all", times=ALL_CODES_AN_HOUR, seconds=HOUR)
    )


def _code_of(request: Request) -> UUID | None:
    try:
        return UUID(request.session.get(CODE, ""))
    except ValueError:
        return None


def _inside(request: Request, target: str) -> str:
    """Only a page of this site."""
    ours = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, ours, require_https=settings.HTTPS) else ""


def _browser(request: Request) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))


def _key_of(sign_in: SignIn, beneficiary_id: UUID) -> UUID:
    return next((one.key for one in queries.list_who(sign_in) if beneficiary_id in one.ids), beneficiary_id)


def _sign_in_page(request: Request, form: SignInForm, status: int) -> HttpResponse:
    return render(request, "cabinet/sign_in.html", {"form": form, "sms": form.sms}, status=status)


def _code_page(request: Request, form: CodeForm, status: int, *, over: bool = False) -> HttpResponse:
    context = {"form": form, "to": request.session.get(f"{CODE}_to", ""), "over": over}
    return render(request, "cabinet/code.html", context, status=status)
