"""Forms of the staff pages."""

import datetime as dt
from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service, Topic
from uchastie.crm.consents.rules import Method
from uchastie.crm.desk.actions import Done, Manual
from uchastie.crm.desk.forms.fields import ClockField, NearDateField
from uchastie.crm.desk.rules import (
    CANCEL_REASON_NAMES,
    CHANNEL_NAMES,
    FORMAT_NAMES,
    RESULT_NAMES,
    TEXT_LIMIT,
    Applicant,
    CancelReason,
    Channel,
    Format,
    Result,
)
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import WAY_NAMES, Kind, Way

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


class AgreeForm(VersionForm):
    day = NearDateField(
        label="День",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Выберите день.", "invalid": "День не читается. Пример: 25.11.2026"},
    )
    time = ClockField(
        label="Время",
        max_length=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "15:00"}),
        error_messages={"required": "Укажите время, например 15:00."},
    )
    format = forms.ChoiceField(
        label="Как окажем",
        choices=list(FORMAT_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как окажем сервис."},
    )
    note = forms.CharField(label="Что взять, где встретимся", max_length=300, required=False)

    def cleaned(self, unit: Unit) -> dict[str, Any]:
        data = self.cleaned_data
        local = dt.datetime.combine(data["day"], data["time"], tzinfo=unit.zone)
        return {
            "version": data["version"],
            "agreed_at": local.astimezone(dt.UTC),
            "agreed_format": Format(data["format"]),
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


class AddForm(DeliveryForm):
    """«Добавить»: who came, why, and whether to serve at once (A43, A44, A65, A66)."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    channel = forms.ChoiceField(
        label="Как обратились",
        choices=[(channel, CHANNEL_NAMES[channel]) for channel in Channel if channel not in {Channel.WEB, Channel.API}],
        widget=forms.RadioSelect,
        initial=Channel.VISIT,
    )
    who = forms.CharField(label="Кто пришёл?", max_length=200, required=False)
    beneficiary = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="Человек или организация",
        choices=[(Kind.PERSON, "Человек"), (Kind.ORGANISATION, "Организация")],
        widget=forms.RadioSelect,
        initial=Kind.PERSON,
    )
    name = forms.CharField(label="Имя или название", max_length=200, required=False)
    phone = forms.CharField(
        label="Телефон", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label="Адрес эл. почты", required=False, error_messages={"invalid": "Адрес не читается. Пример: vera@primer.ru"}
    )
    volunteer_id = forms.CharField(
        label="ID волонтёра на Добро.рф",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    preferred_way = forms.ChoiceField(
        label="Как удобнее связаться", choices=list(WAY_NAMES.items()), widget=forms.RadioSelect, initial=Way.PHONE
    )
    service = forms.ChoiceField(
        label="Зачем пришли?",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите сервис.", "invalid_choice": "Этого сервиса в центре нет."},
    )
    need = forms.CharField(
        label="Что нужно",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=TEXT_LIMIT,
        required=False,
        error_messages=LONG,
    )
    when = forms.ChoiceField(
        label="Когда оказать",
        choices=[("now", "Оказать сразу"), ("later", "Договориться о дате")],
        widget=forms.RadioSelect,
        initial="now",
    )
    letter_number = forms.CharField(label="Входящий номер", max_length=50, required=False)
    letter_date = NearDateField(
        label="Дата письма", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    consent = forms.ChoiceField(
        label="Согласие на обработку данных",
        choices=[(Method.ORAL, "Устно, бумага позже"), (Method.PAPER, "Подписано на бумаге")],
        widget=forms.RadioSelect,
        initial=Method.ORAL,
    )

    def __init__(self, *args: Any, services: list[Service], topics: list[Topic], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_%s")  # alone on its page
        super().__init__(*args, topics=topics, **kwargs)
        self.fields["service"].choices = [(service.code, service.name) for service in services]  # type: ignore[attr-defined]
        self.fields["format"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("beneficiary") and not (data.get("name") or "").strip():
            self.add_error("name", "Выберите человека из найденных или напишите имя.")
        if data.get("beneficiary") and (data.get("name") or "").strip():
            message = "Выбран найденный человек, а здесь вписано имя. Сотрите имя или отметьте «Новый человек»."
            self.add_error("name", message)
        if data.get("channel") == Channel.OFFICIAL_LETTER and not data.get("letter_number"):
            self.add_error("letter_number", "У официального письма есть входящий номер: впишите его.")
        if data.get("channel") != Channel.VISIT and data.get("when") == "now":
            data["when"] = "later"
        return data

    def applicant(self) -> Applicant:
        data = self.cleaned_data
        return Applicant(
            kind=Kind(data["kind"]),
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            preferred_way=Way(data["preferred_way"]),
            volunteer_id=data["volunteer_id"],
        )

    def manual(self) -> Manual:
        data = self.cleaned_data
        return Manual(
            channel=Channel(data["channel"]),
            beneficiary_id=data["beneficiary"],
            letter_number=data["letter_number"],
            letter_date=data["letter_date"],
            consent_method=Method(data["consent"]),
        )

    @property
    def at_once(self) -> bool:
        return bool(self.cleaned_data["when"] == "now")
