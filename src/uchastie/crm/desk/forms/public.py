"""Forms of the public pages. Shape and plain words for what is wrong; the rules themselves are in `people.rules`."""

import re
from typing import Any
from uuid import uuid4

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.desk.forms.applicant import ApplicantForm
from uchastie.crm.desk.rules import HEARD_NAMES, STAR_NAMES, Applicant, Heard, is_referral
from uchastie.crm.people import rules as people
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.errors import Refusal
from uchastie.ui.fields import LongText, PlainText, by_rule

UNSURE = {
    "required": "Выберите, чем помочь. Не знаете — выберите консультирование.",
    "invalid_choice": "Этого сервиса в центре сейчас нет. Выберите другой.",
}
FILLED_BY_BROWSER: dict[str, dict[str, Any]] = {
    "name": {"autocomplete": "name", "maxlength": people.NAME_LIMIT},
    "phone": {"autocomplete": "tel"},
    "email": {"autocomplete": "email"},
}
WHO = [(Kind.PERSON, "Я сам или сама"), (Kind.ORGANISATION, "Организация")]


class ApplyForm(ApplicantForm):
    """«Подать заявку»: nothing of it is kept before the consent."""

    website = forms.CharField(required=False, max_length=200)  # a trap for programs: people do not see it
    c = forms.CharField(required=False, widget=forms.HiddenInput)  # the code of the link that led here
    heard_from = forms.ChoiceField(
        label="Откуда узнали о нас", choices=[("", "Не указывать"), *HEARD_NAMES.items()], required=False
    )

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, services=services, **kwargs)
        self.fields["service"].error_messages |= UNSURE
        self.fields["kind"].choices = WHO  # type: ignore[attr-defined]
        for name, attrs in FILLED_BY_BROWSER.items():
            self.fields[name].widget.attrs |= attrs
        if len(services) == 1:
            self.initial.setdefault("service", services[0].code)
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_c(self) -> str:
        """A code that is none of ours counts nothing, and stops nobody."""
        code: str = self.cleaned_data["c"]
        return code if is_referral(code) else ""

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            message = "Похоже, форму заполнила программа. Если это вы, нажмите «Дальше» ещё раз: всё на месте."
            self.add_error(None, message)
        return ""

    def clean_name(self) -> str:
        return by_rule(people.require_name, self.cleaned_data["name"])

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

    def heard_from_code(self) -> Heard | None:
        chosen = self.cleaned_data["heard_from"]
        return Heard(chosen) if chosen else None

    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, to go on to the next page and back in hidden fields."""
        posted = [(name, self.data.get(name, "")) for name in self.fields if name not in {"key", "website"}]
        return [("key", self.cleaned_data["key"]), *posted]


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
        return by_rule(people.email_address if "@" in contact else people.phone_e164, contact)
