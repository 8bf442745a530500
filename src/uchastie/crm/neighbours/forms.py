"""Shapes of what neighbours and staff type."""

import datetime as dt
import re
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.consents.rules import METHOD_NAMES, Method
from uchastie.crm.neighbours import rules
from uchastie.crm.neighbours.actions import Draft
from uchastie.crm.neighbours.rules import Age, Category, Duration, Kind, Outcome, Reason, Ruling
from uchastie.ui.fields import CountedText, PlainText
from uchastie.ui.text import day as day_text

AGES = ((Age.ADULT, "Мне есть 18"), (Age.CHILD, "Мне меньше 18"))
METHODS = [(Method.ORAL, METHOD_NAMES[Method.ORAL]), (Method.PAPER, METHOD_NAMES[Method.PAPER])]
DAYS = 14
_TIME = re.compile(r"([01]?\d|2[0-3])[:. ]([0-5]\d)")


class JoinForm(forms.Form):
    place = PlainText(label="Ваш Добро.Центр", widget=forms.HiddenInput)
    age = forms.ChoiceField(
        label="Возраст",
        choices=AGES,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте возраст: за детей договаривается взрослый."},
    )
    agree = forms.BooleanField(
        label="Согласие", error_messages={"required": "Отметьте согласие: без него не сможем показать вас соседям."}
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    def text_id(self) -> UUID:
        try:
            return UUID(self.cleaned_data["text"])
        except ValueError:
            return UUID(int=0)


class NoticeForm(forms.Form):
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in Kind], widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    category = forms.ChoiceField(
        label="Вид помощи",
        choices=list(rules.CATEGORY_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите вид помощи."},
    )
    title = CountedText(label="Одной фразой", limit=rules.TITLE, needed="Напишите одной фразой, что нужно.")
    text = CountedText(label="Подробнее", limit=rules.TEXT, rows=3)
    times = CountedText(label="Когда", limit=100, needed="Напишите, когда удобно: например, сегодня к 18:30.")
    duration = forms.ChoiceField(
        label="Займёт",
        choices=list(rules.DURATION_NAMES.items()),
        widget=forms.RadioSelect,
        initial=Duration.HALF_HOUR,
    )
    street = CountedText(label="Улица", limit=100)
    widen = forms.BooleanField(label="Показать дальше", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"] or uuid4().hex)

    def draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(
            kind=Kind(data["kind"]),
            category=Category(data["category"]),
            duration=Duration(data["duration"]),
            **{name: data[name] for name in ("title", "text", "times", "street", "widen")},
        )


class NeedForm(NoticeForm):
    """In the name of the headquarters or the centre."""

    method = forms.ChoiceField(label="Согласие дали", choices=METHODS, widget=forms.RadioSelect, initial=Method.ORAL)
    agreed = forms.BooleanField(
        label="Согласие", error_messages={"required": "Спросите согласие и отметьте его: без него не показываем."}
    )


class AnswerForm(forms.Form):
    text = CountedText(label="Что напишете соседу", limit=rules.THANKS, rows=2)
    contacts_agreed = forms.BooleanField(
        label="Открыть телефон",
        error_messages={"required": "Отметьте: телефон откроется одному человеку, если он выберет вас."},
    )


class TimeForm(forms.Form):
    """Two weeks ahead; hours as people write them: «18:30», «9.05»."""

    day = forms.ChoiceField(label="День", required=False)
    time = PlainText(
        label="Время", required=False, max_length=10, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    where = CountedText(label="Где встречаемся", limit=rules.WHERE)

    def __init__(self, *args: Any, today: dt.date, zone: dt.tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        days = [today + dt.timedelta(days=n) for n in range(DAYS)]
        self.fields["day"].choices = [  # type: ignore[attr-defined]
            ("", "договоримся по телефону"),
            *((f"{one}", day_text(one, today)) for one in days),
        ]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["at"] = None
        if data.get("day"):
            match = _TIME.fullmatch(data.get("time", ""))
            if match is None:
                self.add_error("time", "Напишите время, например 18:30.")
            else:
                day = dt.date.fromisoformat(data["day"])
                data["at"] = dt.datetime.combine(day, dt.time(int(match[1]), int(match[2])), self.zone)
        return data


class WordForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Получилось?",
        choices=list(rules.OUTCOME_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, получилось ли."},
    )
    stars = forms.TypedChoiceField(
        label="Оценка",
        coerce=int,
        choices=[(n, n) for n in range(1, 6)],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите от одной до пяти звёзд."},
    )
    thanks = CountedText(label="Скажите спасибо", limit=rules.THANKS, rows=2)

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"outcome": Outcome(data["outcome"]), "stars": data["stars"], "thanks": data["thanks"]}


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label="Что не так",
        choices=list(rules.REASON_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что не так."},
    )
    text = CountedText(label="Что случилось", limit=rules.THANKS, rows=3)

    def said(self) -> dict[str, Any]:
        return {"reason": Reason(self.cleaned_data["reason"]), "text": self.cleaned_data["text"]}


class AppealForm(forms.Form):
    text = CountedText(label="С чем не согласны", limit=rules.THANKS, needed="Напишите, с чем вы не согласны.", rows=3)


class ReasonForm(forms.Form):
    reason = CountedText(label="Причина", limit=rules.THANKS, needed="Напишите причину: её прочтёт автор.", rows=2)


class DecisionForm(ReasonForm):
    ruling = forms.TypedChoiceField(
        coerce=Ruling,
        choices=[(one, one) for one in Ruling],
        error_messages={"required": "Нажмите «Снять» или «Оставить»."},
    )
    notices = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, error_messages={"invalid_choice": "Отметьте просьбы из списка."}
    )

    def __init__(self, *args: Any, notices: list[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notices"].choices = [(str(one), str(one)) for one in notices]  # type: ignore[attr-defined]
