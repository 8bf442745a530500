"""The application of a host organisation and the work on a licence."""

import re
from typing import Any
from uuid import uuid4

from django import forms

from uchastie.crm.licensing.rules import HostInput
from uchastie.crm.network.models import Unit
from uchastie.ui.fields import LongText, PlainText

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _text(label: str, length: int, missing: str, **attributes: str) -> PlainText:
    return PlainText(
        label=label,
        max_length=length,
        error_messages={"required": missing, "max_length": "Слишком длинно."},
        widget=forms.TextInput(attrs=attributes),
    )


class HostForm(forms.Form):
    """`website` is a trap for programs."""

    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    host_name = _text("Название организации", 300, "Напишите название организации.", autocomplete="organization")
    host_inn = _text("ИНН организации", 14, "Напишите ИНН: 10 или 12 цифр.", inputmode="numeric")
    signer = _text("Кто подпишет договор", 200, "Напишите, кто подпишет договор: фамилия, имя, должность.")
    centre_name = _text("Как назвать центр", 200, "Напишите название центра.")
    region = forms.ChoiceField(
        label="Регион", error_messages={"required": "Выберите регион.", "invalid_choice": "Выберите регион из списка."}
    )
    town = _text("Город, посёлок или село", 100, "Напишите город, посёлок или село.")
    address = _text("Улица и дом", 300, "Напишите улицу и дом, где будет центр.", autocomplete="street-address")
    contact_name = _text("Кто будет руководить центром", 150, "Напишите имя и фамилию.", autocomplete="name")
    contact_phone = _text("Телефон", 30, "Напишите телефон: по нему уточнят заявку.", type="tel", autocomplete="tel")
    contact_email = forms.EmailField(
        label="Адрес эл. почты",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Напишите адрес почты: на него придёт договор и приглашение.",
            "invalid": "Адрес почты записан не полностью. Пример: vera@primer.ru",
        },
    )
    about = LongText(label="Что у вас уже есть", rows=4)
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, headquarters: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.region_id: unit for unit in headquarters}
        named = [(unit.region_id, unit.region.name) for unit in headquarters if unit.region]
        self.fields["region"].choices = [("", "Выберите"), *named]  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self.add_error(None, "Похоже, форму заполнила программа. Если это вы, нажмите «Дальше» ещё раз.")
        return ""

    def unit(self) -> Unit:
        return self.units[self.cleaned_data["region"]]

    def given(self) -> HostInput:
        return HostInput(**{name: self.cleaned_data[name] for name in HostInput.__dataclass_fields__})

    def typed(self) -> list[tuple[str, str]]:
        """What goes on to the page of the consent in hidden fields."""
        names = (*HostInput.__dataclass_fields__, "region", "key")
        return [(name, self.cleaned_data[name]) for name in names]


class VersionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DecisionForm(VersionForm):
    decision = forms.ChoiceField(
        label="Решение",
        choices=[("approve", "Принять"), ("decline", "Отказать")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение.", "invalid_choice": "Выберите решение."},
    )
    reason = LongText(label="Пояснение", rows=3)

    def cleaned(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"approve": data["decision"] == "approve", "reason": data["reason"], "version": data["version"]}


class SetDecisionForm(VersionForm):
    decision = forms.ChoiceField(
        label="Решение",
        choices=[("approve", "Утвердить"), ("return", "Вернуть")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение.", "invalid_choice": "Выберите решение."},
    )
    reason = LongText(label="Пояснение", rows=3)

    def cleaned(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"approved": data["decision"] == "approve", "reason": data["reason"], "version": data["version"]}


class ScanForm(VersionForm):
    scan = forms.FileField(label="Скан договора", error_messages={"required": "Выберите файл со сканом."})
    signed_on = forms.DateField(
        label="Когда подписан", widget=_DAY, error_messages={"required": "Выберите день.", "invalid": "Выберите день."}
    )


class ReasonForm(VersionForm):
    reason = LongText(label="Причина", rows=3)


class SuspensionForm(ReasonForm):
    until = forms.DateField(
        label="До какого дня", required=False, widget=_DAY, error_messages={"invalid": "Выберите день."}
    )


class PaperForm(forms.Form):
    """A paper signed before this system knew of it."""

    unit = forms.UUIDField(widget=forms.HiddenInput)
    number = PlainText(label="Номер договора", max_length=20, error_messages={"required": "Напишите номер договора."})
    valid_from = forms.DateField(
        label="Действует с", widget=_DAY, error_messages={"required": "Выберите день.", "invalid": "Выберите день."}
    )


class TextForm(forms.Form):
    after = forms.IntegerField(widget=forms.HiddenInput)
    brief = LongText(label="Коротко", rows=5)
    body = PlainText(
        label="Полный текст",
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={"required": "Напишите текст."},
    )
    note = PlainText(label="Что изменено", required=False, max_length=300)


class AcceptanceForm(forms.Form):
    number = forms.IntegerField(min_value=1)
