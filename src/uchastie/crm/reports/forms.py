"""Why a report is formed once more."""

from django import forms

from uchastie.crm.reports.rules import MOST_REASON


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Почему формируем заново",
        required=False,
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Слишком длинно: уложитесь в {MOST_REASON} знаков."},
    )
