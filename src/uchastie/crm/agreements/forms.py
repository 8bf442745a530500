"""Shapes of what is typed about agreements."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.agreements.rules import KIND_NAMES, SIDE_NAMES, Kind, Side
from uchastie.ui.fields import PlainText

_DAY = {"required": "Выберите день.", "invalid": "Напишите день так: 31.12.2027."}


class DayField(forms.DateField):
    def __init__(self, *, label: str, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d.%m.%Y"]
        super().__init__(label=label, widget=widget, input_formats=formats, error_messages=_DAY, **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not dt.date(2020, 1, 1) <= day <= dt.date(2100, 1, 1):
            raise forms.ValidationError("Проверьте год.")
        return day


class TermForm(forms.Form):
    valid_from = DayField(label="Первый день")
    valid_until = DayField(label="Последний день")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def term(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("valid_from", "valid_until")}


class PrepareForm(TermForm):
    """`guardian` and `case` come with the address of the page: they are chosen on their own cards."""

    kind = forms.ChoiceField(
        label="О чём соглашение",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, о чём соглашение.", "invalid_choice": "Выберите из списка."},
    )
    guardian = forms.UUIDField(required=False, widget=forms.HiddenInput)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: tuple[Kind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, KIND_NAMES[kind]) for kind in kinds]  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    code = PlainText(
        label="Код",
        max_length=20,
        error_messages={"required": "Введите код из сообщения."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ScanForm(forms.Form):
    scan = forms.FileField(
        label="Скан или снимок всех страниц",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        error_messages={"required": "Приложите скан или снимок.", "empty": "Файл пустой. Выберите другой."},
    )
    sides = forms.MultipleChoiceField(
        label="Кто подписал бумагу",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, кто подписал.", "invalid_choice": "Эта сторона уже подписала."},
    )
    signed_on = DayField(label="Дата подписи на бумаге")

    def __init__(self, *args: Any, missing: tuple[Side, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sides"].choices = [(side, SIDE_NAMES[side]) for side in missing]  # type: ignore[attr-defined]
        self.initial.setdefault("sides", [str(side) for side in missing])

    def chosen(self) -> list[Side]:
        return [Side(side) for side in self.cleaned_data["sides"]]


class ReasonForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = PlainText(label="Почему", required=False, max_length=300)


class VersionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def seen(self) -> int | None:
        return self.cleaned_data["version"] if self.is_valid() else None


class TemplateForm(forms.Form):
    after = forms.IntegerField(widget=forms.HiddenInput)
    body = PlainText(
        label="Текст",
        widget=forms.Textarea(attrs={"rows": 22}),
        error_messages={"required": "Текст пустой."},
    )
    note = PlainText(label="Что изменено", required=False, max_length=300)


class TransferForm(forms.Form):
    guardian = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.UUIDField(widget=forms.HiddenInput)
    paper = forms.BooleanField(
        label="Подписанная семьёй бумага у меня",
        error_messages={"required": "Отметьте, что подписанная бумага у вас."},
    )

    def ids(self) -> tuple[UUID, UUID]:
        return self.cleaned_data["guardian"], self.cleaned_data["text"]
