"""The checklist of the premises and the note about the place."""

from django import forms

from uchastie.crm.licensing.rules import Item
from uchastie.ui.fields import PlainText


class CheckForm(forms.Form):
    item = forms.ChoiceField(choices=[(item, item) for item in Item], widget=forms.HiddenInput)
    ready = forms.ChoiceField(
        label="Готово?",
        choices=[("yes", "Готово"), ("no", "Ещё нет")],
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, готово или ещё нет."},
    )
    note = PlainText(label="Заметка", required=False, max_length=300)
    photo = forms.FileField(label="Снимок", required=False)


class NoteForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = PlainText(label="Что знать", required=False, widget=forms.Textarea(attrs={"rows": 10}))
