"""Fields of forms that people write words into."""

import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms

from uchastie.kernel.errors import Refusal
from uchastie.ui.text import number

TEXT_LIMIT = 4000  # characters of any free text


class PlainText(forms.CharField):
    """Text as typed, without what cannot be seen: control characters never reach the database."""

    def to_python(self, value: Any) -> str:
        lines = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        seen = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
        return seen.strip()


class LongText(PlainText):
    """Free text of many lines; too long a text is counted for its author and stays in the form."""

    def __init__(self, *, label: str, rows: int = 4, **kwargs: Any) -> None:
        settings: dict[str, Any] = {"required": False, "widget": forms.Textarea(attrs={"rows": rows})} | kwargs
        super().__init__(label=label, **settings)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > TEXT_LIMIT:
            raise forms.ValidationError(
                f"Слишком длинно: {number(len(value))} знаков, а помещается {number(TEXT_LIMIT)}. Сократите текст."
            )


def by_rule[T](rule: Callable[[str], T], value: str) -> T:
    """What a rule makes of the value; its refusal becomes an error of the field."""
    try:
        return rule(value)
    except Refusal as refusal:
        raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
