"""Shapes of what staff type about stories."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.stories import rules
from uchastie.ui.fields import CountedText


class AgreeForm(forms.Form):
    """`seal` is over the story that was read, `text` the edition of the document."""

    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    family_name = CountedText(label="Как назвать семью в истории", limit=rules.FAMILY_NAME)
    agree = forms.BooleanField(
        label="Согласие", error_messages={"required": "Отметьте согласие: без него история не выйдет."}
    )

    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        try:
            text_id = UUID(data["text"])
        except ValueError:
            text_id = UUID(int=0)
        return {"seal": data["seal"], "text_id": text_id, "family_name": data["family_name"]}


class ReasonForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = CountedText(label="Что исправить", limit=rules.REASON, needed="Напишите, что исправить.", rows=3)


class RemovalForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = CountedText(label="Почему снимаем", limit=rules.REASON, needed="Напишите, почему снимаете.", rows=2)
