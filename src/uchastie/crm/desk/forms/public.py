"""Forms of the public pages. Shape and plain words for what is wrong; the rules themselves are in `people.rules`."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.desk.rules import STAR_NAMES, TEXT_LIMIT, Applicant
from uchastie.crm.people import rules as people
from uchastie.crm.people.rules import WAY_NAMES, Kind, Way
from uchastie.kernel.errors import Refusal
from uchastie.ui.text import number

WHO = [(Kind.PERSON, "Я сам или сама"), (Kind.ORGANISATION, "Организация")]


class PlainText(forms.CharField):
    """Text as typed, without what cannot be seen: control characters never reach the database."""

    def to_python(self, value: Any) -> str:
        lines = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        seen = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
        return seen.strip()


class LongText(PlainText):
    """Free text of many lines; too long a text is counted for its author and stays in the form."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > TEXT_LIMIT:
            raise forms.ValidationError(
                f"Слишком длинно: {number(len(value))} знаков, а помещается {number(TEXT_LIMIT)}. Сократите текст."
            )


class ApplyForm(forms.Form):
    """«Подать заявку»: nothing of it is kept before the consent."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=200)  # a trap for programs: people do not see it
    service = forms.ChoiceField(
        label="Чем помочь",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите, чем помочь. Не знаете — выберите консультирование.",
            "invalid_choice": "Этого сервиса в центре сейчас нет. Выберите другой.",
        },
    )
    kind = forms.ChoiceField(label="Кто обращается", choices=WHO, widget=forms.RadioSelect, initial=Kind.PERSON)
    name = PlainText(
        label="Как к вам обращаться",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": people.NAME_LIMIT}),
    )
    preferred_way = forms.ChoiceField(
        label="Как вам удобнее",
        choices=list(WAY_NAMES.items()),
        widget=forms.RadioSelect,
        initial=Way.PHONE,
        error_messages={"required": "Выберите, как с вами связаться."},
    )
    phone = PlainText(
        label="Телефон",
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = PlainText(
        label="Адрес эл. почты",
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "email", "autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )
    preferred_time = PlainText(
        label="Когда удобно",
        required=False,
        max_length=100,
        error_messages={"max_length": "Слишком длинно: поместится 100 знаков."},
    )
    need = LongText(label="Что нужно")

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(service.code, service.name) for service in services]
        self.fields["service"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.initial.setdefault("service", offered[0][0])
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            message = "Похоже, форму заполнила программа. Если это вы, нажмите «Дальше» ещё раз: всё на месте."
            self.add_error(None, message)
        return ""

    def clean_name(self) -> str:
        return _by_rule(people.require_name, self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return _by_rule(people.phone_e164, self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_email(self) -> str:
        return _by_rule(people.email_address, self.cleaned_data["email"]) if self.cleaned_data["email"] else ""

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if {"preferred_way", "phone", "email"} <= data.keys():
            way, phone, email = Way(data["preferred_way"]), data["phone"], data["email"]
            try:
                people.require_reachable(way, phone=phone, email=email)
            except Refusal as refusal:
                self.add_error(refusal.field, refusal.message)
            if way is Way.VISIT and not (phone or email):
                self.add_error("phone", "Напишите телефон или адрес почты: подтвердим, когда вас ждём.")
        return data

    def applicant(self) -> Applicant:
        data = self.cleaned_data
        return Applicant(
            kind=Kind(data["kind"]),
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            preferred_way=Way(data["preferred_way"]),
            preferred_time=data["preferred_time"],
        )

    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, to go on to the next page and back in hidden fields."""
        posted = [(name, self.data.get(name, "")) for name in self.fields if name not in {"key", "website"}]
        return [("key", self.cleaned_data["key"]), *posted]


class AgreeForm(forms.Form):
    """One own box, never ticked in advance; `text` is the edition that was read."""

    agree = forms.BooleanField(
        label="Согласие",
        error_messages={"required": "Отметьте согласие: без него мы не можем записать ваши данные."},
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def unticked(cls, other: "AgreeForm") -> "AgreeForm":
        """The same errors over an empty box."""
        form = cls({})
        form.errors.clear()
        for name, messages in other.errors.items():
            form.add_error(name if name in form.fields else None, list(messages))
        return form

    def text_id(self) -> UUID:
        try:
            return UUID(self.cleaned_data["text"])
        except ValueError:
            return UUID(int=0)


class ReviewForm(forms.Form):
    """A60, A61. Whether a comment is needed is a rule of the desk."""

    stars = forms.TypedChoiceField(
        label="Оценка от 1 до 5",
        coerce=int,
        choices=list(STAR_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Поставьте оценку: от 1 до 5 звёзд.", "invalid_choice": "Оценка бывает от 1 до 5."},
    )
    comment = LongText(label="Пожалуйста, напишите комментарий к оценке сервиса")


class FindRequestForm(forms.Form):
    number = PlainText(
        label="Номер заявки",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Напишите номер заявки, например ДЦ-66-2026-000424."},
    )
    contact = PlainText(
        label="Телефон или адрес эл. почты",
        max_length=people.EMAIL_LIMIT,
        error_messages={"required": "Напишите телефон или адрес почты, который вы указали в заявке."},
    )

    def clean_contact(self) -> str:
        contact = self.cleaned_data["contact"]
        return _by_rule(people.email_address if "@" in contact else people.phone_e164, contact)


def _by_rule(rule: Callable[[str], str], value: str) -> str:
    try:
        return rule(value)
    except Refusal as refusal:
        raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
