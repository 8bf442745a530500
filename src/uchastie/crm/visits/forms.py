"""Shapes of what is typed when somebody comes."""

import datetime as dt
import re
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.catalogue.models import Audience
from uchastie.crm.visits.actions import Mark
from uchastie.crm.visits.rules import CANCEL_REASON_NAMES, MOST_WITH, PURPOSE_NAMES, CancelReason, Purpose
from uchastie.ui.fields import PlainText

HERE = [(Purpose.SERVICE, "За помощью"), *[(p, name) for p, name in PURPOSE_NAMES.items() if p != Purpose.SERVICE]]
TOGETHER = [(0, "Один или одна"), (1, "Нас двое"), (2, "Нас трое"), (3, "Нас четверо")]


class CameForm(forms.Form):
    """What is asked at the counter and on a tablet alike."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    who = PlainText(
        label="Кто пришёл",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    purpose = forms.ChoiceField(
        label="Зачем", choices=list(PURPOSE_NAMES.items()), widget=forms.RadioSelect, initial=Purpose.SERVICE
    )
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    offline = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def mark(self) -> Mark:
        data = self.cleaned_data
        at = _moment(data["at"]) if data["offline"] else None
        return Mark(Purpose(data["purpose"]), data["key"], data["extra"], data.get("audience") or "", at)


class MarkForm(CameForm):
    """One field for whatever is scanned or typed; everything else has an answer already."""

    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    extra = forms.IntegerField(
        label="Ещё с ним",
        required=False,
        min_value=0,
        max_value=MOST_WITH,
        initial=0,
        error_messages={"invalid": "Напишите число, например 3.", "max_value": f"Не больше {MOST_WITH}."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "2"}),
    )
    audience = forms.ChoiceField(label="Без имени: кто это", required=False)

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(audience.code, audience.name) for audience in audiences]
        self.fields["audience"].choices = [("", "Не указывать"), *known]  # type: ignore[attr-defined]

    def clean_extra(self) -> int:
        return self.cleaned_data["extra"] or 0


class HereForm(CameForm):
    """The same on a tablet: larger words, no audiences, nothing to choose people from."""

    extra = forms.TypedChoiceField(
        label="Сколько вас", coerce=int, empty_value=None, choices=TOGETHER, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = HERE  # type: ignore[attr-defined]
        self.fields["purpose"].label = "Зачем пришли"
        self.fields["who"].label = "Телефон, номер заявки или личный код"
        self.initial.setdefault("extra", 0)

    def clean_extra(self) -> int:
        return self.cleaned_data["extra"] or 0


class CancelForm(forms.Form):
    reason = forms.ChoiceField(
        label="Почему отменяем",
        choices=list(CANCEL_REASON_NAMES.items()),
        initial=CancelReason.MISTAKE,
        error_messages={"required": "Выберите причину.", "invalid_choice": "Выберите причину из списка."},
    )


class JoinForm(forms.Form):
    request = forms.UUIDField()

    def request_id(self) -> UUID:
        return self.cleaned_data["request"] if self.is_valid() else UUID(int=0)


class TabletForm(forms.Form):
    name = PlainText(
        label="Где стоит планшет",
        max_length=100,
        error_messages={"required": "Напишите, где стоит планшет, например: у входа."},
    )


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
