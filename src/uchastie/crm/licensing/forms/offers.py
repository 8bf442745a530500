"""The set of a centre as a form: a box per elective service."""

from collections.abc import Iterable
from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service


class OffersForm(forms.Form):
    """`seen` are the codes that were ticked when the page was shown: a set changed meanwhile is not overwritten."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    codes = forms.MultipleChoiceField(label="Сервисы", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, services: Iterable[Service], present: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(service.code, service.name) for service in services]  # type: ignore[attr-defined]
        self.initial = {"codes": sorted(present), "seen": " ".join(sorted(present))}

    def cleaned(self) -> dict[str, Any]:
        return {"codes": self.cleaned_data["codes"], "seen": self.cleaned_data["seen"].split()}

    def ticked(self) -> set[str]:
        """What is ticked on the page now; anything that is not a code of the form is left out."""
        known = dict(self.fields["codes"].choices)  # type: ignore[attr-defined]
        return {code for code in self["codes"].value() or [] if code in known}

    def renew(self, present: Iterable[str]) -> None:
        """After a conflict: the ticks stay, and the next attempt is made over the set of now."""
        self.data = {"codes": sorted(self.ticked()), "seen": " ".join(sorted(present))}
