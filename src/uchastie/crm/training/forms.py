"""Shapes of the forms."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.training.actions import Aim, Record
from uchastie.crm.training.queries import Learner, Lesson
from uchastie.crm.training.rules import LINK_LENGTH, NOTE_LENGTH, NUMBER_LENGTH, SUBJECT_NAMES, Certificate
from uchastie.ui.fields import PlainText

LONG = {"max_length": "Слишком длинно. Сократите, пожалуйста."}


def _day(label: str, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Укажите день.", "invalid": "Такого дня нет. Пример: 20.12.2026"},
    )


def _link(label: str) -> forms.CharField:
    return PlainText(
        label=label,
        max_length=LINK_LENGTH,
        required=False,
        error_messages=LONG,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )


class TrainingForm(forms.Form):
    user_id = forms.TypedChoiceField(
        label="Кого обучили", coerce=UUID, error_messages={"invalid_choice": "Выберите сотрудника из списка."}
    )
    subjects = forms.MultipleChoiceField(
        label="Чему",
        choices=[(subject.value, name) for subject, name in SUBJECT_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    learnt_on = _day("Когда", required=True)
    note = PlainText(label="Где или у кого учились", required=False, max_length=NOTE_LENGTH, error_messages=LONG)
    number = PlainText(label="Номер свидетельства", required=False, max_length=NUMBER_LENGTH, error_messages=LONG)
    issued_by = PlainText(label="Кто выдал", required=False, max_length=NOTE_LENGTH, error_messages=LONG)
    valid_until = _day("Действует по", required=False)
    link = _link("Ссылка на свидетельство")
    upload = forms.FileField(label="Файл", required=False)

    def __init__(
        self, *args: Any, learners: Sequence[Learner], today: dt.date, person: str = "", **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"learnt_on": today.isoformat(), "user_id": person})
        super().__init__(*args, **kwargs)
        chooser = self.fields["user_id"]
        names = sorted((one.name, str(one.user_id)) for one in learners)
        chooser.choices = [(pk, name) for name, pk in names]  # type: ignore[attr-defined]

    def record(self) -> Record:
        data = self.cleaned_data
        paper = Certificate(data["number"], data["issued_by"], data["link"], data["valid_until"])
        return Record(data["subjects"], data["learnt_on"], data["note"], paper)


class GoalForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    due_on = _day("Выучить к", required=True)
    planned_on = _day("День занятия", required=False)
    course = PlainText(label="Занятие", required=False, max_length=NOTE_LENGTH, error_messages=LONG)
    link = _link("Ссылка на курс")

    def aim(self) -> Aim:
        data = self.cleaned_data
        return Aim(data["due_on"], data["planned_on"], data["course"], data["link"])

    @classmethod
    def of(cls, lesson: Lesson) -> "GoalForm":
        goal = lesson.goal
        due_on = goal.due_on if goal else lesson.term.due_on
        return cls(
            auto_id=f"{lesson.key}_%s",
            initial={
                "version": goal.version if goal else 0,
                "key": lesson.key,
                "due_on": due_on.isoformat() if due_on else None,
                "planned_on": goal.planned_on.isoformat() if goal and goal.planned_on else None,
                "course": goal.course if goal else "",
                "link": goal.link if goal else "",
            },
        )
