"""What is typed about support. People are chosen among those who take part and those who work here."""

from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.support import rules
from uchastie.crm.support.actions import Given, RiskValues
from uchastie.crm.support.models import Risk
from uchastie.crm.support.rules import AUDIENCE_NAMES, RISK_NAMES, RISK_STATE_NAMES, SUPPORT_NAMES, Audience
from uchastie.ui.fields import CountedText

type Choices = list[tuple[str, str]]


def _day(label: str) -> forms.DateField:
    errors = {"required": "Укажите день.", "invalid": "День не читается. Пример: 25.11.2026"}
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=errors
    )


def _number(label: str, most: int, *, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=initial is not None,
        initial=initial,
        min_value=1,
        max_value=most,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "required"), f"Напишите целое число от 1 до {most}."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7"}),
    )


class Keyed(forms.Form):
    key = forms.CharField(max_length=32, widget=forms.HiddenInput)


class SupportForm(Keyed):
    who = forms.ChoiceField(label="Кому", error_messages={"required": "Выберите, кому помогли."})
    kind = forms.ChoiceField(
        label="Вид поддержки", choices=[(one, SUPPORT_NAMES[one]) for one in rules.LOGGED], initial=rules.LOGGED[0]
    )
    on = _day("Когда")
    minutes = _number("Сколько минут", rules.MINUTES, initial=30)
    what = CountedText(label="Что сделали", limit=rules.LINE, needed="Напишите, что сделали.")
    form = CountedText(label="В какой форме, чтобы было понятно", limit=rules.LINE)
    skill = CountedText(label="Чему человек научился", limit=rules.LINE)

    def __init__(self, *args: Any, people: Choices, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(f"role:{pk}", name) for pk, name in people] + [
            (f"user:{pk}", f"{name}, сотрудник") for pk, name in staff
        ]
        self.fields["who"].choices = chosen  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        side, _, pk = data["who"].partition(":")
        given = Given(**{name: data[name] for name in ("kind", "on", "minutes", "what", "form", "skill")})
        return {"given": given, "key": data["key"], f"{side}_id": UUID(pk)}


class SessionForm(Keyed):
    audience = forms.TypedChoiceField(
        label="Для кого",
        coerce=Audience,
        choices=list(AUDIENCE_NAMES.items()),
        initial=Audience.STAFF,
        widget=forms.RadioSelect,
    )
    facilitator = forms.TypedChoiceField(label="Кто вёл", coerce=UUID)
    on = _day("Когда")
    minutes = _number("Сколько минут", rules.MINUTES, initial=60)
    staff = forms.TypedMultipleChoiceField(
        label="Кто из сотрудников был", required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    roles = forms.TypedMultipleChoiceField(
        label="Кто из участников был", required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Choices, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("facilitator", staff), ("staff", staff), ("roles", people)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"facilitator_id": data.pop("facilitator")} if "facilitator" in data else data


class NoteForm(Keyed):
    text = CountedText(label="Заметка", limit=rules.NOTE, needed="Напишите хотя бы несколько слов.", rows=4)


class CompensationForm(Keyed):
    role = forms.TypedChoiceField(label="Кому", coerce=UUID, error_messages={"required": "Выберите, кому."})
    need = CountedText(label="Что нужно, чтобы участвовать", limit=rules.LINE, needed="Напишите, что мешало прийти.")
    done = CountedText(label="Что сделали", limit=rules.LINE)
    amount = _number("Сумма, рублей", rules.SUM)
    document = CountedText(label="Документ", limit=rules.LINE)
    on = _day("Когда")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = people  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"role_id": data.pop("role"), **data}


class RiskForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Что это", choices=list(RISK_NAMES.items()), initial="barrier", widget=forms.RadioSelect
    )
    title = CountedText(label="Что мешает или может случиться", limit=rules.LINE, needed="Назовите, что мешает.")
    probability = forms.TypedChoiceField(
        label="Вероятность", coerce=int, choices=list(rules.GRADE_NAMES.items()), initial=2, widget=forms.RadioSelect
    )
    effect = forms.TypedChoiceField(
        label="Влияние", coerce=int, choices=list(rules.EFFECT_NAMES.items()), initial=2, widget=forms.RadioSelect
    )
    measure = CountedText(label="Что делаем", limit=rules.TEXT, needed="Напишите, что делаем с этим.", rows=3)
    owner = forms.TypedChoiceField(label="Кто отвечает", coerce=UUID)
    review_on = _day("Когда пересмотрим")
    state = forms.ChoiceField(
        label="Состояние", choices=list(RISK_STATE_NAMES.items()), initial="open", widget=forms.RadioSelect
    )
    result = CountedText(label="Что вышло", limit=rules.LINE)

    def __init__(self, *args: Any, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = staff  # type: ignore[attr-defined]

    @classmethod
    def of(cls, risk: Risk, *, staff: Choices) -> "RiskForm":
        names = ("version", "kind", "title", "probability", "effect", "measure", "review_on", "state", "result")
        return cls(initial={name: getattr(risk, name) for name in names} | {"owner": risk.owner_id}, staff=staff)

    def values(self) -> RiskValues:
        data = self.cleaned_data
        names = ("kind", "title", "probability", "effect", "measure", "review_on")
        return RiskValues(**{name: data[name] for name in names}, owner_id=data["owner"])
