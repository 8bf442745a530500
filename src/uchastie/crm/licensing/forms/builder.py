"""The three steps of the set builder: one form for each, with a row for every elective service."""

from collections.abc import Iterable
from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service
from uchastie.crm.licensing.rules import Answer

MARKS = ("experience", "interest")


class StepForm(forms.Form):
    """`codes` are the boxes that are ticked: read in step 1, chosen in step 3."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    codes = forms.MultipleChoiceField(
        label="Сервисы",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Такого сервиса в каталоге нет. Обновите страницу."},
    )

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(one.code, one.name) for one in services]  # type: ignore[attr-defined]

    def ticked(self) -> frozenset[str]:
        known = {code for code, _ in self.fields["codes"].choices}  # type: ignore[attr-defined]
        return frozenset(code for code in self["codes"].value() or [] if code in known)


class ReadinessForm(forms.Form):
    """Two marks of 0-3 for each service; what is not marked is not said yet."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, services: Iterable[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = [service.code for service in services]
        for code in self.known:
            for mark in MARKS:
                self.fields[f"{mark}-{code}"] = forms.TypedChoiceField(
                    required=False,
                    choices=[("", ""), *((str(value), str(value)) for value in range(4))],
                    coerce=int,
                    empty_value=None,
                    error_messages={"invalid_choice": "Готовность отмечают от 0 до 3."},
                )

    def answers(self) -> dict[str, Answer]:
        data = self.cleaned_data
        return {code: Answer(data[f"experience-{code}"], data[f"interest-{code}"]) for code in self.known}


class SubmissionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    agree_package = forms.BooleanField(label="Понимаю: пакет станет «Стандартом»", required=False)
