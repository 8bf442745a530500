"""Why a snapshot is counted anew."""

from django import forms


class CorrectionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label="Почему цифра другая",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему цифра другая: что внесли позже или по ошибке."},
    )
