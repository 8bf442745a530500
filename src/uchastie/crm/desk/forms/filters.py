"""The form of a selection of the queue. Its fields are those of the address; what is empty is left out of it."""

from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.desk.queries import AWAY, NOBODY, Colleague, Selection
from uchastie.crm.desk.rules import CHANNEL_NAMES, FORMAT_NAMES, STATUS_NAMES
from uchastie.crm.people.rules import AUDIENCE_NAMES
from uchastie.ui.fields import PlainText
from uchastie.ui.text import capital

ANY = ("", "Все")


class SelectionForm(forms.Form):
    """Shown with what is chosen now; it is read by `queries.read_selection`, which forgives an old address."""

    status = forms.MultipleChoiceField(
        label="Состояние",
        choices=[(code, capital(name)) for code, name in STATUS_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    channel = forms.MultipleChoiceField(
        label="Откуда", choices=list(CHANNEL_NAMES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    service = forms.ChoiceField(label="Сервис", required=False)
    assignee = forms.ChoiceField(label="Ответственный", required=False)
    audience = forms.ChoiceField(label="Кто обратился", choices=[ANY, *AUDIENCE_NAMES.items()], required=False)
    format = forms.ChoiceField(label="Как оказываем", choices=[ANY, *FORMAT_NAMES.items()], required=False)
    since = forms.DateField(
        label="Подана не раньше", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label="Подана не позже", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    no_id = forms.BooleanField(label="Только без ID", required=False, widget=forms.CheckboxInput(attrs={"value": "1"}))
    asked = forms.BooleanField(
        label="Человек ждёт ответа", required=False, widget=forms.CheckboxInput(attrs={"value": "1"})
    )

    def __init__(self, selection: Selection, *, services: list[Service], colleagues: list[Colleague]) -> None:
        super().__init__(initial=_initial(selection), auto_id="only_%s")
        self.fields["service"].choices = [ANY, *((item.code, item.name) for item in services)]  # type: ignore[attr-defined]
        people: list[Any] = [(str(item.id), item.name) for item in colleagues]
        special = [(NOBODY, "Без ответственного"), (AWAY, "Тот, кого сегодня нет")]
        self.fields["assignee"].choices = [ANY, *special, *people]  # type: ignore[attr-defined]


def _initial(selection: Selection) -> dict[str, Any]:
    def first(values: tuple[Any, ...]) -> str:
        return str(values[0]) if values else ""

    return {
        "status": [str(value) for value in selection.status],
        "channel": [str(value) for value in selection.channel],
        "service": first(selection.service),
        "audience": first(selection.audience),
        "format": first(selection.format),
        "assignee": selection.assignee,
        "since": selection.since,
        "until": selection.until,
        "no_id": selection.no_id,
        "asked": selection.asked,
    }


class SaveSelectionForm(forms.Form):
    name = PlainText(
        label="Название",
        max_length=60,
        error_messages={"required": "Назовите отбор.", "max_length": "Слишком длинно: поместится 60 знаков."},
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=600, required=False)
    shared = forms.BooleanField(label="Показывать всем в центре", required=False)
