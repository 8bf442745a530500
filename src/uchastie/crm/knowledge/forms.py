"""Shapes of the forms."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.knowledge.queries import Learner
from uchastie.crm.knowledge.rules import LINK_LENGTH, NOTE_LENGTH, SUBJECT_NAMES, TEXT_LENGTH, TITLE_LENGTH


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


class HandoutForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Название", max_length=TITLE_LENGTH, required=False)
    text = forms.CharField(label="Текст", widget=forms.Textarea, max_length=TEXT_LENGTH, required=False)
    link = forms.CharField(
        label="Ссылка",
        max_length=LINK_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    upload = forms.FileField(label="Файл", required=False)
    services = forms.MultipleChoiceField(label="К каким сервисам", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, offered: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["services"]
        chooser.choices = [(service.code, service.name) for service in offered]  # type: ignore[attr-defined]

    def cleaned(self) -> dict[str, Any]:
        names = ("version", "title", "text", "link", "services")
        return {name: self.cleaned_data[name] for name in names}
