"""Shapes of the forms."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.training.queries import Learner
from uchastie.crm.training.rules import NOTE_LENGTH, SUBJECT_NAMES


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
    learnt_on = forms.DateField(
        label="Когда", widget=forms.DateInput(attrs={"type": "date"}), error_messages={"required": "Укажите день."}
    )
    note = forms.CharField(label="Где или у кого учились", required=False, max_length=NOTE_LENGTH)

    def __init__(self, *args: Any, learners: Sequence[Learner], today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"learnt_on": today.isoformat()})
        super().__init__(*args, **kwargs)
        chooser = self.fields["user_id"]
        chooser.choices = [(str(one.user_id), one.name) for one in learners]  # type: ignore[attr-defined]
