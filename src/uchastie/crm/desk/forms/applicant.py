"""Who asks and for what: the fields that the site's form and the counter's form share."""

from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.people import rules as people
from uchastie.crm.people.rules import WAY_NAMES, Kind, Way
from uchastie.ui.fields import LongText, PlainText, by_rule


class ApplicantForm(forms.Form):
    """Shape and plain words for what is wrong; the rules themselves are in `people.rules`."""

    key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    service = forms.ChoiceField(label="Чем помочь", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Кто обращается", widget=forms.RadioSelect, initial=Kind.PERSON)
    name = PlainText(label="Как к вам обращаться", required=False)
    preferred_way = forms.ChoiceField(
        label="Как вам удобнее",
        choices=list(WAY_NAMES.items()),
        widget=forms.RadioSelect,
        initial=Way.PHONE,
        error_messages={"required": "Выберите, как с вами связаться."},
    )
    phone = PlainText(
        label="Телефон", required=False, widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})
    )
    email = PlainText(
        label="Адрес эл. почты",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "spellcheck": "false", "autocapitalize": "none"}),
    )
    preferred_time = PlainText(
        label="Когда удобно",
        required=False,
        max_length=100,
        error_messages={"max_length": "Слишком длинно: поместится 100 знаков."},
    )
    need = LongText(label="Что нужно")

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(service.code, service.name) for service in services]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        return by_rule(people.phone_e164, self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean_email(self) -> str:
        return by_rule(people.email_address, self.cleaned_data["email"]) if self.cleaned_data["email"] else ""
