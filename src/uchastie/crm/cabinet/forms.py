"""Forms of the cabinet: shape and plain words for what is wrong."""

from typing import Any
from uuid import uuid4

from django import forms

from uchastie.crm.cabinet.rules import ContactKind, kind_of
from uchastie.crm.desk.rules import REASON_LIMIT, TEXT_LIMIT, Wish
from uchastie.crm.people import rules as people
from uchastie.crm.people.rules import WAY_NAMES, Way
from uchastie.crm.platform.rules import ACTION_NAMES
from uchastie.ui.fields import LongText, PlainText, by_rule, share_fields


class SignInForm(forms.Form):
    contact = PlainText(
        label="Телефон или адрес почты",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sms = sms
        if not sms:
            self.fields["contact"].label = "Адрес почты"
            self.fields["contact"].widget.attrs |= {"inputmode": "email"}

    def clean_contact(self) -> tuple[ContactKind, str]:
        kind, value = by_rule(kind_of, self.cleaned_data["contact"])
        if kind is ContactKind.PHONE and not self.sms:
            raise forms.ValidationError("СМС мы пока не отправляем. Напишите адрес почты или найдите заявку по номеру.")
        return kind, value


class CodeForm(forms.Form):
    code = PlainText(
        label="Код",
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off", "maxlength": "20"}
        ),
        error_messages={"required": "Введите код из сообщения."},
    )
    remember = forms.BooleanField(label="Это мой телефон или компьютер", required=False)


class WhoForm(forms.Form):
    who = forms.UUIDField(error_messages={"required": "Выберите, чьи заявки показать."})


class NumberForm(forms.Form):
    number = PlainText(
        label="Номер заявки",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Напишите номер заявки, например ДЦ-66-2026-000424."},
    )


class KeyedForm(forms.Form):
    """A form that is sent once, however often its button is pressed."""

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"] or uuid4().hex)


class AskForm(KeyedForm):
    text = LongText(label="Ваше сообщение")


class AnswerForm(KeyedForm):
    text = forms.CharField(
        label="Ответ человеку",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=TEXT_LIMIT,
        error_messages={
            "required": "Напишите ответ или нажмите «Прочитано».",
            "max_length": f"Слишком длинно: не больше {TEXT_LIMIT} знаков. Текст ниже цел, сократите его.",
        },
    )


class UsefulForm(forms.Form):
    kind = forms.ChoiceField(
        label="Что сделано",
        choices=list(ACTION_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что вы сделали.", "invalid_choice": "Выберите из списка."},
    )
    day = forms.DateField(
        label="Когда",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день.", "invalid": "День не читается. Пример: 25.11.2026"},
    )


share_fields(AnswerForm)


class AnotherForm(KeyedForm):
    text = PlainText(
        label="Почему",
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"Слишком длинно: не больше {REASON_LIMIT} знаков. Сократите текст."},
    )


class ReturnForm(forms.Form):
    reason = PlainText(
        label="Что осталось нерешённым",
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Напишите, что осталось нерешённым: с этого и начнём.",
            "max_length": f"Слишком длинно: не больше {REASON_LIMIT} знаков. Сократите текст.",
        },
    )


class ChangeForm(forms.Form):
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    need = LongText(label="Что нужно")
    way = forms.ChoiceField(
        label="Как с вами связаться",
        choices=list(WAY_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как с вами связаться."},
    )
    time = PlainText(label="Когда удобно", max_length=100, required=False)
    phone = PlainText(
        label="Новый телефон",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = PlainText(
        label="Новый адрес почты",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none"}),
    )

    def clean_phone(self) -> str:
        return by_rule(people.phone_e164, self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_email(self) -> str:
        return by_rule(people.email_address, self.cleaned_data["email"]) if self.cleaned_data["email"] else ""

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        wish = Wish(need=data["need"], way=str(Way(data["way"])), time=data["time"])
        return {"seen": data["seen"], "wish": wish, "phone": data["phone"], "email": data["email"]}


class DoorForm(forms.Form):
    """`contact` is the mark of a contact, not the contact: pages behind a link show it masked."""

    contact = forms.CharField(max_length=32)
    open = forms.BooleanField(required=False)
