"""Meetings, points and decisions as they are typed."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms

from uchastie.crm.accounts.models import User
from uchastie.crm.councils import rules
from uchastie.crm.councils.forms.makeup import day_field
from uchastie.crm.councils.models import Member
from uchastie.crm.councils.rules import POINT_NAMES, FateMove, MeetingValues, PointKind, Votes
from uchastie.ui.fields import CountedText

_NUMERIC = {"inputmode": "numeric", "maxlength": "3", "autocomplete": "off"}


def number_field(label: str, *, least: int = 0, most: int = 200, **more: Any) -> forms.IntegerField:
    errors = {
        "invalid": "Напишите число.",
        "required": "Напишите число, хотя бы 0.",
        "min_value": f"Не меньше {least}.",
        "max_value": f"Не больше {most}.",
    }
    widget = forms.TextInput(attrs=_NUMERIC)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=errors, widget=widget, **more
    )


class KeyedForm(forms.Form):
    """One sending, however often it is pressed."""

    key = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)


class MeetingForm(forms.Form):
    day = day_field("День", "Укажите день.")
    time = forms.CharField(
        label="Во сколько",
        max_length=5,
        error_messages={"required": "Напишите время. Пример: 17:30"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "5"}),
    )
    place = CountedText(label="Где", limit=rules.LINE, needed="Напишите, где встречаемся.")
    note = CountedText(label="Как войти, как подключиться", limit=rules.LINE)

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_time(self) -> dt.time:
        found = re.fullmatch(r"(\d{1,2})(?:[:. ]?(\d{2}))?", str(self.cleaned_data["time"]).strip())
        try:
            if found is None:
                raise ValueError
            return dt.time(int(found[1]), int(found[2] or 0))
        except ValueError as error:
            raise forms.ValidationError("Время не читается. Пример: 17:30") from error

    def values(self) -> MeetingValues:
        data = self.cleaned_data
        at = dt.datetime.combine(data["day"], data["time"], self.zone).astimezone(dt.UTC)
        return MeetingValues(at, data["place"], data["note"])


class PointForm(KeyedForm):
    title = CountedText(label="О чём говорим", limit=rules.LINE, needed="Напишите, о чём говорим.")
    kind = forms.TypedChoiceField(
        label="Что делаем",
        coerce=PointKind,
        choices=list(POINT_NAMES.items()),
        initial=PointKind.DECIDE,
        widget=forms.RadioSelect,
    )
    minutes = number_field("Сколько минут", least=1, most=180, initial=15)


class WordsForm(forms.Form):
    """One text and the version that was read: a reason, a conclusion, an answer."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = CountedText(label="Словами", limit=rules.TEXT, rows=4)

    def __init__(self, *args: Any, label: str = "Словами", limit: int = rules.LINE, rows: int = 2, **kw: Any) -> None:
        super().__init__(*args, **kw)
        needed = "Напишите хотя бы одну фразу."
        self.fields["words"] = CountedText(label=label, limit=limit, needed=needed, rows=rows)


class HoldForm(forms.Form):
    came = forms.MultipleChoiceField(
        label="Кто пришёл",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Состав изменился. Отметьте ещё раз."},
    )
    minutes = CountedText(label="Протокол", limit=rules.TEXT, rows=6)

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [(str(one.pk), one.name) for one in members]  # type: ignore[attr-defined]

    def came_ids(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["came"]]


class DecisionForm(KeyedForm):
    text = CountedText(label="Что решили", limit=rules.LINE, needed="Напишите, что решили.", rows=2)
    votes_for = number_field("За")
    votes_against = number_field("Против", initial=0)
    votes_abstained = number_field("Воздержались", initial=0)
    owner = forms.ChoiceField(label="Кто отвечает", error_messages={"required": "Выберите, кто отвечает."})
    due_on = day_field("До какого дня", "Укажите срок.")

    def __init__(self, *args: Any, owners: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Выберите")] + [(str(one.pk), one.name) for one in owners]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        votes = Votes(data["votes_for"], data["votes_against"], data["votes_abstained"])
        named = {name: data[name] for name in ("text", "due_on", "key")}
        return {**named, "votes": votes, "owner_id": UUID(data["owner"])}


class FateForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    move = forms.TypedChoiceField(
        coerce=FateMove,
        choices=[(move, move) for move in FateMove],
        error_messages={"required": "Нажмите одну из кнопок.", "invalid_choice": "Нажмите одну из кнопок."},
        widget=forms.HiddenInput,
    )
    words = CountedText(label="Что сделано или почему не вышло", limit=rules.LINE, rows=3)
