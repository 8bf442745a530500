"""Why a snapshot is counted anew; which families go to whom."""

from typing import Any

from django import forms


class CorrectionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label="Почему цифра другая",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему цифра другая: что внесли позже или по ошибке."},
    )


class ColleagueForm(forms.Form):
    colleague = forms.ChoiceField(
        label="Кому передать",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кому передать.", "invalid_choice": "Выберите координатора штаба."},
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["colleague"]
        field.choices = colleagues
