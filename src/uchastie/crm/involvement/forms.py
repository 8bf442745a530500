"""What is typed about opportunities, roles, preparation and deeds."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.involvement import queries, rules
from uchastie.crm.involvement.actions import Deed, RoleValues
from uchastie.crm.involvement.models import Opportunity
from uchastie.crm.involvement.rules import DEGREE_NAMES, FORMAT_NAMES, LEVEL_NAMES, ROLE_NAMES, Format, Level, RoleKind
from uchastie.ui.agree import AgreeForm
from uchastie.ui.fields import CountedText

ADULT = [("yes", "Мне есть 18"), ("no", "Мне ещё нет 18")]


def _groups() -> list[tuple[str, str]]:
    return [(one.pk, one.name) for one in queries.list_groups()]


def _one_group(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=lambda: [("", "не выбрано"), *_groups()], widget=forms.Select
    )


def _many_groups(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=_groups, widget=forms.CheckboxSelectMultiple)


class RoleForm(forms.Form):
    """What a person reads before agreeing."""

    kind = forms.ChoiceField(label="Роль", choices=list(ROLE_NAMES.items()), initial=RoleKind.CONSULTANT)
    level = forms.ChoiceField(label="Уровень", choices=list(LEVEL_NAMES.items()), initial=Level.OPERATIONAL)
    degree = forms.TypedChoiceField(
        label="Насколько решает", coerce=int, choices=list(DEGREE_NAMES.items()), initial=3, widget=forms.RadioSelect
    )
    title = CountedText(label="Как назвать", limit=rules.TITLE, needed="Назовите просто: «Вести встречи для мам».")
    duties = CountedText(label="Что делать", limit=rules.TEXT, needed="Напишите, что человек будет делать.", rows=3)
    time = CountedText(label="Сколько времени", limit=rules.LINE, needed="Напишите, сколько времени это займёт.")
    help = CountedText(label="Чем поможем", limit=rules.TEXT, needed="Напишите, чем поможет центр.", rows=3)

    def values(self) -> RoleValues:
        names = ("kind", "level", "degree", "title", "duties", "time", "help")
        return RoleValues(**{name: self.cleaned_data[name] for name in names})


class OpportunityForm(RoleForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form = forms.ChoiceField(
        label="Где", choices=list(FORMAT_NAMES.items()), initial=Format.HERE, widget=forms.RadioSelect
    )
    groups = _many_groups("Кому подойдёт")
    from_18 = forms.BooleanField(label="Только с 18 лет", required=False)

    @classmethod
    def of(cls, one: Opportunity) -> "OpportunityForm":
        names = ("version", "kind", "level", "degree", "title", "duties", "time", "help", "from_18")
        chosen = [group.pk for group in one.groups.all()]
        return cls(initial={name: getattr(one, name) for name in names} | {"form": one.format, "groups": chosen})

    def extras(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("form", "groups", "from_18")}


class OfferForm(RoleForm):
    """`person` is one of those found or of those who were pleased."""

    person = forms.UUIDField(
        label="Кому",
        error_messages={"required": "Выберите, кому предлагаете.", "invalid": "Выберите, кому предлагаете."},
    )
    group = _one_group("От какой группы говорит")


class AnswerForm(AgreeForm):
    """Age is asked only as «мне есть 18»."""

    adult = forms.ChoiceField(
        label="Возраст",
        choices=ADULT,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, есть ли вам 18: от этого зависит, нужна ли подпись родителя."},
    )

    def is_adult(self) -> bool:
        return bool(self.cleaned_data["adult"] == "yes")


class ApplyForm(AnswerForm):
    group = _one_group("О ком хотите говорить")
    words = CountedText(label="Что хотите сказать центру", limit=rules.REASON, rows=2)


class StepsForm(forms.Form):
    steps = CountedText(label="Шаги подготовки", limit=rules.TEXT, needed="Напишите хотя бы один шаг.", rows=5)

    def titles(self) -> list[str]:
        return [one for one in self.cleaned_data["steps"].splitlines() if one.strip()]


class ParentForm(forms.Form):
    name = CountedText(label="Имя родителя, как в согласии", limit=200, needed="Напишите имя родителя с бумаги.")


class ReasonForm(forms.Form):
    reason = CountedText(label="Почему не сейчас", limit=rules.REASON, needed="Напишите, почему не сейчас.", rows=2)


class GroupForm(forms.Form):
    name = CountedText(label="Новая группа", limit=rules.LABEL, needed="Назовите группу.")


class DeedForm(forms.Form):
    key = forms.CharField(max_length=32, widget=forms.HiddenInput)
    title = CountedText(label="Что делали", limit=rules.TITLE, needed="Назовите дело.")
    on = forms.DateField(
        label="Когда",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день.", "invalid": "День не читается. Пример: 25.11.2026"},
    )
    level = forms.ChoiceField(label="Уровень", choices=list(LEVEL_NAMES.items()), initial=Level.OPERATIONAL)
    degree = forms.TypedChoiceField(
        label="Насколько решали", coerce=int, choices=list(DEGREE_NAMES.items()), initial=3, widget=forms.RadioSelect
    )
    roles = forms.MultipleChoiceField(label="Кто участвовал", required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.IntegerField(
        label="Сколько ещё людей",
        required=False,
        min_value=0,
        max_value=10_000,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Напишите число от 0 до 10 000."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"}),
    )
    groups = _many_groups("Чьи голоса прозвучали")
    together = forms.BooleanField(label="Решили сами участники, голосованием или разговором", required=False)
    decision = CountedText(label="Что решили", limit=rules.TEXT, rows=2)
    for_services = CountedText(label="Что изменилось в услугах", limit=rules.TEXT, rows=2)
    for_people = CountedText(label="Что изменилось для людей", limit=rules.TEXT, rows=2)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = people  # type: ignore[attr-defined]

    def deed(self) -> Deed:
        names = ("level", "degree", "title", "on", "together", "decision", "for_services", "for_people")
        data = self.cleaned_data
        return Deed(**{name: data[name] for name in names}, others=data["others"] or 0)

    def named(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["roles"]]
