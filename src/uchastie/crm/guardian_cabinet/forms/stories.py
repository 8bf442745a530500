"""Shapes of what a guardian types."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.stories import rules
from uchastie.crm.stories.actions import Words
from uchastie.ui.fields import CountedText


class StoryForm(forms.Form):
    """The words of the guardian. `family` only where the guardian helps several."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    family = forms.ChoiceField(
        label="О какой семье",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите семью.", "invalid_choice": "Этой семье вы сейчас не помогаете."},
    )
    title = CountedText(label="Название", limit=rules.TITLE, needed="Назовите историю.")
    text = CountedText(label="Что произошло", limit=rules.TEXT, needed="Напишите, что произошло.", rows=8)
    video_url = CountedText(label="Ссылка на видео", limit=rules.URL)

    def __init__(self, *args: Any, families: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if families is None:
            del self.fields["family"]
            return
        self.fields["family"].choices = families  # type: ignore[attr-defined]
        if len(families) == 1:
            self.initial.setdefault("family", families[0][0])

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data["title"], data["text"], data["video_url"])

    def pair_id(self) -> UUID:
        return UUID(self.cleaned_data["family"])


class PhotoForm(forms.Form):
    upload = forms.FileField(
        label="Снимок",
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp"}),
        error_messages={"required": "Выберите снимок.", "empty": "Файл пустой. Выберите другой."},
    )
    alt = CountedText(
        label="Что на снимке", limit=rules.ALT, needed="Опишите снимок словами: для тех, кто не видит.", rows=2
    )


class AltForm(forms.Form):
    alt = CountedText(
        label="Что на снимке", limit=rules.ALT, needed="Опишите снимок словами: для тех, кто не видит.", rows=2
    )


class SendForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    people_agree = forms.BooleanField(
        label="Взрослые, которых можно узнать на снимках, знают о публикации и не против.",
        required=False,
    )
