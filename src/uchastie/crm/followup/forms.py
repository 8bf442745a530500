"""Shapes of what is typed into the pages of the support."""

import datetime as dt
from typing import Any

from django import forms

from uchastie.crm.families.models import Need
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.actions.talks import Talk
from uchastie.crm.followup.models import CallSide
from uchastie.crm.followup.rules.schedule import OUTCOME_NAMES, SKIP_REASONS, Outcome, Party
from uchastie.crm.followup.rules.script import SETTLING_NAMES, Question, Settling
from uchastie.ui.fields import LongText, PlainText

_DAY = {"type": "date"}
DATE_ERRORS = {"invalid": "Такого дня нет. Выберите день в календаре."}


class TalkForm(forms.Form):
    """One attempt to talk with one side. The fields of the answers are the questions of the script."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="Чем закончился звонок?",
        choices=list(OUTCOME_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, чем закончился звонок."},
    )
    later_on = forms.DateField(
        label="Когда перезвонить",
        required=False,
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages=DATE_ERRORS,
    )
    skip_reason = forms.ChoiceField(
        label="Почему не звоним", choices=[("", "Выберите"), *SKIP_REASONS.items()], required=False
    )
    note = LongText(label="Что ещё сказали", rows=2)

    def __init__(self, *args: Any, questions: tuple[Question, ...], party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions, start=1):
            words = question.family if party is Party.FAMILY else question.guardian
            field: Any = forms.MultipleChoiceField if question.many else forms.ChoiceField
            widget: Any = forms.CheckboxSelectMultiple if question.many else forms.RadioSelect
            self.fields[question.key] = field(
                label=f"{number}. {words}", choices=list(question.options), required=False, widget=widget()
            )

    def talk(self) -> Talk:
        data = self.cleaned_data
        answers = {question.key: data[question.key] for question in self.questions}
        return Talk(Outcome(data["outcome"]), answers, data["note"], data["later_on"], data["skip_reason"])


def talk_initial(side: CallSide, version: int) -> dict[str, Any]:
    """What was written down the last time, so that it can be put right."""
    return {"version": version, "note": side.note, "outcome": side.outcome, **side.answers}


class SettleForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.ChoiceField(
        label="Что сделать с расхождением",
        choices=list(SETTLING_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что сделать."},
    )
    settled_note = PlainText(label="Заметка", required=False, max_length=1000)

    def chosen(self) -> Settling:
        return Settling(self.cleaned_data["way"])


class HelpForm(forms.Form):
    category = forms.ChoiceField(
        label="Какая помощь", widget=forms.RadioSelect, error_messages={"required": "Выберите, какая помощь."}
    )
    need = forms.ChoiceField(label="К какой просьбе семьи", required=False)
    on = forms.DateField(
        label="Когда",
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages=DATE_ERRORS | {"required": "Укажите день."},
    )
    amount = PlainText(label="Что и сколько", required=False, max_length=200)
    hours = forms.DecimalField(
        label="Сколько часов",
        required=False,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Напишите число: например, 1,5."},
    )

    def __init__(
        self, *args: Any, kinds: list[tuple[str, str]], needs: list[Need], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = kinds  # type: ignore[attr-defined]
        self.fields["need"].choices = [  # type: ignore[attr-defined]
            ("", "Не указывать"),
            *((str(need.pk), need.description) for need in needs),
        ]
        self.initial.setdefault("on", today)

    def help(self) -> Help:
        data = self.cleaned_data
        return Help(data["category"], data["on"], data["amount"], data["hours"], data["need"] or None)
