"""Fields of forms that people write words into."""

import copy
import unicodedata
from collections.abc import Callable, Collection
from typing import Any

from django import forms

from uchastie.kernel.errors import Refusal
from uchastie.ui.text import number

TEXT_LIMIT = 4000  # characters of any free text


class Shared(dict[str, forms.Field]):
    """The fields of a form class, for forms that change only the `own` ones of them: the framework copies every field
    for every form, which on a page with three forms costs more than its queries.

        class NoteForm(forms.Form): …
        share_fields(NoteForm)"""

    def __init__(self, fields: dict[str, forms.Field], own: Collection[str]) -> None:
        super().__init__(fields)
        self.own = own

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: copy.deepcopy(field, memo) if name in self.own else field for name, field in self.items()}


def share_fields(*forms_: type[forms.Form], own: Collection[str] = ()) -> None:
    for form in forms_:
        form.base_fields = Shared(form.base_fields, own)  # type: ignore[attr-defined]


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


class CountedText(PlainText):
    """Text of at most `limit` characters; one that is too long stays in the form and is told there. `needed` says what
    to do when it is empty; without it the field may be empty. With `rows` it has many lines."""

    def __init__(self, *, label: str, limit: int, needed: str = "", rows: int = 0) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        errors = {"max_length": "Слишком длинно: помещается %(limit_value)d знаков. Сократите."}
        errors |= {"required": needed} if needed else {}
        super().__init__(label=label, max_length=limit, required=bool(needed), widget=widget, error_messages=errors)
        self.widget.attrs.pop("maxlength", None)
