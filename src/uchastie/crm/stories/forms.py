"""Shapes of what is typed about stories, by staff and by the parties in their cabinets."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.stories import rules
from uchastie.crm.stories.actions import Words
from uchastie.ui.fields import PlainText

_LONG = "Слишком длинно: помещается %(limit_value)d знаков. Сократите."


class _Text(PlainText):
    def __init__(self, *, label: str, limit: int, needed: str = "", rows: int = 0, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        errors = {"max_length": _LONG} | ({"required": needed} if needed else {})
        super().__init__(
            label=label, max_length=limit, required=bool(needed), widget=widget, error_messages=errors, **kwargs
        )
        self.widget.attrs.pop("maxlength", None)  # a text that is too long stays in the form and is counted there


class StoryForm(forms.Form):
    """The words of the guardian. `family` only where the guardian helps several."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    family = forms.ChoiceField(
        label="О какой семье",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите семью.", "invalid_choice": "Этой семье вы сейчас не помогаете."},
    )
    title = _Text(label="Название", limit=rules.TITLE, needed="Назовите историю.")
    text = _Text(label="Что произошло", limit=rules.TEXT, needed="Напишите, что произошло.", rows=8)
    video_url = _Text(label="Ссылка на видео", limit=rules.URL)

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
    alt = _Text(label="Что на снимке", limit=rules.ALT, needed="Опишите снимок словами: для тех, кто не видит.", rows=2)


class AltForm(forms.Form):
    alt = _Text(label="Что на снимке", limit=rules.ALT, needed="Опишите снимок словами: для тех, кто не видит.", rows=2)


class SendForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    people_agree = forms.BooleanField(
        label="Взрослые, которых можно узнать на снимках, знают о публикации и не против.",
        required=False,
    )


class AgreeForm(forms.Form):
    """`seal` is over the story that was read, `text` the edition of the document."""

    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    family_name = _Text(label="Как назвать семью в истории", limit=rules.FAMILY_NAME)
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
    reason = _Text(label="Что исправить", limit=rules.REASON, needed="Напишите, что исправить.", rows=3)


class RemovalForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = _Text(label="Почему снимаем", limit=rules.REASON, needed="Напишите, почему снимаете.", rows=2)
