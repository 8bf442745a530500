"""Shapes of what is typed into a profile."""

from typing import Any

from django import forms

from uchastie.crm.accounts.models import User
from uchastie.crm.assessment.actions import Said
from uchastie.crm.assessment.queries import Fact
from uchastie.crm.assessment.rules import states, texts
from uchastie.crm.assessment.rules.questions import PLAIN, PLAIN_SCORES, SCORES
from uchastie.crm.assessment.rules.texts import Section
from uchastie.crm.practices.rules.method import DIMENSION_NAMES, GROUP_NAMES, LEVEL_NAMES, ORGANISATION_NAMES
from uchastie.ui.fields import CountedText


def _day(label: str, needed: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {"required": needed, "invalid": "Такого дня нет. Пример: 31.12.2026"}
    return forms.DateField(label=label, widget=widget, error_messages=errors)


def _choice(label: str, names: dict[str, str], needed: str) -> forms.ChoiceField:
    errors = {"required": needed, "invalid_choice": needed}
    return forms.ChoiceField(label=label, choices=list(names.items()), widget=forms.RadioSelect, error_messages=errors)


class VersionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StartForm(forms.Form):
    organisation = _choice("Тип организации", ORGANISATION_NAMES, "Выберите тип организации.")
    groups = forms.MultipleChoiceField(
        label="Кому вы помогаете",
        choices=list(GROUP_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну группу людей.", "invalid_choice": "Выберите из списка."},
    )
    closes_on = _day("Отвечаем до", "Укажите последний день для ответов.")


class TermForm(VersionForm):
    closes_on = _day("Отвечаем до", "Укажите последний день для ответов.")


class SectionForm(VersionForm):
    """The topics of one section, each a field."""

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in section.topics:
            field = CountedText(label=topic.label, limit=texts.TEXT, rows=4)
            field.help_text = topic.hint
            self.fields[topic.code] = field

    def typed(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AnswerForm(forms.Form):
    score = forms.TypedChoiceField(
        label="Оценка от 0 до 3",
        choices=[(score, f"{score} — {words}") for score, words in SCORES.items()],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите оценку от 0 до 3.", "invalid_choice": "Выберите оценку от 0 до 3."},
    )
    facts = forms.MultipleChoiceField(
        label="Подтверждения из записей системы", required=False, widget=forms.CheckboxSelectMultiple
    )
    evidence = CountedText(label="Своё подтверждение", limit=texts.NOTE)
    comment = CountedText(label="Комментарий", limit=texts.NOTE, rows=2)

    def __init__(self, *args: Any, facts: list[Fact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = [(fact.code, fact.text) for fact in facts]  # type: ignore[attr-defined]

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["score"], frozenset(data["facts"]), data["evidence"], data["comment"])


class DiscussionForm(VersionForm):
    held_on = _day("Когда обсудили", "Укажите день разговора.")
    people = forms.IntegerField(
        label="Сколько благополучателей было",
        min_value=1,
        error_messages={"required": "Сколько благополучателей было?", "min_value": "Хотя бы один."},
    )
    words = CountedText(label="Что сказали люди", limit=texts.TEXT, needed="Запишите, что сказали люди.", rows=4)


class PointForm(forms.Form):
    title = CountedText(label="Что изменим", limit=texts.TITLE, needed="Напишите, что изменим.")
    dimension = forms.ChoiceField(label="Измерение", choices=list(DIMENSION_NAMES.items()))
    level = forms.ChoiceField(label="Уровень", choices=list(LEVEL_NAMES.items()))
    owner_id = forms.TypedChoiceField(
        label="Отвечает",
        error_messages={"required": "Выберите, кто отвечает.", "invalid_choice": "Выберите из списка."},
    )
    due_on = _day("До какого дня", "Укажите срок.")

    def __init__(self, *args: Any, team: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [("", "Выберите")] + [  # type: ignore[attr-defined]
            (str(user.pk), user.name) for user in team
        ]


class ChangeForm(VersionForm):
    state = forms.ChoiceField(label="Состояние", choices=list(states.POINT_NAMES.items()))
    result = CountedText(label="Что вышло", limit=texts.NOTE, rows=2)


class ReviewForm(VersionForm):
    words = CountedText(
        label="Что изменилось за год", limit=texts.TEXT, needed="Напишите, что изменилось за год.", rows=4
    )


class AdviceForm(forms.Form):
    text = CountedText(label="Совет центру", limit=texts.PEOPLE, needed="Напишите совет.", rows=3)


class PlainForm(forms.Form):
    """Ten questions; a field each, «не знаю» is an answer."""

    wish = CountedText(label="Что бы вы изменили в первую очередь?", limit=texts.NOTE, rows=3)

    def __init__(self, *args: Any, statement: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*((str(score), words) for score, words in PLAIN_SCORES.items()), ("x", "не знаю")]
        needed = "Выберите ответ. Если не знаете, так и отметьте."
        for question in PLAIN:
            self.fields[question.code] = forms.ChoiceField(
                label=question.text,
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": needed, "invalid_choice": needed},
            )
        if statement:
            self.fields["accepts"] = forms.ChoiceField(
                label="Вы согласны с этими принципами?",
                choices=[("yes", "согласен или согласна"), ("no", "не во всём"), ("", "не хочу отвечать")],
                widget=forms.RadioSelect,
                required=False,
            )

    def scores(self) -> dict[str, int | None]:
        typed = {question.code: self.cleaned_data[question.code] for question in PLAIN}
        return {code: None if value == "x" else int(value) for code, value in typed.items()}

    def accepted(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data.get("accepts", ""))
