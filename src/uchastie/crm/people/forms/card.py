"""The form of a card. It carries what its reader has seen (`was`), so that two people who change a card at once lose
nothing: each field is compared three ways."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms

from uchastie.crm.people.actions import CardValues
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import AUDIENCE_NAMES, CHOSEN, NEED_NAMES, WAY_NAMES, Kind, Way
from uchastie.ui.fields import PlainText

LISTS = ("needs", "audiences")
LABELS = {
    "name": "Имя",
    "volunteer_id": "ID на Добро.рф",
    "birth_year": "Год рождения",
    "preferred_way": "Как удобнее связаться",
    "preferred_time": "Когда удобно",
    "needs": "Что поможет",
    "needs_note": "Что ещё поможет",
    "municipality": "Где живёт",
    "oktmo": "ОКТМО",
    "audiences": "Группы",
    "inn": "ИНН",
    "ogrn": "ОГРН",
    "kpp": "КПП",
    "csr": "Опыт социальных проектов",
    "contact_position": "Должность контактного лица",
}
ORGANISATION_ONLY = ("inn", "ogrn", "kpp", "csr", "contact_position")
PERSON_ONLY = ("volunteer_id", "birth_year")


class CardForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    name = PlainText(label="Фамилия, имя, отчество", max_length=200, required=False)
    volunteer_id = PlainText(label=LABELS["volunteer_id"], max_length=30, required=False)
    birth_year = forms.IntegerField(
        label=LABELS["birth_year"],
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Год — четыре цифры, например 1965."},
    )
    preferred_way = forms.ChoiceField(
        label=LABELS["preferred_way"], choices=list(WAY_NAMES.items()), widget=forms.RadioSelect
    )
    preferred_time = PlainText(label=LABELS["preferred_time"], max_length=100, required=False)
    audiences = forms.MultipleChoiceField(
        label=LABELS["audiences"], required=False, widget=forms.CheckboxSelectMultiple
    )
    csr = forms.BooleanField(label="Есть опыт социальных проектов", required=False)
    needs = forms.MultipleChoiceField(
        label="Что поможет прийти и поговорить",
        choices=list(NEED_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_note = PlainText(label=LABELS["needs_note"], max_length=300, required=False)
    municipality = PlainText(label=LABELS["municipality"], max_length=200, required=False)
    oktmo = PlainText(label=LABELS["oktmo"], max_length=20, required=False)
    inn = PlainText(label="ИНН", max_length=30, required=False)
    ogrn = PlainText(label="ОГРН или ОГРНИП", max_length=30, required=False)
    kpp = PlainText(label="КПП", max_length=30, required=False)
    contact_position = PlainText(label=LABELS["contact_position"], max_length=100, required=False)

    def __init__(self, *args: Any, kind: str, territory: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory = territory
        groups: Any = self.fields["audiences"]
        groups.choices = [(code, AUDIENCE_NAMES[code]) for code in CHOSEN[Kind(kind)]]
        for name in ORGANISATION_ONLY if kind == Kind.PERSON else PERSON_ONLY:
            del self.fields[name]
        if kind == Kind.ORGANISATION:
            self.fields["name"].label = "Название"
            self.fields["municipality"].label = "Где работает"

    def plain(self) -> dict[str, Any]:
        """What was sent, in the shape of `plain_of`; a municipality of the territory brings its code."""
        sent = {name: _plain(name, value) for name, value in self.cleaned_data.items() if name in LABELS}
        codes = {name.casefold(): code for code, name in self.territory}
        if sent["municipality"] and not sent["oktmo"]:
            sent["oktmo"] = codes.get(sent["municipality"].casefold(), "")
        return sent

    def seen(self) -> dict[str, Any]:
        """What stood in the card when the page was opened; nothing when it cannot be read."""
        try:
            found = json.loads(self.cleaned_data["was"] or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def plain_of(person: Beneficiary, audiences: set[str]) -> dict[str, Any]:
    """The card as strings and lists of codes, to compare and to carry."""
    shown = {name: _plain(name, getattr(person, name)) for name in LABELS if name != "audiences"}
    return shown | {"audiences": sorted(audiences)}


def initial_of(person: Beneficiary, audiences: set[str]) -> dict[str, Any]:
    plain = plain_of(person, audiences)
    return plain | {"version": person.version, "was": json.dumps(plain, ensure_ascii=False)}


def values_of(plain: Mapping[str, Any]) -> CardValues:
    """For the action."""
    rest = {name: plain.get(name, "") for name in LABELS if name not in {*LISTS, "birth_year", "csr", "preferred_way"}}
    year = plain.get("birth_year") or ""
    return CardValues(
        **rest,
        birth_year=int(year) if year else None,
        preferred_way=Way(plain["preferred_way"]),
        needs=tuple(plain.get("needs", ())),
        audiences=frozenset(plain.get("audiences", ())),
        csr=bool(plain.get("csr")),
    )


def _plain(name: str, value: Any) -> Any:
    if name in LISTS:
        return sorted(str(item) for item in value)
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)
