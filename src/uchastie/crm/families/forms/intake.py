"""The form of a family: the same for the family itself and for the coordinator who writes down a call."""

import re
from typing import Any
from uuid import uuid4

from django import forms

from uchastie.crm.consents.rules import METHOD_NAMES, Method
from uchastie.crm.families import rules
from uchastie.crm.families.models import HelpCategory
from uchastie.crm.families.rules import FamilyInput, NeedValues, Source
from uchastie.crm.network.models import Unit
from uchastie.crm.people import rules as people
from uchastie.crm.people.rules import Way
from uchastie.ui.fields import LongText, PlainText, by_rule


class FamilyForm(forms.Form):
    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    name = PlainText(
        label="Ваше имя",
        max_length=people.NAME_LIMIT,
        error_messages={"required": "Напишите имя: как к вам обращаться."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PlainText(
        label="Телефон",
        max_length=30,
        error_messages={"required": "Напишите телефон: по нему позвонит координатор."},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )
    email = PlainText(
        label="Адрес эл. почты",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    town = PlainText(
        label="Город, посёлок или село",
        max_length=100,
        error_messages={"required": "Напишите город, посёлок или село."},
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    district = PlainText(label="Район", required=False, max_length=100)
    relation = PlainText(label="Кем вы приходитесь семье", required=False, max_length=60)
    birth_year = forms.IntegerField(
        label="Год рождения", required=False, error_messages={"invalid": "Год рождения — четыре цифры."}
    )
    members = LongText(label="Кто ещё живёт с вами", rows=4)
    categories = forms.MultipleChoiceField(
        label="Какая помощь нужна",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно. Не знаете — выберите «Другое»."},
    )
    story = LongText(label="Расскажите своими словами", rows=5)

    def __init__(self, *args: Any, categories: list[HelpCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {category.pk: category.name for category in categories}
        self.fields["categories"].choices = list(self.names.items())  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_name(self) -> str:
        return by_rule(people.require_name, self.cleaned_data["name"])

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return by_rule(people.phone_e164, phone) if phone else ""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        return by_rule(people.email_address, email) if email else ""

    def clean_members(self) -> tuple[rules.MemberValues, ...]:
        return by_rule(rules.parse_members, self.cleaned_data["members"])

    def family(self) -> FamilyInput:
        data = self.cleaned_data
        return FamilyInput(
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            preferred_way=Way.PHONE,
            town=data["town"],
            district=data["district"],
            address=data.get("address", ""),
            relation=data["relation"],
            birth_year=data["birth_year"],
            members=data["members"],
            story=data["story"],
            external_id=data.get("external_id", ""),
            needs=tuple(NeedValues(code, self.names[code]) for code in data["categories"]),
        )


class ApplyForm(FamilyForm):
    """On the public page. `website` is a trap for programs."""

    region = forms.ChoiceField(
        label="Регион",
        error_messages={"required": "Выберите регион.", "invalid_choice": "Выберите регион из списка."},
    )
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, headquarters: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.region_id: unit for unit in headquarters}
        named = [(unit.region_id, unit.region.name) for unit in headquarters if unit.region]
        self.fields["region"].choices = [("", "Выберите"), *named]  # type: ignore[attr-defined]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            self.add_error(None, "Похоже, форму заполнила программа. Если это вы, нажмите «Дальше» ещё раз.")
        return ""

    def unit(self) -> Unit:
        return self.units[self.cleaned_data["region"]]

    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, to go on to the next page in hidden fields."""
        single = [name for name in self.fields if name not in {"key", "website", "categories"}]
        found = [("key", self.cleaned_data["key"]), *((name, self.data.get(name, "")) for name in single)]
        return found + [("categories", code) for code in self.cleaned_data["categories"]]


class ReceiveForm(FamilyForm):
    """By the coordinator."""

    source = forms.ChoiceField(
        label="Откуда обратилась семья",
        choices=[(Source.HQ, "В штаб"), (Source.HOTLINE, "На горячую линию")],
        widget=forms.RadioSelect,
    )
    external_id = PlainText(label="Номер в ОНФ.Помощь", required=False, max_length=50)
    address = PlainText(label="Улица, дом, квартира", required=False, max_length=300)
    consent = forms.ChoiceField(
        label="Согласие на обработку данных",
        choices=[(method, METHOD_NAMES[method].capitalize()) for method in (Method.ORAL, Method.PAPER)],
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, как семья дала согласие."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("source", Source.HQ)
        labels = {"name": "Кто говорит за семью", "relation": "Кем приходится семье", "members": "Кто ещё в семье"}
        for name, label in labels.items() | {("story", "О чём просит семья")}:
            self.fields[name].label = label
