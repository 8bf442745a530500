"""Shapes of what is typed into the pages of pairs."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from uchastie.crm.guardianship.actions import Meeting, Words
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import (
    AGAIN,
    DECLINE_REASONS,
    END_REASONS,
    SIDE_NAMES,
    DeclineReason,
    EndReason,
    Side,
)
from uchastie.ui.fields import LongText, PlainText

MARKS = [(5, "Да, полностью"), (4, "Скорее да"), (3, "Отчасти"), (2, "Скорее нет"), (1, "Нет")]
WRONG_DAY = {"invalid": "Не понимаем дату. Пример: 23.11.2026", "required": "Укажите день."}
WRONG_TIME = {"invalid": "Не понимаем время. Пример: 14:30", "required": "Укажите время."}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=WRONG_DAY)


class StepForm(forms.Form):
    """A step of one pair; the version says which row the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Several of these forms stand on one page: each has ids of its own."""
        super().__init__(*args, **({"auto_id": f"{type(self).__name__}_%s"} | kwargs))


class IntroductionForm(StepForm):
    day = _day("День")
    time = forms.TimeField(
        label="Время", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages=WRONG_TIME
    )
    place = PlainText(label="Где", max_length=200, error_messages={"required": "Напишите, где познакомились."})
    participants = PlainText(label="Кто был", max_length=500, error_messages={"required": "Напишите, кто был."})
    hq_present = forms.ChoiceField(
        label="Был ли представитель штаба",
        choices=[("yes", "Был"), ("no", "Не был")],
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, был ли представитель штаба."},
    )
    note = LongText(label="Что важно запомнить", rows=3, max_length=1000)

    def meeting(self, zone: ZoneInfo) -> Meeting:
        given = self.cleaned_data
        return Meeting(
            at=dt.datetime.combine(given["day"], given["time"], tzinfo=zone),
            place=given["place"],
            participants=given["participants"],
            hq_present=given["hq_present"] == "yes",
            note=given["note"],
        )

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error("day" if field == "at" else field, error)


class AssessmentForm(forms.Form):
    text = LongText(label="Что увидели на месте", required=True, error_messages={"required": "Напишите, что увидели."})


class StartForm(StepForm):
    started_on = _day("Помощь началась")


class DeclineForm(StepForm):
    side = forms.TypedChoiceField(
        label="Кто отказался",
        coerce=Side,
        choices=[(Side.GUARDIAN, "Опекун"), (Side.FAMILY, "Семья")],
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, кто отказался."},
    )
    reason = forms.TypedChoiceField(
        label="Почему",
        coerce=DeclineReason,
        choices=list(DECLINE_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте причину."},
    )
    note = PlainText(label="Подробнее", required=False, max_length=1000)


class EndForm(StepForm):
    side = forms.TypedChoiceField(
        label="Кто сообщил",
        coerce=Side,
        choices=list(SIDE_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, кто сообщил."},
    )
    reason = forms.TypedChoiceField(
        label="Почему",
        coerce=EndReason,
        choices=list(END_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте причину."},
    )
    note = PlainText(label="Подробнее", required=False, max_length=1000)


class ConfirmForm(StepForm):
    ended_on = _day("Последний день помощи")


class FeedbackForm(forms.Form):
    helped = forms.TypedChoiceField(
        label="Помощь опекуна помогла вам?",
        coerce=int,
        choices=MARKS,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте один ответ."},
    )
    polite = forms.TypedChoiceField(
        label="К вам относились с уважением?",
        coerce=int,
        choices=MARKS,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте один ответ."},
    )
    again = forms.ChoiceField(
        label="Нужна ли помощь дальше?", choices=list(AGAIN.items()), required=False, widget=forms.RadioSelect
    )
    text = LongText(label="Расскажите своими словами", rows=4, max_length=3000)

    def words(self) -> Words:
        return Words(**self.cleaned_data)


def forms_of(pair: Guardianship, today: dt.date) -> dict[str, forms.Form]:
    """Every form the pair's page may show, filled with what is known."""
    version = {"version": pair.version}
    start = {"started_on": pair.help_started_on or today}
    return {
        "introduction": IntroductionForm(initial=version | {"day": today}),
        "assessment": AssessmentForm(),
        "start": StartForm(initial=version | start),
        "refusal": DeclineForm(initial=version),
        "ending": EndForm(initial=version),
        "confirmation": ConfirmForm(initial=version | {"ended_on": today}),
        "step": StepForm(initial=version),
    }
