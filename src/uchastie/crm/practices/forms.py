"""Shapes of what is typed about practices."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.practices.models import CaseStudy
from uchastie.crm.practices.rules import content
from uchastie.crm.practices.rules.content import Words
from uchastie.crm.practices.rules.method import (
    DEGREE_NAMES,
    DIMENSION_NAMES,
    GROUP_NAMES,
    LEVEL_NAMES,
    ORGANISATION_NAMES,
)
from uchastie.ui.fields import CountedText


def _one(label: str, names: dict[Any, str], needed: str) -> forms.ChoiceField:
    errors = {"required": needed, "invalid_choice": needed}
    return forms.ChoiceField(label=label, choices=list(names.items()), widget=forms.RadioSelect, error_messages=errors)


def _many(label: str, names: dict[str, str], needed: str) -> forms.MultipleChoiceField:
    errors = {"required": needed, "invalid_choice": needed}
    return forms.MultipleChoiceField(
        label=label, choices=list(names.items()), widget=forms.CheckboxSelectMultiple, error_messages=errors
    )


class WordsForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    title = CountedText(label="Название", limit=content.TITLE, needed="Назовите практику.")
    organisation = CountedText(label="Организация", limit=content.SHORT, needed="Напишите, какая это организация.")
    organisation_kind = _one("Тип организации", ORGANISATION_NAMES, "Выберите тип организации.")
    place = CountedText(label="Город или район", limit=content.SHORT)
    level = _one("Уровень", LEVEL_NAMES, "Выберите уровень.")
    degree = _one("Насколько участвуют", DEGREE_NAMES, "Выберите, насколько люди участвуют.")
    format = CountedText(label="Формат", limit=content.SHORT, needed="Напишите формат: что именно делали.")
    groups = _many("Кто участвовал", GROUP_NAMES, "Отметьте, кто участвовал.")
    dimensions = _many("Какие измерения это показывает", DIMENSION_NAMES, "Отметьте хотя бы одно измерение.")
    did = CountedText(label="Что сделали", limit=content.LONG, needed="Расскажите, что сделали.", rows=5)
    people_effect = CountedText(
        label="Что изменилось у людей", limit=content.LONG, needed="Напишите, что изменилось у людей.", rows=3
    )
    work_effect = CountedText(
        label="Что изменилось в работе", limit=content.LONG, needed="Напишите, что изменилось в работе.", rows=3
    )
    barriers = CountedText(
        label="Что мешало и как справились", limit=content.LONG, needed="Напишите, что мешало и как справились.", rows=3
    )
    quote = CountedText(label="Слова участника", limit=600, rows=2)
    quoted = CountedText(label="Чьи это слова, без имени", limit=content.SHORT)

    def words(self) -> Words:
        data = {field.name: self.cleaned_data[field.name] for field in fields(Words)}
        lists = {"groups": tuple(data["groups"]), "dimensions": tuple(data["dimensions"])}
        return Words(**(data | lists | {"degree": int(data["degree"])}))


def initial_of(case: CaseStudy) -> dict[str, Any]:
    return {field.name: getattr(case, field.name) for field in fields(Words)} | {"version": case.version}


class PersonForm(forms.Form):
    label = CountedText(label="Как человек назван в тексте", limit=content.SHORT, needed="Напишите, как он назван.")
    name = CountedText(label="Его имя", limit=content.NAME, needed="Напишите имя.")


class PhotoForm(forms.Form):
    upload = forms.FileField(
        label="Снимок",
        error_messages={"required": "Выберите снимок.", "empty": "Файл пустой.", "invalid": "Выберите снимок."},
    )
    alt = CountedText(label="Что на снимке", limit=content.ALT, needed="Опишите снимок словами.")


class SubmitForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    names_checked = forms.BooleanField(label="Проверено: это не те люди", required=False)


class ReasonForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = CountedText(label="Что исправить", limit=content.REASON, needed="Напишите, что исправить.", rows=3)


class AgreeForm(forms.Form):
    """`seal` is over what was read, `text` the edition of the document."""

    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    agree = forms.BooleanField(label="Согласие", error_messages={"required": "Отметьте согласие."})

    def read(self) -> dict[str, Any]:
        try:
            text_id = UUID(self.cleaned_data["text"])
        except ValueError:
            text_id = UUID(int=0)
        return {"seal": self.cleaned_data["seal"], "text_id": text_id}
