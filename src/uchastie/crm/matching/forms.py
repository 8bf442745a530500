"""Which guardian, which needs."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.matching.rules import DISMISSALS


class ChoiceForm(forms.Form):
    guardian = forms.UUIDField(
        label="Опекун", error_messages={"required": "Выберите опекуна.", "invalid": "Выберите опекуна."}
    )
    needs = forms.MultipleChoiceField(
        label="Потребности", error_messages={"required": "Отметьте хотя бы одну потребность."}
    )


class DismissalForm(forms.Form):
    reason = forms.ChoiceField(
        label="Почему не подходит",
        choices=[(str(code), name.capitalize()) for code, name in DISMISSALS.items()],
        error_messages={"required": "Выберите, почему эта пара не подходит."},
    )
    note = forms.CharField(label="Своими словами", required=False)


class LinesForm(forms.Form):
    """Lines of a plan, chosen by their boxes."""

    lines = forms.TypedMultipleChoiceField(
        coerce=UUID,
        error_messages={"required": "Отметьте хотя бы одну строку.", "invalid_choice": "Строки изменились."},
    )
    what = forms.ChoiceField(choices=[("accept", "Принять"), ("reject", "Отложить")])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        typed = data.getlist("lines")[:500] if data else []
        self.fields["lines"].choices = [(value, value) for value in typed if _is_id(value)]  # type: ignore[attr-defined]


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
