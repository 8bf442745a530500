"""Forms of absences."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.appointments.rules import HALF_NAMES, KIND_NAMES, AbsenceKind, Half
from uchastie.kernel import clock

TWO_YEARS = dt.timedelta(days=731)
DATE = {"type": "date"}
WHOLE = "whole"  # a button needs a value


class DayField(forms.DateField):
    """A day near today: «0226» and «9999» are slips of the finger."""

    default_error_messages = {"invalid": "День не читается. Пример: 25.11.2026", "required": "Выберите день."}

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        if day and abs(day - clock.today(dt.UTC)) > TWO_YEARS:
            raise forms.ValidationError("До этого дня больше двух лет. Проверьте год.")
        return day


class AbsenceForm(forms.Form):
    user_id = forms.ChoiceField(label="Кто", error_messages={"required": "Выберите, кто отсутствует."})
    kind = forms.ChoiceField(
        label="Почему",
        choices=list(KIND_NAMES.items()),
        widget=forms.RadioSelect,
        initial=AbsenceKind.VACATION,
        error_messages={"required": "Выберите причину."},
    )
    first_on = DayField(label="Первый день", widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    last_on = DayField(label="Последний день", widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"), required=False)
    half = forms.ChoiceField(
        label="Весь день или половина",
        choices=[(half or WHOLE, name) for half, name in HALF_NAMES.items()],
        widget=forms.RadioSelect,
        required=False,
        initial=WHOLE,
    )

    def __init__(self, *args: Any, people: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].choices = [(str(user_id), name) for user_id, name in people]  # type: ignore[attr-defined]

    def cleaned(self) -> dict[str, Any]:
        """One day when the last is not said."""
        data = self.cleaned_data
        return {
            "user_id": UUID(data["user_id"]),
            "kind": AbsenceKind(data["kind"]),
            "first_on": data["first_on"],
            "last_on": data["last_on"] or data["first_on"],
            "half": Half(data["half"].replace(WHOLE, "")),
        }
