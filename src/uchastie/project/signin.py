"""How signing in works here: nobody signs himself up, letters go through our own outbox, secrets of the second factor
are encrypted, a session that has just begun is not asked for the password again."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from uchastie.crm.accounts.actions import end_sessions
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.queries import actor_of
from uchastie.crm.notifications import actions as notifications
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.ids import new_id

FRESH_SECONDS = 300  # after signing in, for this long, security settings open without asking once more

# Text of each letter; the place of `{code}` is filled. Nothing about the person stands in the subject.
LETTERS: dict[str, tuple[str, str, str]] = {
    "account/email/login_code": (
        "sign-in-code",
        "Код для входа в «Участие»",
        "Код для входа: {code}\n\nВведите его на странице входа. Код действует 15 минут.\n"
        "Никому его не говорите, даже сотруднику поддержки. Если вы не входили, просто не отвечайте на это письмо.",
    ),
    "account/email/password_reset_code": (
        "password-code",
        "Код для нового пароля в «Участии»",
        "Код, чтобы задать новый пароль: {code}\n\nКод действует 15 минут. Никому его не говорите.\n"
        "Если вы не просили новый пароль, ничего не делайте: старый продолжает работать.",
    ),
    "account/email/unknown_account": (
        "sign-in-unknown",
        "Вход в «Участие»",
        "Кто-то указал этот адрес на странице входа в «Участие», но учётной записи с ним нет.\n\n"
        "Если это были вы, попробуйте другой свой адрес или попросите руководителя прислать приглашение.\n"
        "Если не вы, ничего не делайте.",
    ),
    "account/email/password_changed": (
        "password-changed",
        "Пароль в «Участии» изменён",
        "Пароль вашей учётной записи изменён, на других устройствах вход завершён.\n\n"
        "Если это сделали не вы, сразу задайте новый пароль на странице входа и скажите администратору.",
    ),
    "mfa/email/totp_activated": (
        "second-factor-on",
        "Второй шаг входа включён",
        "К вашей учётной записи подключено приложение с кодами.\n\n"
        "Если это сделали не вы, сразу скажите руководителю центра или администратору.",
    ),
    "mfa/email/recovery_codes_generated": (
        "recovery-codes",
        "Новые запасные коды",
        "Созданы новые запасные коды для входа, прежние больше не работают.\n\n"
        "Если это сделали не вы, сразу скажите руководителю центра или администратору.",
    ),
}
LETTERS["account/email/password_reset"] = LETTERS["account/email/password_changed"]

# What the library says at the top of the next page; it is silent about the rest.
TOASTS = {
    "account/messages/password_changed.txt": "Пароль изменён. На других устройствах вход завершён.",
    "mfa/messages/totp_activated.txt": "Второй шаг входа включён.",
    "usersessions/messages/sessions_logged_out.txt": "На остальных устройствах вход завершён.",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Эта учётная запись отключена.",
        "email_password_mismatch": "Адрес или пароль не подходят. Проверьте раскладку и попробуйте ещё раз.",
        "enter_current_password": "Это не тот пароль. Введите нынешний.",
        "incorrect_code": "Код не подходит. Проверьте цифры.",
        "incorrect_password": "Пароль не подходит.",
        "rate_limited": "Слишком много попыток подряд. Подождите 15 минут.",
        "too_many_login_attempts": "Слишком много попыток подряд. Подождите 15 минут или войдите с кодом из письма.",
        "same_as_current": "Новый пароль совпадает со старым.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        event, subject, body = LETTERS[template_prefix]
        text = body.format(code=context.get("code", ""))
        notifications.send_letter(event=event, about_id=new_id(), email=email, subject=subject, body=text)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or TOASTS.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the work: the queue of a centre, the board of a headquarters, else the person's own page."""
        if actor_of(request.user).has_role(Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD):
            return "/desk/"
        if actor_of(request.user).has_role(Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR):
            return "/opeka/today/"
        return "/me/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/me/"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        request = allauth.request
        moments = [record["at"] for record in get_authentication_records(request, request.user)]
        if moments and clock.now().timestamp() - max(moments) < FRESH_SECONDS:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts are counted by account alone: a site with two names does not give twice as many."""
        return str(credentials.get("email", "")).strip().lower()


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Код не подходит. Дождитесь следующего и введите его.",
        "cannot_generate_recovery_codes": "Сначала включите второй шаг входа.",
    }

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def second_factor_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever was signed in elsewhere signs in again, now with the second factor."""
    end_sessions(user, keep=request.session.session_key or "")
    _note(user, "second_factor_changed")


def password_changed(user: User, **_: Any) -> None:
    """Other sessions end by themselves: they carry a trace of the old password."""
    _note(user, "password_changed")


def _note(user: User, verb: str) -> None:
    journal.record(Actor(ActorKind.USER, user.pk), verb=verb, object_kind="accounts.user", object_id=user.pk)


def _fernet() -> MultiFernet:
    """Old keys still open what they closed; the newest closes."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [hashlib.sha256(b"second-factor:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
