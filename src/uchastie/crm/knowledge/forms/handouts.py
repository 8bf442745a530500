"""Shapes of the forms."""

from collections.abc import Sequence
from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.knowledge.rules import LINK_LENGTH, TEXT_LENGTH, TITLE_LENGTH


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
