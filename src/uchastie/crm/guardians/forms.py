"""Forms of guardians. Shape only; what is right is a rule."""

import re
from typing import Any
from uuid import uuid4

from django import forms

from uchastie.crm.families.models import HelpCategory
from uchastie.crm.families.rules import PERIODICITY_NAMES, NeedFormat
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import KIND_NAMES, CapabilityValues, GuardianInput, GuardianKind
from uchastie.crm.network.models import Unit
from uchastie.crm.people import rules as people
from uchastie.ui.fields import LongText, PlainText, by_rule

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FORMATS = {NeedFormat.IN_PERSON: "на месте", NeedFormat.REMOTE: "на расстоянии"}


class WorkForm(forms.Form):
    """What a guardian can do; each line of details belongs to one ticked category."""

    categories = forms.MultipleChoiceField(
        label="Чем можете помогать",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, чем можете помогать."},
    )
    periodicity = forms.ChoiceField(
        label="Как часто", required=False, choices=list(PERIODICITY_NAMES.items()), widget=forms.RadioSelect
    )
    formats = forms.MultipleChoiceField(
        label="Как помогаете", required=False, choices=list(FORMATS.items()), widget=forms.CheckboxSelectMultiple
    )
    capacity = forms.IntegerField(
        label="Сколько семей можете взять",
        min_value=1,
        max_value=500,
        error_messages={"required": "Напишите число: сколько семей одновременно.", "invalid": "Напишите число."},
    )
    whole_region = forms.BooleanField(label="Помогаем по всему региону", required=False)
    radius_km = forms.IntegerField(
        label="Сколько километров готовы ехать", required=False, error_messages={"invalid": "Напишите число."}
    )

    def __init__(self, *args: Any, categories: list[HelpCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {category.pk: category.name for category in categories}
        self.fields["categories"].choices = list(self.names.items())  # type: ignore[attr-defined]

    def capabilities(self) -> tuple[CapabilityValues, ...]:
        data = self.cleaned_data
        formats = tuple(data["formats"]) or (NeedFormat.IN_PERSON,)
        return tuple(
            CapabilityValues(code, formats=formats, periodicity=data["periodicity"]) for code in data["categories"]
        )


class ApplyForm(WorkForm):
    """The public application (B4). `website` is a trap for programs."""

    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Кто вы",
        choices=[(kind, name.capitalize()) for kind, name in KIND_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кто вы."},
    )
    name = PlainText(label="Как вас называть", max_length=200, error_messages={"required": "Напишите название."})
    inn = PlainText(label="ИНН", required=False, max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    head = PlainText(label="Руководитель", required=False, max_length=200)
    region = forms.ChoiceField(
        label="Регион",
        error_messages={"required": "Выберите регион.", "invalid_choice": "Выберите регион из списка."},
    )
    town = PlainText(
        label="Город, посёлок или село",
        max_length=100,
        error_messages={"required": "Напишите город, посёлок или село."},
    )
    person = PlainText(
        label="Кто отвечает за помощь",
        max_length=people.NAME_LIMIT,
        error_messages={"required": "Напишите имя и фамилию: кому звонить."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PlainText(
        label="Телефон",
        max_length=30,
        error_messages={"required": "Напишите телефон: по нему позвоним."},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )
    email = PlainText(
        label="Адрес эл. почты",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    about = LongText(label="О себе", rows=4)
    campaign = PlainText(label="Откуда узнали о программе", required=False, max_length=60)
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, headquarters: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.region_id: unit for unit in headquarters}
        named = [(unit.region_id, unit.region.name) for unit in headquarters if unit.region]
        self.fields["region"].choices = [("", "Выберите"), *named]  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4().hex)
        self.initial.setdefault("capacity", 1)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_person(self) -> str:
        return by_rule(people.require_name, self.cleaned_data["person"])

    def clean_phone(self) -> str:
        return by_rule(people.phone_e164, self.cleaned_data["phone"])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        return by_rule(people.email_address, email) if email else ""

    def clean_inn(self) -> str:
        inn = self.cleaned_data["inn"]
        return by_rule(people.require_inn, inn) if inn else ""

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self.add_error(None, "Похоже, форму заполнила программа. Если это вы, нажмите «Дальше» ещё раз.")
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == GuardianKind.ORGANISATION and not data.get("inn") and "inn" not in self.errors:
            self.add_error("inn", "У организации есть ИНН: напишите его.")
        return data

    def unit(self) -> Unit:
        return self.units[self.cleaned_data["region"]]

    def given(self) -> GuardianInput:
        data = self.cleaned_data
        plain = ("name", "person", "town", "phone", "email", "inn", "head", "about", "campaign")
        return GuardianInput(
            kind=GuardianKind(data["kind"]),
            capacity=data["capacity"],
            whole_region=data["whole_region"],
            radius_km=data["radius_km"],
            capabilities=self.capabilities(),
            **{name: data[name] for name in plain},
        )

    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, to go on to the next page in hidden fields."""
        several = {"categories", "formats"}
        single = [name for name in self.fields if name not in several | {"key", "website"}]
        found = [("key", self.cleaned_data["key"]), *((name, self.data.get(name, "")) for name in single)]
        return found + [(name, value) for name in sorted(several) for value in self.cleaned_data[name]]


class DecisionForm(forms.Form):
    """B5."""

    decision = forms.ChoiceField(
        label="Решение",
        choices=[("approve", "Одобрить и передать региону"), ("reject", "Отклонить")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    reason = PlainText(label="Причина или заметка региону", required=False, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput)


class BriefingForm(forms.Form):
    on = forms.DateField(
        label="День", widget=_DAY, error_messages={"required": "Выберите день.", "invalid": "Напишите день."}
    )
    participants = PlainText(
        label="Кого инструктировали", max_length=300, error_messages={"required": "Напишите, кого инструктировали."}
    )


class TrainingForm(forms.Form):
    course = PlainText(label="Курс", max_length=200, error_messages={"required": "Напишите название курса."})
    person = PlainText(label="Кто прошёл", max_length=200, error_messages={"required": "Напишите, кто прошёл."})
    completed_on = forms.DateField(
        label="Когда закончили", widget=_DAY, error_messages={"required": "Выберите день.", "invalid": "Напишите день."}
    )
    certificate = PlainText(label="Номер сертификата", required=False, max_length=100)


class InterviewForm(forms.Form):
    on = forms.DateField(
        label="День", widget=_DAY, error_messages={"required": "Выберите день.", "invalid": "Напишите день."}
    )
    participants = PlainText(label="Кто был", max_length=300, error_messages={"required": "Напишите, кто был."})
    result = LongText(label="Чем закончилось", rows=3, required=True)


class CapabilitiesForm(WorkForm):
    """By the coordinator, of a guardian that is there already: a line for each kind of help it has; what is asked once
    for all (how often, how) is of the newly ticked ones only, so that nothing told before is lost."""

    territory = LongText(label="Где помогаете", rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, guardian: Guardian, categories: list[HelpCategory], **kwargs: Any) -> None:
        rows = list(guardian.capabilities.select_related("category").order_by("category__place", "category_id"))
        self.present = {row.category_id: row for row in rows}
        initial: dict[str, Any] = {
            "categories": list(self.present),
            "formats": [NeedFormat.IN_PERSON],
            "capacity": guardian.capacity,
            "whole_region": guardian.whole_region,
            "radius_km": guardian.radius_km,
            "territory": "\n".join(row.name for row in guardian.territory.all()),
            "version": guardian.version,
        }
        archived = [row.category for row in rows if row.category not in categories]
        super().__init__(*args, initial=initial, categories=[*categories, *archived], **kwargs)
        self.fields["periodicity"].label = "Новое: как часто"
        self.fields["formats"].label = "Новое: как помогаете"
        often = [("", "не указано"), *PERIODICITY_NAMES.items()]
        for code, row in self.present.items():
            self.fields[f"what_{code}"] = PlainText(
                label="Что именно", required=False, max_length=300, initial=row.description
            )
            self.fields[f"often_{code}"] = forms.ChoiceField(
                label="Как часто", required=False, choices=often, initial=row.periodicity
            )
            self.fields[f"volume_{code}"] = PlainText(
                label="Сколько", required=False, max_length=100, initial=row.volume
            )

    def lines(self) -> list[tuple[str, Any, Any, Any]]:
        """(name, what exactly, how often, how much) of each kind of help it has."""
        return [
            (self.names[code], self[f"what_{code}"], self[f"often_{code}"], self[f"volume_{code}"])
            for code in self.present
        ]

    def capabilities(self) -> tuple[CapabilityValues, ...]:
        return tuple(self._kept(one) if one.category in self.present else one for one in super().capabilities())

    def _kept(self, one: CapabilityValues) -> CapabilityValues:
        data, code = self.cleaned_data, one.category
        return CapabilityValues(
            code,
            description=data[f"what_{code}"],
            formats=tuple(self.present[code].formats),
            periodicity=data[f"often_{code}"],
            volume=data[f"volume_{code}"],
        )


class PauseForm(forms.Form):
    reason = PlainText(label="Почему", max_length=300, error_messages={"required": "Напишите причину."})
    until = forms.DateField(
        label="До какого дня", required=False, widget=_DAY, error_messages={"invalid": "Напишите день."}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class LeaveForm(forms.Form):
    reason = PlainText(label="Почему", max_length=300, error_messages={"required": "Напишите причину."})
    version = forms.IntegerField(widget=forms.HiddenInput)
