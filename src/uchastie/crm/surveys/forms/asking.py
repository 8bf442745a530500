"""A survey and its questions as staff type them."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.network.models import Unit
from uchastie.crm.surveys import guards, rules
from uchastie.crm.surveys.actions import Result
from uchastie.crm.surveys.models import Survey
from uchastie.crm.surveys.rules import (
    AUDIENCE_NAMES,
    FORM_NAMES,
    KIND_NAMES,
    Audience,
    Form,
    Kind,
    QuestionValues,
    SurveyValues,
)
from uchastie.ui.fields import CountedText


class SurveyForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form = forms.TypedChoiceField(
        label="Что это", coerce=Form, choices=list(FORM_NAMES.items()), initial=Form.POLL, widget=forms.RadioSelect
    )
    title = CountedText(label="Название", limit=rules.TITLE, needed="Назовите опрос.")
    aim = CountedText(
        label="Зачем спрашиваем", limit=rules.TEXT, needed="Напишите, зачем: без этого не отвечают.", rows=3
    )
    audience = forms.TypedChoiceField(
        label="Кого спрашиваем",
        coerce=Audience,
        choices=list(AUDIENCE_NAMES.items()),
        initial=Audience.LINK,
        widget=forms.RadioSelect,
    )
    body = forms.ChoiceField(label="Какой совет", required=False)
    asked = forms.IntegerField(
        label="Скольким предложили ответить",
        required=False,
        min_value=1,
        max_value=1_000_000,
        error_messages={"invalid": "Напишите число, например 120.", "min_value": "Хотя бы одному."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7"}),
    )
    closes_on = forms.DateField(
        label="Последний день",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите последний день.", "invalid": "День не читается. Пример: 14.12.2026"},
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = [(str(key), name) for key, name in guards.bodies_of(unit)]
        self.fields["body"].choices = [("", "Выберите"), *self.bodies]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, survey: Survey) -> "SurveyForm":
        names = ("version", "form", "title", "aim", "audience", "asked", "closes_on")
        initial = {name: getattr(survey, name) for name in names}
        return cls(initial=initial | {"body": str(survey.body_id or "")}, unit=survey.unit)

    def values(self) -> SurveyValues:
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "body"}}
        return SurveyValues(**data, body_id=self.cleaned_data["body"])


class QuestionForm(forms.Form):
    title = CountedText(label="Вопрос", limit=rules.LINE, needed="Напишите вопрос.")
    hint = CountedText(label="Пояснение", limit=rules.LINE)
    kind = forms.TypedChoiceField(
        label="Как отвечают", coerce=Kind, choices=list(KIND_NAMES.items()), initial=Kind.ONE, widget=forms.RadioSelect
    )
    options = CountedText(label="Ответы", limit=3000, rows=5)
    faces = forms.BooleanField(label="Показать лица рядом со словами, от лучшего к худшему", required=False)
    more = CountedText(label="Что ещё спросить словами", limit=rules.LINE)

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if survey.form == Form.RANKING:
            self.fields["kind"].initial = Kind.RANK
        if survey.form == Form.TEEN:
            self.fields["faces"].initial = True

    def values(self) -> QuestionValues:
        data = self.cleaned_data
        options = tuple(" ".join(line.split()) for line in data["options"].splitlines() if line.strip())
        named = {name: data[name] for name in ("title", "hint", "kind", "faces", "more")}
        return QuestionValues(**named, options=options)


class NameForm(forms.Form):
    name = CountedText(label="Имя родителя, как в бумаге", limit=200, needed="Напишите имя родителя.")


class ResultForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = CountedText(
        label="Что из этого вышло", limit=rules.TEXT, needed="Напишите, что изменится, а что нет и почему.", rows=4
    )
    outcome = forms.ChoiceField(label="Куда это привело", required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{kind}:{key}", title[:120]) for kind, key, title in guards.outcomes_of(unit)]
        self.fields["outcome"].choices = [("", "Пока никуда, рассказали словами"), *choices]  # type: ignore[attr-defined]

    @property
    def has_outcomes(self) -> bool:
        return len(self.fields["outcome"].choices) > 1  # type: ignore[attr-defined]

    def result(self) -> Result:
        return Result(self.cleaned_data["words"], self.cleaned_data["outcome"])


def person_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
