"""Which guardian, which needs."""

from django import forms


class ChoiceForm(forms.Form):
    guardian = forms.UUIDField(
        label="Опекун", error_messages={"required": "Выберите опекуна.", "invalid": "Выберите опекуна."}
    )
    needs = forms.MultipleChoiceField(
        label="Потребности", error_messages={"required": "Отметьте хотя бы одну потребность."}
    )
