"""Forms of the family's cabinet, in plain words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.families.models import HelpCategory, Need
from uchastie.crm.families.rules import FORMAT_NAMES, PERIODICITY_NAMES, URGENCY_NAMES, NeedValues
from uchastie.crm.family_cabinet.rules import ABOUT_NAMES, MOST, About
from uchastie.crm.guardianship.rules import END_REASONS
from uchastie.crm.stories.rules import FAMILY_NAME, REASON
from uchastie.ui.fields import CountedText, LongText, PlainText

NAMES = ("description", "format", "periodicity", "urgency", "times", "version")


class NeedForm(forms.Form):
    category = forms.ChoiceField(label="Какая помощь", error_messages={"required": "Выберите, какая помощь нужна."})
    description = PlainText(
        label="Что именно",
        max_length=500,
        error_messages={"required": "Напишите двумя-тремя словами, в чём помочь."},
    )
    periodicity = forms.ChoiceField(
        label="Как часто", required=False, choices=[*PERIODICITY_NAMES.items()], widget=forms.RadioSelect
    )
    times = PlainText(label="В какие дни и часы", required=False, max_length=100)
    format = forms.ChoiceField(
        label="Прийти или можно на расстоянии",
        required=False,
        choices=[*FORMAT_NAMES.items()],
        widget=forms.RadioSelect,
    )
    urgency = forms.ChoiceField(
        label="Срочно ли это", required=False, choices=[*URGENCY_NAMES.items()], widget=forms.RadioSelect
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, categories: Sequence[HelpCategory], need: Need | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(category.pk, category.name) for category in categories]
        if need is None:
            named.insert(0, ("", "Выберите"))
        elif need.category_id not in dict(named):
            named.append((need.category_id, need.category.name))
        self.fields["category"].choices = named  # type: ignore[attr-defined]
        if need is not None:
            self.initial.update({name: getattr(need, name) for name in NAMES}, category=need.category_id)

    def values(self) -> NeedValues:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return NeedValues(**given)


class KeyForm(forms.Form):
    """One sending, however often it is pressed."""

    key = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)


class ComplaintForm(KeyForm):
    about = forms.TypedChoiceField(
        label="На кого или на что",
        coerce=About,
        choices=[*ABOUT_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите: так письмо попадёт к тому, кто может помочь."},
    )
    text = LongText(
        label="Что случилось",
        rows=6,
        max_length=MOST,
        required=True,
        error_messages={"required": "Напишите, что случилось."},
    )


class ForgetForm(KeyForm):
    text = LongText(label="Что важно знать штабу", rows=3, max_length=MOST)
    sure = forms.BooleanField(
        label="Да, удалите наши данные", error_messages={"required": "Отметьте, что вы этого хотите."}
    )


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label="Почему",
        choices=[*END_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )
    note = LongText(label="Своими словами", rows=3, max_length=1000)


class DisputeForm(forms.Form):
    note = LongText(label="Как было на самом деле", rows=3, max_length=500)


class AnswerForm(forms.Form):
    answer = LongText(label="Ответ семье", rows=5, required=True, error_messages={"required": "Напишите ответ."})
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StoryAgreeForm(forms.Form):
    """`seal` is over the story that was read, `text` the edition of the document."""

    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    family_name = CountedText(label="Как назвать семью в истории", limit=FAMILY_NAME)
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


class StoryReasonForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = CountedText(label="Что исправить", limit=REASON, needed="Напишите, что исправить.", rows=3)
