"""Addresses of sign-in. Only what is used is here: no sign-up, no change of address, no keys of other kinds."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path
from django.views.generic import RedirectView

from uchastie.crm.accounts import views
from uchastie.kernel.web import View, page

signed_in = page()


def instead(url_name: str) -> View:
    """The library asks for the addresses of pages that we do not have."""
    return page.public(RedirectView.as_view(pattern_name=url_name))


urlpatterns = [
    path("welcome/", views.welcome, name="accounts_welcome"),
    path("welcome/persona/", views.persona, name="accounts_persona"),
    path("me/keys/", views.keys, name="accounts_keys"),
    path("me/keys/new/", views.new_key, name="accounts_new_key"),
    path("me/keys/<uuid:key_id>/revocation/", views.key_revocation, name="accounts_key_revocation"),
    path("accounts/login/", page.public(account.login), name="account_login"),
    path("accounts/login/code/", page.public(account.request_login_code), name="account_request_login_code"),
    path("accounts/login/code/confirm/", page.public(account.confirm_login_code), name="account_confirm_login_code"),
    path("accounts/logout/", page.public(account.logout), name="account_logout"),
    path("accounts/inactive/", page.public(account.account_inactive), name="account_inactive"),
    path("accounts/reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/password/change/", signed_in(account.password_change), name="account_change_password"),
    path("accounts/password/reset/", page.public(account.password_reset), name="account_reset_password"),
    path(
        "accounts/password/reset/confirm/",
        page.public(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "accounts/password/reset/complete/",
        page.public(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "accounts/password/reset/done/",
        page.public(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("accounts/2fa/", signed_in(mfa.index), name="mfa_index"),
    path("accounts/2fa/authenticate/", page.public(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/2fa/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("accounts/2fa/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("accounts/2fa/codes/generate/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("accounts/sessions/", signed_in(sessions.list_usersessions), name="usersessions_list"),
    path("accounts/signup/", instead("account_login"), name="account_signup"),
    path("accounts/password/set/", instead("account_reset_password"), name="account_set_password"),
    path("accounts/2fa/deactivate/", instead("mfa_index"), name="mfa_deactivate_totp"),
]
