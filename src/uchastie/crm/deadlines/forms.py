"""Shape of the calendar's forms."""

from django import forms


class DayForm(forms.Form):
    date = forms.DateField(label="День", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="Какой это день",
        choices=[("off", "Нерабочий"), ("working", "Рабочий"), ("ordinary", "Обычный день недели")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Почему", max_length=100, required=False)
    region = forms.CharField(label="Код региона", max_length=2, required=False)


class YearForm(forms.Form):
    source = forms.CharField(label="Документ", max_length=200)
