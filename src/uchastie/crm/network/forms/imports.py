"""Shapes of the forms of tables, of leaving and of municipal headquarters."""

from collections.abc import Sequence
from typing import Any

from django import forms

from uchastie.crm.network.actions import NOBODY_LEADS
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.network.rules import ImportKind


class TableForm(forms.Form):
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in ImportKind], widget=forms.HiddenInput)
    upload = forms.FileField(
        label="Таблица",
        allow_empty_file=True,
        error_messages={"required": "Выберите файл."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class DismissalForm(forms.Form):
    successor = forms.ChoiceField(label="Кому передать открытую работу", required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Что важно знать тому, кто примет", required=False, max_length=500, widget=forms.Textarea
    )

    def __init__(self, *args: Any, colleagues: Sequence[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {str(row.user_id): row.user.name for row in colleagues}
        self.fields["successor"].choices = [*people.items(), (NOBODY_LEADS, "без ответственного")]  # type: ignore[attr-defined]


class HeadquartersForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    region = forms.ChoiceField(label="Регион", required=False)
    name = forms.CharField(label="Название", max_length=200)
    centres = forms.TypedMultipleChoiceField(label="Центры штаба", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, regions: Sequence[tuple[str, str]] = (), centres: Sequence[Unit] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]
        listed = [(str(unit.pk), f"{unit.name}, {unit.town}") for unit in centres]
        self.fields["centres"].choices = listed  # type: ignore[attr-defined]
        self.fields["centres"].coerce = {str(unit.pk): unit.pk for unit in centres}.get  # type: ignore[attr-defined]
