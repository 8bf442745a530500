"""Forms of the staff pages."""

from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Topic
from uchastie.crm.desk.actions import Done
from uchastie.crm.desk.rules import (
    CANCEL_REASON_NAMES,
    FORMAT_NAMES,
    RESULT_NAMES,
    TEXT_LIMIT,
    CancelReason,
    Format,
    Result,
)
from uchastie.crm.people.rules import WAY_NAMES, Way
from uchastie.ui.fields import share_fields

LONG = {"max_length": f"Слишком длинно: не больше {TEXT_LIMIT} знаков. Текст ниже цел, сократите его."}


class VersionForm(forms.Form):
    """A form about one request at the version its reader has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several of them stand on one card: an id is made of the form's name too, so that labels find their own field.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


class ContactForm(VersionForm):
    result = forms.ChoiceField(
        label="Чем закончилось?",
        choices=list(RESULT_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, чем закончилась попытка."},
    )
    way = forms.ChoiceField(
        label="Как связывались", choices=list(WAY_NAMES.items()), widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(label="Заметка о разговоре", max_length=500, required=False)

    def cleaned(self, preferred: str) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "version": data["version"],
            "way": Way(data["way"] or preferred),
            "result": Result(data["result"]),
            "note": data["note"],
        }


class DeliveryForm(VersionForm):
    format = forms.ChoiceField(
        label="Как оказали",
        choices=list(FORMAT_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, как оказали сервис."},
    )
    topic = forms.ChoiceField(label="Тема консультации", widget=forms.RadioSelect, required=False)
    minutes = forms.IntegerField(
        label="Сколько минут заняло",
        min_value=1,
        max_value=1440,
        required=False,
        error_messages={
            "invalid": "Напишите число минут.",
            "min_value": "Не меньше 1 минуты.",
            "max_value": "Не больше суток: 1440 минут.",
        },
    )
    outcome = forms.CharField(
        label="Чем помогли",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=TEXT_LIMIT,
        required=False,
        error_messages=LONG,
    )
    all_steps = forms.BooleanField(label="Оказано по регламенту, все шаги пройдены", required=False)
    exemption = forms.CharField(label="Если какого-то шага не было, почему", max_length=500, required=False)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [(topic.code, topic.short) for topic in topics]  # type: ignore[attr-defined]
        if not topics:
            del self.fields["topic"]

    def cleaned(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "done": done_of(self.cleaned_data)}


def done_of(data: dict[str, Any]) -> Done:
    return Done(
        format=Format(data.get("format") or Format.IN_PERSON),
        minutes=data["minutes"],
        topic_code=data.get("topic", ""),
        outcome=data["outcome"],
        all_steps=data["all_steps"],
        exemption=data["exemption"],
    )


class CancelForm(VersionForm):
    reason = forms.ChoiceField(
        label="Почему закрываем",
        choices=list(CANCEL_REASON_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )
    note = forms.CharField(label="Что передать человеку", max_length=500, required=False)

    def cleaned(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"version": data["version"], "reason": CancelReason(data["reason"]), "note": data["note"]}


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Заметка",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=TEXT_LIMIT,
        error_messages=LONG | {"required": "Напишите заметку."},
    )


class VolunteerForm(forms.Form):
    volunteer_id = forms.CharField(
        label="ID на Добро.рф",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Введите ID: от 4 до 10 цифр."},
    )


share_fields(ContactForm, CancelForm, NoteForm, VolunteerForm)
share_fields(DeliveryForm, own={"topic"})
