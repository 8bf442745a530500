"""An event as it is typed."""

import datetime as dt
import re
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms

from uchastie.crm.events.models import Event
from uchastie.crm.events.rules import KIND_NAMES, LINE_LIMIT, MOST_PLACES, PLACE_LIMIT, TITLE_LIMIT, EventValues, Kind
from uchastie.kernel import clock
from uchastie.ui.fields import CountedText, LongText

FARTHEST = dt.timedelta(days=800)  # «0226» and «9999» are slips of the finger


class ClockText(forms.CharField):
    """Local time as people type it: 15, 15:00, 15.00, 1500."""

    def __init__(self, *, label: str) -> None:
        errors = {"required": "Напишите время. Пример: 15:00"}
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5"})
        super().__init__(label=label, max_length=5, error_messages=errors, widget=widget)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        found = re.fullmatch(r"(\d{1,2})(?:[:. ]?(\d{2}))?", text)
        try:
            return dt.time(int(found[1]), int(found[2] or 0)) if found else dt.time.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError("Время не читается. Пример: 15:00") from error


class EventForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = CountedText(label="Название", limit=TITLE_LIMIT, needed="Назовите событие: так его увидят жители.")
    kind = forms.ChoiceField(
        label="Что это", choices=list(KIND_NAMES.items()), initial=Kind.MEETING, widget=forms.RadioSelect
    )
    day = forms.DateField(
        label="День",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день.", "invalid": "День не читается. Пример: 25.11.2026"},
    )
    starts = ClockText(label="Начало")
    ends = ClockText(label="Окончание")
    online = forms.TypedChoiceField(
        label="Где",
        choices=[("here", "Люди приходят"), ("net", "В сети")],
        coerce="net".__eq__,
        initial="here",
        error_messages={"required": "Отметьте, где.", "invalid_choice": "Выберите из списка."},
        widget=forms.RadioSelect,
    )
    place = CountedText(label="Место", limit=PLACE_LIMIT)
    places = forms.IntegerField(
        label="Сколько мест",
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={"invalid": "Напишите число, например 24.", "min_value": "Хотя бы одно место."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"}),
    )
    min_age = forms.IntegerField(
        label="С какого возраста",
        required=False,
        min_value=0,
        max_value=99,
        error_messages={"invalid": "Напишите число, например 14."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "2"}),
    )
    about = LongText(label="Что будет", rows=4)
    leader = CountedText(label="Кто ведёт", limit=LINE_LIMIT)
    bring = CountedText(label="Что взять", limit=LINE_LIMIT)
    accessibility = CountedText(label="Доступность", limit=LINE_LIMIT)
    photos = CountedText(label="Снимаем ли", limit=LINE_LIMIT)

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    @classmethod
    def of(cls, event: Event) -> "EventForm":
        start, end = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
        names = ("version", "title", "kind", "place", "places", "min_age", "about", "leader", "bring")
        initial = {name: getattr(event, name) for name in (*names, "accessibility", "photos")}
        initial |= {"day": start.date(), "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}
        return cls(initial=initial | {"online": "net" if event.online else "here"}, zone=event.zone)

    def clean_day(self) -> dt.date:
        day = cast(dt.date, self.cleaned_data["day"])
        if abs(day - clock.today(self.zone)) > FARTHEST:
            raise forms.ValidationError("До этого дня больше двух лет. Проверьте год.")
        return day

    def values(self) -> EventValues:
        """An end that is earlier than the beginning is of the next day: a night of museums."""
        data = self.cleaned_data
        starts = dt.datetime.combine(data["day"], data["starts"], self.zone)
        later = dt.timedelta(days=1) if data["ends"] < data["starts"] else dt.timedelta()
        ends = dt.datetime.combine(data["day"] + later, data["ends"], self.zone)
        return EventValues(
            title=" ".join(data["title"].split()),
            starts_at=starts.astimezone(dt.UTC),
            ends_at=ends.astimezone(dt.UTC),
            kind=Kind(data["kind"]),
            online=bool(data["online"]),
            place=data["place"],
            places=data["places"],
            min_age=data["min_age"],
            about=data["about"],
            leader=data["leader"],
            bring=data["bring"],
            accessibility=data["accessibility"],
            photos=data["photos"],
        )


class CancelForm(forms.Form):
    reason = CountedText(label="Почему отменяем", limit=LINE_LIMIT, needed="Напишите причину: её прочтут все.")


class YearForm(forms.Form):
    """Publication of the calendar of a year."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    link = forms.URLField(
        label="Запись в сообществе",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Адрес не читается. Скопируйте его из строки браузера."},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "none"}),
    )
