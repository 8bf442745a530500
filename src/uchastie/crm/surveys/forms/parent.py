"""What a parent and a teenager type before the first question."""

from django import forms

from uchastie.crm.surveys.rules import plain_code
from uchastie.ui.agree import AgreeForm
from uchastie.ui.fields import CountedText


class ParentForm(AgreeForm):
    name = CountedText(label="Как вас зовут", limit=200, needed="Напишите ваше имя: согласие даёт человек.")
    field_order = ("name", "agree", "text")


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Код от родителя",
        max_length=20,
        error_messages={"required": "Впиши код: восемь букв и цифр.", "max_length": "В коде восемь букв и цифр."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return plain_code(self.cleaned_data["code"])
