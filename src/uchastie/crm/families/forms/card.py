"""Forms on the card of a family."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.accounts.models import User
from uchastie.crm.families import rules
from uchastie.crm.families.models import HelpCategory, Need
from uchastie.crm.families.rules import CloseReason, LookReason, NeedValues
from uchastie.crm.network.models import Unit
from uchastie.ui.fields import LongText, PlainText


class Versioned(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class OpeningForm(forms.Form):
    reason = forms.ChoiceField(
        label="Зачем открываете?",
        choices=[(reason, rules.LOOK_NAMES[reason]) for reason in rules.REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, зачем открываете данные."},
    )

    def chosen(self) -> LookReason:
        return LookReason(self.cleaned_data["reason"])


class DecisionForm(Versioned):
    needed = forms.ChoiceField(
        label="Нужна ли длительная помощь?",
        choices=[("yes", "Да, нужна"), ("no", "Нет, хватит разовой")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите: нужна или нет."},
    )
    reason = LongText(label="Почему", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "decision_%s"} | kwargs)  # beside the reason of the veil


class NeedForm(Versioned):
    category = forms.ChoiceField(label="Вид помощи", error_messages={"required": "Выберите вид помощи."})
    description = PlainText(
        label="В чём помочь", max_length=500, error_messages={"required": "Напишите, в чём помочь: два-три слова."}
    )
    format = forms.ChoiceField(
        label="В каком виде", required=False, choices=[*rules.FORMAT_NAMES.items()], widget=forms.RadioSelect
    )
    periodicity = forms.ChoiceField(
        label="Как часто", required=False, choices=[*rules.PERIODICITY_NAMES.items()], widget=forms.RadioSelect
    )
    urgency = forms.ChoiceField(
        label="Насколько срочно", required=False, choices=[*rules.URGENCY_NAMES.items()], widget=forms.RadioSelect
    )
    times = PlainText(label="В какие дни и часы", required=False, max_length=100)

    def __init__(self, *args: Any, categories: Sequence[HelpCategory], need: Need | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(category.pk, category.name) for category in categories]
        if need is None:
            named.insert(0, ("", "Выберите"))
        elif need.category_id not in dict(named):
            named.append((need.category_id, need.category.name))
        self.fields["category"].choices = named  # type: ignore[attr-defined]
        if need is not None:
            names = ("description", "format", "periodicity", "urgency", "times", "version")
            self.initial.update({name: getattr(need, name) for name in names}, category=need.category_id)

    def values(self) -> NeedValues:
        data = self.cleaned_data
        return NeedValues(
            data["category"], data["description"], data["format"], data["periodicity"], data["urgency"], data["times"]
        )


class ClosingForm(Versioned):
    reason = forms.ChoiceField(
        label="Почему закрываем",
        choices=[(reason, reason.label.capitalize()) for reason in CloseReason],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )


class HandoverForm(Versioned):
    colleague = forms.ChoiceField(
        label="Кому передать", widget=forms.RadioSelect, error_messages={"required": "Выберите коллегу."}
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [(str(user.pk), user.name) for user in colleagues]  # type: ignore[attr-defined]


class MembersForm(Versioned):
    relation = PlainText(label="Кем приходится семье тот, кто за неё говорит", max_length=60)
    birth_year = forms.IntegerField(
        label="Год рождения", required=False, error_messages={"invalid": "Год рождения — четыре цифры."}
    )
    members = LongText(label="Кто ещё в семье", rows=6)


class SplitForm(Versioned):
    needs = forms.MultipleChoiceField(
        label="Какие просьбы передать",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одну потребность."},
    )
    centre = forms.ChoiceField(label="В какой центр", error_messages={"required": "Выберите центр."})
    agreed = forms.BooleanField(
        label="Семья согласна, чтобы центр ей позвонил",
        error_messages={"required": "Сначала спросите семью: центр получит её имя и телефон."},
    )

    def __init__(
        self, *args: Any, needs: Sequence[Need], centres: Sequence[tuple[Unit, float | None]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(str(need.pk), need.description) for need in needs]  # type: ignore[attr-defined]
        self.units = {str(unit.pk): unit for unit, _ in centres}
        named = [(str(unit.pk), f"{unit.name}, {_where(unit, far)}") for unit, far in centres]
        self.fields["centre"].choices = named  # type: ignore[attr-defined]
        self.initial.setdefault("needs", [str(need.pk) for need in needs])

    def unit(self) -> Unit:
        return self.units[self.cleaned_data["centre"]]

    def chosen(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["needs"]]


def _where(unit: Unit, far: float | None) -> str:
    return unit.town if far is None else f"{unit.town}, {max(1, round(far))} км"


class CategoryForm(forms.Form):
    name = PlainText(label="Название", max_length=100, error_messages={"required": "Напишите название."})


class TableForm(forms.Form):
    upload = forms.FileField(
        label="Таблица",
        allow_empty_file=True,
        error_messages={"required": "Выберите файл."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
