"""Forms of contacts, the household, and merging."""

from typing import Any

from django import forms

from uchastie.crm.consents.rules import Method
from uchastie.crm.people.queries import Choice
from uchastie.crm.people.rules import REASON_LIMIT
from uchastie.ui.fields import PlainText


class AddContactForm(forms.Form):
    value = PlainText(
        label="Телефон или адрес почты", max_length=254, error_messages={"required": "Напишите телефон или адрес."}
    )
    whose = PlainText(label="Чей или какой", max_length=60, required=False, help_text="Домашний, рабочий, дочери")
    preferred = forms.BooleanField(label="Сначала сюда", required=False)


class ChangeContactForm(forms.Form):
    whose = PlainText(max_length=60, required=False)
    preferred = forms.BooleanField(required=False)


class FindForm(forms.Form):
    text = PlainText(label="Кого найти", max_length=100, error_messages={"required": "Напишите имя или телефон."})


class LinkForm(forms.Form):
    relative = forms.UUIDField()
    relation = PlainText(max_length=60, required=False)


class RelativeForm(forms.Form):
    name = PlainText(
        label="Фамилия, имя, отчество", max_length=200, error_messages={"required": "Напишите, как зовут человека."}
    )
    relation = PlainText(label="Кто это", max_length=60, required=False, help_text="Внук, мама, муж")
    birth_year = forms.IntegerField(
        label="Год рождения",
        help_text="Если знаете",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Год — четыре цифры, например 2017."},
    )
    method = forms.ChoiceField(
        label="Как дали согласие на обработку данных",
        choices=[(Method.PAPER, "На бумаге"), (Method.ORAL, "Устно, бумагу подпишем")],
        widget=forms.RadioSelect,
        help_text="За ребёнка согласие даёт родитель. Без согласия карточку не заводим.",
        error_messages={"required": "Отметьте, как дано согласие: без него карточку не заводим."},
    )


class SpeakerForm(forms.Form):
    speaker = forms.UUIDField(required=False)
    position = PlainText(max_length=100, required=False)


class MergeForm(forms.Form):
    """A radio for each value that differs; the sides are «kept» and «merged»."""

    kept_version = forms.IntegerField(widget=forms.HiddenInput)
    merged_version = forms.IntegerField(widget=forms.HiddenInput)
    reason = PlainText(
        label="Почему это один человек",
        max_length=REASON_LIMIT,
        error_messages={"required": "Напишите, почему это один человек: это увидят те, кто будет проверять."},
    )

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in choices:
            self.fields[f"take_{choice.key}"] = forms.ChoiceField(
                label=choice.label,
                choices=[("kept", choice.kept), ("merged", choice.merged)],
                required=False,
                widget=forms.RadioSelect,
                initial=choice.default,
            )

    def choices(self) -> dict[str, Any]:
        taken = {name.removeprefix("take_"): side for name, side in self.cleaned_data.items() if "take_" in name}
        return {name: side for name, side in taken.items() if side}
