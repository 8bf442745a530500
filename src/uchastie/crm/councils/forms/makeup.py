"""A council and its members as they are typed."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.councils import rules
from uchastie.crm.councils.models import Council
from uchastie.crm.councils.rules import KIND_NAMES, ROLE_NAMES, CouncilValues, Kind, MemberRole, Term
from uchastie.ui.fields import CountedText


def day_field(label: str, needed: str) -> forms.DateField:
    errors = {"required": needed, "invalid": "День не читается. Пример: 25.11.2026"}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=errors)


class CouncilForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.TypedChoiceField(
        label="Что это", coerce=Kind, choices=list(KIND_NAMES.items()), initial=Kind.COUNCIL, widget=forms.RadioSelect
    )
    name = CountedText(label="Название", limit=rules.NAME, needed="Назовите совет.")
    aim = CountedText(label="Зачем", limit=rules.AIM, needed="Напишите, зачем он собирается.", rows=3)
    powers = CountedText(label="Что может изменить", limit=rules.AIM, needed="Напишите, что он решает.", rows=3)
    bounds = CountedText(label="Чего изменить не может и почему", limit=rules.AIM, rows=3)
    answer_days = forms.IntegerField(
        label="Отвечаем на решение, дней",
        initial=14,
        min_value=1,
        max_value=90,
        error_messages={"invalid": "Напишите число, например 14.", "required": "Напишите число, например 14."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "2"}),
    )
    public = forms.BooleanField(label="Показывать жителям на странице центра", required=False, initial=True)

    @classmethod
    def of(cls, council: Council) -> "CouncilForm":
        names = ("version", "kind", "name", "aim", "powers", "bounds", "answer_days", "public")
        return cls(initial={name: getattr(council, name) for name in names})

    def values(self) -> CouncilValues:
        return CouncilValues(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class InviteForm(forms.Form):
    """`person` is one of those found, `user` one of those who work here."""

    who = forms.CharField(
        required=False, max_length=60, error_messages={"required": "Выберите, кого приглашаете."}, label="Кого"
    )
    label = CountedText(
        label="От кого", limit=rules.LABEL, needed="Напишите, от кого человек: «родитель», «житель района»."
    )
    role = forms.TypedChoiceField(
        label="Роль", coerce=MemberRole, choices=list(ROLE_NAMES.items()), initial="member", widget=forms.RadioSelect
    )
    since = day_field("С какого дня", "Укажите первый день.")
    until = day_field("По какой день", "Укажите последний день.")
    minor = forms.BooleanField(label="Моложе 18 лет: нужно и согласие родителя", required=False)

    def clean_who(self) -> dict[str, UUID]:
        kind, _, key = str(self.cleaned_data["who"]).partition(":")
        try:
            return {f"{kind}_id": UUID(key)} if kind in {"person", "user"} else {}
        except ValueError:
            return {}

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        term = Term(data["since"], data["until"])
        return {"label": data["label"], "role": data["role"], "term": term, "minor": data["minor"], **data["who"]}


class ParentForm(forms.Form):
    parent_name = CountedText(label="Имя родителя, как в согласии", limit=200)


class RenewForm(forms.Form):
    until = day_field("По какой день", "Укажите последний день.")

    def term(self, today: dt.date) -> Term:
        return Term(today, self.cleaned_data["until"])
