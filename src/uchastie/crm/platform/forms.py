"""Shapes of what is typed about the platform."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.platform import rules
from uchastie.crm.platform.actions.communities import NAME_LIMIT, Count
from uchastie.crm.platform.actions.placements import NOTE_LIMIT
from uchastie.crm.platform.models import Community, MonthFigures
from uchastie.crm.platform.rules import ACTION_NAMES, COMMUNITY_NAMES, MOST_AT_ONCE, NUMBERS, TOPIC_NAMES, MonthValues
from uchastie.crm.platform.rules.months import MOST
from uchastie.crm.platform.rules.table import WHAT_NAMES, What
from uchastie.ui.fields import CountedText, PlainText

PICTURES = "image/jpeg,image/png,image/webp"


def day_field(label: str, needed: str = "Укажите день.") -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": needed, "invalid": "День не читается. Пример: 25.11.2026"},
    )


def number_field(label: str, most: int = MOST) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages={
            "invalid": "Нужно целое число.",
            "min_value": "Меньше нуля не бывает.",
            "max_value": "Число не похоже на правду: проверьте, нет ли лишних цифр.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "8", "autocomplete": "off"}),
    )


class Keyed(forms.Form):
    """The same form sent twice has the same key."""

    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex


class CommunityForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Что это",
        choices=list(COMMUNITY_NAMES.items()),
        initial=rules.Community.LOCAL,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, какое это сообщество."},
    )
    name = CountedText(label="Название", limit=NAME_LIMIT, needed="Назовите сообщество.")
    url = PlainText(
        label="Ссылка",
        max_length=600,
        error_messages={"required": "Вставьте ссылку на сообщество."},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    opened_on = day_field("Когда открыто")


class CommunityChangeForm(CommunityForm):
    """What it is does not change any more: its numbers hang on it."""

    kind = None  # type: ignore[assignment]

    @classmethod
    def of(cls, community: Community) -> "CommunityChangeForm":
        names = ("version", "name", "url", "opened_on")
        return cls(initial={name: getattr(community, name) for name in names})


class ClosingForm(forms.Form):
    closed_on = day_field("С какого дня его нет")


class ReadingsForm(forms.Form):
    """One look at every community of the centre: a field or two for each."""

    day = day_field("День")

    def __init__(self, *args: Any, communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = communities
        for one in communities:
            own = one.kind == rules.Community.CENTRE
            title = "Подписчики" if own else "Активные"
            self.fields[f"n_{one.pk.hex}"] = number_field(f"{title}: {one.name}")
            if not own:
                self.fields[f"all_{one.pk.hex}"] = number_field("Всего в сообществе")

    def pairs(self) -> list[tuple[Community, forms.BoundField, forms.BoundField | None]]:
        return [
            (one, self[f"n_{one.pk.hex}"], None if one.kind == rules.Community.CENTRE else self[f"all_{one.pk.hex}"])
            for one in self.communities
        ]

    def counts(self) -> dict[UUID, Count]:
        data = self.cleaned_data
        return {
            one.pk: Count(subscribers=data[f"n_{one.pk.hex}"])
            if one.kind == rules.Community.CENTRE
            else Count(subscribers=data[f"all_{one.pk.hex}"], active=data[f"n_{one.pk.hex}"])
            for one in self.communities
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = [name for name in self.fields if name != "day"]
        if not self.errors and all(data.get(name) is None for name in names):
            raise forms.ValidationError("Впишите хотя бы одно число.")
        return data


class PlacementForm(Keyed):
    kind = forms.ChoiceField(
        label="Что размещено",
        choices=[(kind, asked.title) for kind, asked in rules.PLACEMENTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что размещено."},
    )
    since = day_field("С какого дня")
    url = PlainText(
        label="Ссылка",
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    photo = forms.FileField(label="Снимок", required=False, widget=forms.ClearableFileInput(attrs={"accept": PICTURES}))
    note = CountedText(label="Где именно", limit=NOTE_LIMIT)


class EndingForm(forms.Form):
    until = day_field("С какого дня его нет")


class QuestionForm(Keyed):
    """One tap: the button names the topic."""

    topic = forms.ChoiceField(
        label="О чём",
        choices=list(TOPIC_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, о чём спросили.", "invalid_choice": "Выберите из списка."},
    )
    count = forms.IntegerField(
        label="Сколько вопросов",
        required=False,
        min_value=1,
        max_value=MOST_AT_ONCE,
        error_messages={
            "invalid": "Напишите число, например 5.",
            "min_value": "Хотя бы один.",
            "max_value": f"За раз не больше {MOST_AT_ONCE}.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3", "autocomplete": "off"}),
    )
    day = forms.DateField(
        label="Другой день",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "День не читается. Пример: 25.11.2026"},
    )
    waits = forms.BooleanField(label="Ещё не ответили", required=False)


class UsefulForm(forms.Form):
    text = PlainText(
        label="Кто",
        max_length=100,
        error_messages={"required": "Напишите имя, телефон или ID."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Что сделано",
        choices=list(ACTION_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что человек сделал."},
    )
    day = day_field("Когда")


class MonthForm(forms.Form):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    month = forms.DateField(widget=forms.HiddenInput, error_messages={"invalid": "Выберите месяц."})
    users = number_field(NUMBERS["users"])
    hours = number_field(NUMBERS["hours"])
    signins = number_field(NUMBERS["signins"])
    useful = number_field(NUMBERS["useful"])
    url = PlainText(
        label="Ссылка на источник",
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    photo = forms.FileField(
        label="Или снимок экрана", required=False, widget=forms.ClearableFileInput(attrs={"accept": PICTURES})
    )

    @classmethod
    def of(cls, month: dt.date, row: MonthFigures | None) -> "MonthForm":
        known = {name: getattr(row, name) for name in (*NUMBERS,)} if row else {}
        return cls(initial={"month": month, "seen": row.number if row else 0, **known})

    def values(self) -> MonthValues:
        return MonthValues(**{name: self.cleaned_data[name] for name in NUMBERS})


class TableForm(forms.Form):
    what = forms.ChoiceField(
        label="Что в таблице",
        choices=list(WHAT_NAMES.items()),
        initial=What.MONTHS,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, что в таблице."},
    )
    upload = forms.FileField(
        label="Таблица",
        error_messages={"required": "Выберите файл.", "empty": "Файл пустой. Выберите другой."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
