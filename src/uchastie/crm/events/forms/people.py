"""Registration on the public page and by staff, marks at the door, the table."""

import datetime as dt
import re
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.events.actions import Came
from uchastie.crm.events.rules import MOST_AT_ONCE, MOST_UNNAMED, Guest, require_age
from uchastie.crm.people import rules as people
from uchastie.ui.fields import PlainText, by_rule
from uchastie.ui.text import plural

TOGETHER = ["Я", "Двое", "Трое", "Четверо", "Пятеро", "Шестеро"]
HOW_MANY = [(number, TOGETHER[number - 1]) for number in range(1, MOST_AT_ONCE + 1)]


class GuestForm(forms.Form):
    """«Записаться»: nothing of it is kept before the consent."""

    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=200)  # a trap for programs: people do not see it
    name = PlainText(
        label="Как к вам обращаться",
        max_length=people.NAME_LIMIT,
        error_messages={"required": "Напишите имя: по нему узнаем вас на входе."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PlainText(
        label="Телефон",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )
    email = PlainText(
        label="Адрес эл. почты",
        required=False,
        max_length=people.EMAIL_LIMIT,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    people = forms.TypedChoiceField(
        label="Сколько вас",
        coerce=int,
        choices=HOW_MANY,
        initial=1,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, сколько вас.", "invalid_choice": "Выберите из списка."},
    )

    of_age = forms.BooleanField(required=False)

    def __init__(self, *args: Any, min_age: int | None = None, **kwargs: Any) -> None:
        """`min_age` of the event: then whoever registers says that everybody is old enough."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)
        self.initial.setdefault("people", 1)
        self.min_age = min_age
        if min_age:
            self.fields["of_age"].label = f"Каждому из нас есть {plural(min_age, 'год', 'года', 'лет')}"
        else:
            del self.fields["of_age"]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            message = "Похоже, форму заполнила программа. Если это вы, нажмите «Дальше» ещё раз: всё на месте."
            self.add_error(None, message)
        return ""

    def clean_name(self) -> str:
        return by_rule(people.require_name, self.cleaned_data["name"])

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return by_rule(people.phone_e164, phone) if phone else ""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        return by_rule(people.email_address, email) if email else ""

    def clean_of_age(self) -> bool:
        by_rule(lambda said: require_age(self.min_age, bool(said)), self.data.get("of_age", ""))
        return bool(self.cleaned_data["of_age"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("phone") and not data.get("email") and not {"phone", "email"} & self.errors.keys():
            self.add_error("phone", "Напишите телефон или почту: пришлём код для входа и напомним.")
        return data

    def guest(self) -> Guest:
        data = self.cleaned_data
        return Guest(data["name"], data["phone"], data["email"], data["people"], bool(data.get("of_age")))

    def typed(self) -> list[tuple[str, str]]:
        """Everything as it was typed, to go on to the next page and back in hidden fields."""
        names = [name for name in self.fields if name not in {"key", "website"}]
        return [("key", self.cleaned_data["key"]), *((name, self.data.get(name, "")) for name in names)]


class StaffGuestForm(GuestForm):
    """The same by staff on the telephone or at the door: the consent is given in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Имя"
        self.fields["people"].label = "Сколько человек"
        if self.min_age:
            self.fields["of_age"].label = f"Спросили: каждому есть {plural(self.min_age, 'год', 'года', 'лет')}"
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (number, str(number)) for number in range(1, MOST_AT_ONCE + 1)
        ]


class MarkForm(forms.Form):
    """One field for whatever is scanned or typed. Field names are those the script of marks without connection keeps."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    who = PlainText(label="Код, номер, телефон или имя", required=False, max_length=200)
    registration = forms.UUIDField(required=False, widget=forms.HiddenInput)
    people = forms.IntegerField(
        label="Сколько человек",
        required=False,
        min_value=1,
        max_value=MOST_UNNAMED,
        error_messages={"invalid": "Напишите число, например 3.", "max_value": f"Не больше {MOST_UNNAMED}."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3"}),
    )
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    offline = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def came(self) -> Came:
        data = self.cleaned_data
        at = _moment(data["at"]) if data["offline"] else None
        return Came(data["key"], data["people"] or 0, at)

    def registration_id(self) -> UUID | None:
        found: UUID | None = self.cleaned_data["registration"]
        return found


class TableForm(forms.Form):
    upload = forms.FileField(label="Таблица участников", error_messages={"required": "Выберите файл."})
    came = forms.TypedChoiceField(
        label="Кто в таблице",
        choices=[("registered", "Записались"), ("came", "Пришли")],
        coerce="came".__eq__,
        initial="registered",
        error_messages={"required": "Отметьте, кто в таблице.", "invalid_choice": "Выберите из списка."},
        widget=forms.RadioSelect,
    )
    consents = forms.BooleanField(
        label="Согласия этих людей есть на бумаге",
        error_messages={"required": "Без согласий записывать людей нельзя. Соберите их и отметьте здесь."},
    )


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
