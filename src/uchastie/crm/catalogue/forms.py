"""Shapes of the catalogue's forms. The steps are a plain formset, so that the editor works without any script."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from uchastie.crm.catalogue.models import Service
from uchastie.crm.catalogue.rules import (
    CHANGES_LENGTH,
    HINT_LENGTH,
    MAX_STEPS,
    PACKAGE_LEVEL_NAMES,
    TEXT_LENGTH,
    Shift,
    Step,
    shifted,
)

ROWS_READ = MAX_STEPS + 20  # one more step than allowed must reach the rule that says so


class LevelForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label="Пакет", choices=list(PACKAGE_LEVEL_NAMES.items()), widget=forms.RadioSelect)


class StepForm(forms.Form):
    text = forms.CharField(label="Что сделать", required=False, strip=False)
    hint = forms.CharField(label="Пояснение", required=False, strip=False)
    required = forms.BooleanField(label="Обязательный", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"maxlength": TEXT_LENGTH}
        self.fields["hint"].widget.attrs |= {"maxlength": HINT_LENGTH}

    def step(self) -> Step:
        data = self.cleaned_data
        return Step(data.get("text", ""), data.get("hint", ""), data.get("required", False))


StepFormSet = forms.formset_factory(StepForm, extra=0, max_num=ROWS_READ, absolute_max=ROWS_READ)


class RegulationForm(forms.Form):
    """The next version: its steps and what has changed. `steps` is the formset of the rows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    changes = forms.CharField(label="Что изменилось", required=False, widget=forms.Textarea)
    reread = forms.BooleanField(label="Прочесть заново всем, кто знает прежнюю версию", required=False, initial=True)

    def __init__(self, data: QueryDict | None = None, *, steps: list[Step] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["changes"].widget.attrs |= {"maxlength": CHANGES_LENGTH}
        initial = [{"text": step.text, "hint": step.hint, "required": step.required} for step in steps or []]
        self.steps = StepFormSet(data, prefix="steps", initial=initial)

    def clean(self) -> dict[str, Any]:
        if not self.steps.is_valid():
            raise forms.ValidationError("Форма пришла не целиком. Обновите страницу: черновик сохранён.", code="broken")
        return self.cleaned_data

    def written(self) -> list[Step]:
        """The steps as they were typed, after the button beside one of them («up-2»), if it was that button."""
        name, _, place = self.data.get("do", "").partition("-")
        typed = [form.step() for form in self.steps.forms]
        if name not in set(Shift):
            return typed
        return shifted(typed, Shift(name), int(place) if place.isdecimal() and len(place) < 4 else len(typed))

    def shown(self) -> list[Step]:
        """The steps on the page now, whether typed or kept."""
        if self.is_bound and self.steps.is_valid():
            return [form.step() for form in self.steps.forms]
        return [Step(**row) for row in self.steps.initial or []]

    def renew(self, service: Service) -> None:
        """After a conflict: what was typed stays, and the next attempt is made over the version of now."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(service.version)
        self.data = data
