"""Shapes of the forms of the installation. A secret never comes back to its field."""

from typing import Any

from django import forms

from uchastie.crm.setup.queries import ChannelView
from uchastie.crm.setup.rules import ChannelKind, Field, OperatorCard, own_fields


class OperatorForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Полное название", max_length=300, required=False)
    inn = forms.CharField(label="ИНН", max_length=20, required=False)
    ogrn = forms.CharField(label="ОГРН", max_length=20, required=False)
    address = forms.CharField(label="Адрес", max_length=300, required=False)
    email = forms.CharField(label="Почта для вопросов о данных", max_length=254, required=False)
    phone = forms.CharField(label="Телефон для вопросов о данных", max_length=30, required=False)
    registry_number = forms.CharField(label="Номер в реестре операторов", max_length=40, required=False)
    registry_on = forms.DateField(
        label="В реестре с",
        required=False,
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d.%m.%Y"),
    )
    site_name = forms.CharField(label="Название сайта", max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("inn", "ogrn"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}
        self.fields["email"].widget.attrs |= {"inputmode": "email", "autocomplete": "off"}
        self.fields["phone"].widget.attrs |= {"inputmode": "tel"}
        self.fields["registry_on"].widget.attrs |= {"inputmode": "numeric"}
        self.fields["registry_on"].error_messages["invalid"] = "Напишите день так: 03.11.2026"

    def card(self) -> OperatorCard:
        return OperatorCard(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class BackupsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label="Где лежат копии и кто за них отвечает", max_length=300, required=False)
    checked_on = forms.DateField(
        label="Когда последний раз пробовали восстановить",
        required=False,
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Напишите день так: 03.11.2026"},
    )


class ChannelForm(forms.Form):
    """Made of the fields that the channel has."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: ChannelKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for one in own_fields(kind):
            self.fields[one.name] = _field(one)
        self.fields["enabled"] = forms.BooleanField(label="Отправлять по этому каналу", required=False)

    def values(self) -> dict[str, str]:
        return {one.name: self.cleaned_data[one.name] for one in own_fields(self.kind)}


def _field(one: Field) -> forms.Field:
    if one.choices:
        return forms.ChoiceField(label=one.label, choices=list(one.choices.items()), required=False)
    if one.secret:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False)
        return forms.CharField(label=one.label, max_length=500, required=False, strip=False, widget=widget)
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    if one.name == "port":
        attrs |= {"inputmode": "numeric"}
    return forms.CharField(label=one.label, max_length=300, required=False, widget=forms.TextInput(attrs=attrs))


def channel_initial(view: ChannelView) -> dict[str, Any]:
    usual = {"security": "ssl", "port": "465"} if view.kind is ChannelKind.EMAIL and not view.enabled else {}
    known = {name: value for name, value in view.values.items() if value} if view.source == "page" else {}
    return {**usual, **known, "version": view.version, "enabled": view.enabled or view.source == "environment"}


class CheckForm(forms.Form):
    target = forms.CharField(required=False, max_length=254)

    def __init__(self, *args: Any, kind: ChannelKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mail = kind is ChannelKind.EMAIL
        self.fields["target"].label = "Куда послать проверку" if mail else "Номер для проверки"
        self.fields["target"].widget.attrs |= {"inputmode": "email" if mail else "tel", "autocomplete": "off"}
