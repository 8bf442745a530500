"""Days and hours as people type them."""

import datetime as dt
import re
from typing import Any

from django import forms

from uchastie.kernel import clock

A_YEAR = dt.timedelta(days=366)


class ClockField(forms.CharField):
    """Local time typed as people type it: 15, 15:00, 15.00, 1500."""

    def clean(self, value: Any) -> dt.time | None:
        text = super().clean(value)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})(?:[:. ]?(\d{2}))?", text)
        try:
            return dt.time(int(found[1]), int(found[2] or 0)) if found else dt.time.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError("Время не читается. Пример: 15:00") from error


class NearDateField(forms.DateField):
    """A day of this year or the next: «0226» and «9999» are slips of the finger, and no clock can count with them."""

    default_error_messages = {"invalid": "День не читается. Пример: 25.11.2026"}

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        if day and abs(day - clock.today(dt.UTC)) > A_YEAR:
            raise forms.ValidationError("До этого дня больше года. Проверьте год.")
        return day
