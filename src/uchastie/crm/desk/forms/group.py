"""«Добавить группу»: many people, one service, one outcome. The people stand in rows of four fields each; a button
adds to the rows or takes one away, and everything works by sending the form."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from uchastie.crm.catalogue.models import Service, Topic
from uchastie.crm.consents.rules import Method
from uchastie.crm.desk.actions.group import Gathering
from uchastie.crm.desk.forms.staff import DeliveryForm
from uchastie.crm.desk.rules import GROUP_LIMIT, UNNAMED_LIMIT
from uchastie.crm.desk.rules.gathering import Participant, read_list, without_repeats
from uchastie.ui.fields import LongText, PlainText

CELLS = ("row_id", "row_name", "row_phone", "row_email", "row_volunteer")


class GroupForm(DeliveryForm):
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    who = PlainText(label="Кто пришёл", max_length=200, required=False)
    people = LongText(
        label="Вставить список",
        rows=3,
        help_text="По человеку в строке: имя, телефон, ID. Например: Ларина Вера Павловна, 8 912 345-67-89",
    )
    unnamed = forms.IntegerField(
        label="Сколько ещё, без имени",
        min_value=0,
        max_value=UNNAMED_LIMIT,
        required=False,
        error_messages={
            "invalid": "Напишите число.",
            "min_value": "Не меньше нуля.",
            "max_value": f"Не больше {UNNAMED_LIMIT}.",
        },
    )
    service = forms.ChoiceField(
        label="Сервис",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите сервис.", "invalid_choice": "Этого сервиса в центре нет."},
    )
    consent = forms.ChoiceField(
        label="Согласие на обработку данных",
        choices=[(Method.ORAL, "Устно, бумага позже"), (Method.PAPER, "Подписано на бумаге")],
        widget=forms.RadioSelect,
        initial=Method.ORAL,
    )

    def __init__(self, *args: Any, services: list[Service], topics: list[Topic], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_%s")
        super().__init__(*args, topics=topics, **kwargs)
        self.fields["service"].choices = [(service.code, service.name) for service in services]  # type: ignore[attr-defined]
        self.fields["format"].required = False
        self.fields["all_steps"].widget.attrs["data-key"] = "KeyH"  # «Р»

    def clean_people(self) -> str:
        """A list that was pasted and not read yet is not lost: it is read by «Сохранить» too, once it was looked at."""
        if self.cleaned_data["people"]:
            raise forms.ValidationError("Нажмите «Разобрать список» и проверьте, кто в нём.")
        return ""

    def gathering(self, rows: Sequence[Participant]) -> Gathering:
        data = self.cleaned_data
        return Gathering(tuple(rows), data["unnamed"] or 0, Method(data["consent"]), (data["who"],))


def rows_of(data: QueryDict) -> list[Participant]:
    """The rows as they stand in the form, whatever was sent."""
    cells = [data.getlist(name)[: GROUP_LIMIT * 2] for name in CELLS]
    rows = []
    for chosen, name, phone, email, volunteer in zip(*cells, strict=False):
        rows.append(
            Participant(
                name.strip()[:200], phone.strip()[:40], email.strip()[:254], volunteer.strip()[:20], _id(chosen)
            )
        )
    return [row for row in rows if row.beneficiary_id or row.name or row.phone]


def edited(data: QueryDict) -> tuple[list[Participant], int]:
    """The rows after the button that was pressed, and how many repeats were left out. A found card keeps the words it
    was found by: they prove that it was found."""
    rows = rows_of(data)
    if "remove" in data:
        rows = [row for place, row in enumerate(rows) if str(place) != data["remove"]]
    if "parse" in data:
        rows += read_list(_text(data, "people"))
    if _id(_text(data, "take")):
        rows.append(Participant(phone=_text(data, "who")[:40], beneficiary_id=_id(_text(data, "take"))))
    if "new" in data and _text(data, "who"):
        rows += read_list(_text(data, "who"))
    kept = without_repeats(rows)
    return kept, len(rows) - len(kept)


def _text(data: QueryDict, name: str) -> str:
    return str(data.get(name) or "").strip()


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
