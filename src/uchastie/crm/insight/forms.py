"""How a norm is changed, why a closed number is corrected."""

from typing import Any

from django import forms

NUMBER = {"invalid": "Напишите число, например 15.", "required": "Напишите число, например 15."}


class NormForm(forms.Form):
    plan = forms.IntegerField(
        label="Порог",
        min_value=1,
        error_messages=NUMBER | {"min_value": "Порог — число от 1."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7"}),
    )
    floor = forms.IntegerField(
        label="Но не меньше, человек",
        min_value=0,
        max_value=1_000_000,
        required=False,
        error_messages=NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7"}),
    )
    valid_from = forms.DateField(
        label="С какого дня",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Выберите день.", "invalid": "Такого дня нет."},
    )
    mandatory = forms.BooleanField(label="Требуется от каждого центра", required=False)
    active = forms.BooleanField(label="Норма действует", required=False)
    reason = forms.CharField(
        label="Почему меняем",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите, почему меняется норма: это увидят центры."},
    )

    def __init__(self, *args: Any, portion: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not portion:
            del self.fields["floor"]


class CorrectionForm(forms.Form):
    period = forms.CharField(widget=forms.HiddenInput, max_length=10)
    reason = forms.CharField(
        label="Почему число другое",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите, что внесли позже или по ошибке."},
    )
