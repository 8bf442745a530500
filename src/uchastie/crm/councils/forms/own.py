"""What members type on their own pages, and what is evaluated."""

from typing import Any

from django import forms

from uchastie.crm.councils import rules
from uchastie.crm.councils.forms.meetings import KeyedForm
from uchastie.crm.councils.rules import MARK_NAMES
from uchastie.ui.fields import CountedText


class ProposalForm(KeyedForm):
    title = CountedText(label="Что предлагаете обсудить", limit=rules.LINE, needed="Напишите, что обсудить.", rows=3)


class EvaluationForm(forms.Form):
    subject = CountedText(label="Что оцениваем", limit=rules.LINE, needed="Напишите, что оцениваем.")
    criteria = CountedText(label="Вопросы", limit=rules.TEXT, needed="Напишите вопросы, каждый с новой строки.", rows=6)

    def titles(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["criteria"].splitlines() if line.strip()]


class MarksForm(forms.Form):
    """One row of four words for each criterion; a row may be left out."""

    def __init__(self, *args: Any, criteria: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, title in enumerate(criteria):
            self.fields[f"m{place}"] = forms.TypedChoiceField(
                label=title,
                required=False,
                coerce=int,
                empty_value=None,
                choices=list(MARK_NAMES.items()),
                widget=forms.RadioSelect,
            )

    def marks(self) -> dict[int, int | None]:
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}
