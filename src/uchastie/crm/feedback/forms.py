"""Shapes of what is typed into the pages of feedback."""

import re
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.desk.rules import HEARD_NAMES, STAR_NAMES, Heard
from uchastie.crm.feedback.actions import Author, Said
from uchastie.crm.feedback.queries import Targets
from uchastie.crm.feedback.rules import CLOSE_REASON_NAMES, PLACE_KIND_NAMES, CloseReason, PlaceKind
from uchastie.crm.people import rules as people
from uchastie.ui.fields import LongText, PlainText, by_rule

RECOMMEND = [(value, str(value)) for value in range(11)]


class QrForm(forms.Form):
    """A review without an account. Whether a comment is needed is a rule of the desk."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=200)  # a trap for programs: people do not see it
    stars = forms.TypedChoiceField(
        label="Оценка от 1 до 5",
        coerce=int,
        choices=list(STAR_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Поставьте оценку: от 1 до 5 звёзд.", "invalid_choice": "Оценка бывает от 1 до 5."},
    )
    comment = LongText(label="Что понравилось или что было не так", rows=3)
    service = forms.ChoiceField(
        label="Какой сервис вам оказали",
        required=False,
        error_messages={"invalid_choice": "Этого сервиса в центре нет. Выберите другой из списка."},
    )
    recommend = forms.TypedChoiceField(
        label="Посоветуете ли вы наш центр знакомым",
        coerce=int,
        empty_value=None,
        choices=RECOMMEND,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Выберите число от 0 до 10."},
    )
    heard_from = forms.ChoiceField(
        label="Откуда узнали о нас", choices=[("", "Не указывать"), *HEARD_NAMES.items()], required=False
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
    number = PlainText(
        label="Номер заявки",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"max_length": "Слишком длинно. Номер выглядит так: ДЦ-66-2026-000424."},
    )
    agree = forms.BooleanField(label="Согласие", required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(service.code, service.name) for service in services]
        self.fields["service"].choices = [("", "Не указывать"), *offered]  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self.add_error(None, "Похоже, форму заполнила программа. Если это вы, отправьте ещё раз: всё на месте.")
        return ""

    def clean_phone(self) -> str:
        return by_rule(people.phone_e164, self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_email(self) -> str:
        return by_rule(people.email_address, self.cleaned_data["email"]) if self.cleaned_data["email"] else ""

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if (data.get("phone") or data.get("email")) and not data.get("agree"):
            self.add_error("agree", "Отметьте согласие: без него мы не можем записать ваш контакт.")
        return data

    def said(self) -> Said:
        data = self.cleaned_data
        heard = Heard(data["heard_from"]) if data["heard_from"] else None
        return Said(data["stars"], data["comment"], data["service"], heard, data["recommend"])

    def author(self, address: str) -> Author:
        data = self.cleaned_data
        contact = data["phone"] or data["email"]
        text_id = _uuid(data["text"]) if contact else None
        return Author(data["phone"], data["email"], data["number"], text_id, (address or None) if contact else None)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")  # several of them stand on one page
        super().__init__(*args, **kwargs)


class AnswerForm(VersionForm):
    text = LongText(label="Ответ человеку", rows=5)


class CloseForm(VersionForm):
    reason = forms.ChoiceField(
        label="Почему без ответа",
        choices=list(CLOSE_REASON_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )
    note = PlainText(
        label="Что сделано",
        required=False,
        max_length=500,
        error_messages={"max_length": "Слишком длинно: поместится 500 знаков."},
    )

    def cleaned(self) -> dict[str, Any]:
        return self.cleaned_data | {"reason": CloseReason(self.cleaned_data["reason"])}


class LinkForm(VersionForm):
    request = forms.UUIDField(error_messages={"required": "Выберите заявку.", "invalid": "Выберите заявку."})


class PlaceForm(forms.Form):
    """Kind and target in one choice: «room:<id>»; every kind has its own group in the list."""

    target = forms.ChoiceField(
        label="Для чего код",
        error_messages={"required": "Выберите, для чего код.", "invalid_choice": "Выберите из списка, для чего код."},
    )

    def __init__(self, *args: Any, targets: Targets, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = (
            [(PlaceKind.ROOM, str(room.pk), room.name) for room in targets.rooms]
            + [(PlaceKind.EMPLOYEE, str(user.pk), user.name) for user in targets.employees]
            + [(PlaceKind.SERVICE, service.code, service.name) for service in targets.services]
        )
        rows = [(f"{kind}:{key}", f"{PLACE_KIND_NAMES[kind]}: {name}") for kind, key, name in of]
        everything = (f"{PlaceKind.CENTRE}:", PLACE_KIND_NAMES[PlaceKind.CENTRE])
        self.fields["target"].choices = [everything, *rows]  # type: ignore[attr-defined]

    def cleaned(self) -> dict[str, Any]:
        kind, _, target = self.cleaned_data["target"].partition(":")
        return {"kind": PlaceKind(kind), "target": target}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
