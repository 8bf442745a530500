"""Words of people and answers to them."""

from typing import Any
from uuid import uuid4

from django import forms

from uchastie.crm.voices import rules
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.queries import Change
from uchastie.crm.voices.rules import EFFECT_NAMES, Completion, Decision, Effect, State
from uchastie.ui.fields import CountedText

OWN, NAMELESS = "own", "nameless"
CHOICES = {State.ACCEPTED: "Делаем", State.EXPLAINED: "Уже есть или объясняем", State.DECLINED: "Нельзя"}


class SayForm(forms.Form):
    """`way` is asked only of who is in; nobody else can be answered but by the number."""

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    words = CountedText(
        label="Что изменить или оставить как есть", limit=rules.WORDS, needed="Напишите, что хотите сказать.", rows=4
    )
    way = forms.ChoiceField(
        label="Как вам ответить",
        choices=[(OWN, "От моего имени, ответ придёт мне"), (NAMELESS, "Без имени, прочитаю по номеру")],
        initial=OWN,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)
        if not known:
            del self.fields["way"]

    @property
    def once(self) -> str:
        return self.cleaned_data["key"] or uuid4().hex


class NumberForm(forms.Form):
    code = forms.CharField(
        label="Номер, который вам показали", max_length=30, error_messages={"required": "Введите номер."}
    )


class SpokenForm(forms.Form):
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    words = CountedText(label="Что сказали", limit=rules.WORDS, needed="Запишите словами человека.", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)


class DecisionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label="Что решили?",
        choices=list(CHOICES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что решили."},
    )
    answer = CountedText(label="Ответ человеку", limit=rules.ANSWER, needed="Напишите ответ человеку.", rows=3)
    promised_on = forms.DateField(
        label="Сделаем до",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "День не читается. Пример: 14.12.2026"},
    )
    said = CountedText(label="Что написать на доске", limit=rules.PUBLIC, rows=2)

    @classmethod
    def of(cls, item: FeedbackItem) -> "DecisionForm":
        return cls(initial={"version": item.version}, auto_id="decide_%s")

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(State(data["state"]), data["answer"], data["said"], data["promised_on"])


class CompletionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    done = CountedText(label="Что сделали", limit=rules.ANSWER, needed="Напишите, что сделали.", rows=3)
    change = forms.ChoiceField(label="Что на самом деле изменилось", required=False)
    effect = forms.ChoiceField(
        label="Кому это помогло",
        choices=list(EFFECT_NAMES.items()),
        initial=Effect.PEOPLE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, changes: list[Change], **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "done_%s"} | kwargs))
        choices = [("", "Другое: сказано словами"), *((one.value, one.title) for one in changes)]
        self.fields["change"].choices = choices  # type: ignore[attr-defined]

    def completion(self) -> Completion:
        data = self.cleaned_data
        return Completion(data["done"], Effect(data["effect"]), data["change"])
