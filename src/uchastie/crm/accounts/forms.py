"""Forms of sign-in, with our words on the library's fields, and the forms of one's own page."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.cache import cache

from uchastie.crm.accounts.rules import SCOPE_NAMES

CODE_REMEMBERED = 120  # seconds: longer than a code of the second factor can be valid


def _name(form: forms.BaseForm, **labels: str) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
    for name, label in labels.items():
        form.fields[name].label = label


class LoginForm(account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, login="Адрес эл. почты", password="Пароль")  # noqa: S106 - a label
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestLoginCodeForm(account.RequestLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, email="Адрес эл. почты")


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, email="Адрес эл. почты")


class _Code:
    """A code from a letter or an application: digits on the keyboard of a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, code="Код")  # type: ignore[arg-type]
        attrs = {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false", "maxlength": "20"}
        self.fields["code"].widget.attrs.update(attrs)  # type: ignore[attr-defined]


class ConfirmLoginCodeForm(_Code, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmPasswordResetCodeForm(_Code, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class _OnceOnly(_Code):
    """A code opens one door once, for the whole time it could be valid (the library forgets it earlier)."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        digits = "".join(letter for letter in code if letter.isdigit())
        if not cache.add(f"second-factor-used:{self.user.pk}:{digits}", 1, CODE_REMEMBERED):  # type: ignore[attr-defined]
            raise forms.ValidationError("Этот код уже использован. Дождитесь следующего.")
        return code


class AuthenticateForm(_OnceOnly, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateCodeForm(_OnceOnly, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, password="Пароль")  # noqa: S106 - a label


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, oldpassword="Нынешний пароль", password1="Новый пароль", password2="Новый пароль ещё раз")


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, password1="Новый пароль", password2="Новый пароль ещё раз")


class PersonaForm(forms.Form):
    persona = forms.SlugField()


class KeyForm(forms.Form):
    label = forms.CharField(label="Для чего ключ", max_length=100, required=False)
    scopes = forms.MultipleChoiceField(
        label="Что можно делать",
        choices=[(scope.value, name.capitalize()) for scope, name in SCOPE_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
