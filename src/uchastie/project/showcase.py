"""Every component in every state, on one page: to look at when one is changed. Only in a demonstration or DEBUG."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.deadlines.rules import Explanation, WorkCalendar, explain, explain_met, working_days_deadline
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import page
from uchastie.project.navigation import Group, Item
from uchastie.ui import marks

ZONE = ZoneInfo("Asia/Yekaterinburg")
NOW = dt.datetime(2026, 11, 23, 11, 20, tzinfo=ZONE)
CALENDAR = WorkCalendar(years=frozenset({2026}))
SECTIONS = (
    Item("queue", "Заявки на сервисы", "inbox", "#rows", "Заявки", 14),
    Item("add", "Добавить", "plus", "#forms", "Добавить"),
    Item("late", "Просрочено", "triangle-alert", "#rows", "", 2),
)
MENU = (Group("", SECTIONS), Group("Центр", (Item("services", "Сервисы", "hand-heart", "#cards", "Сервисы", 12),)))


class Sample(forms.Form):
    name = forms.CharField(label="Как к вам обращаться", max_length=100, help_text="Имя и отчество")
    phone = forms.CharField(label="Телефон", widget=forms.TextInput(attrs={"inputmode": "tel"}))
    town = forms.ChoiceField(label="Город", choices=[("e", "Екатеринбург"), ("n", "Нижний Тагил")])
    need = forms.CharField(
        label="Что нужно", widget=forms.Textarea, help_text="Своими словами. О здоровье писать не нужно."
    )
    way = forms.ChoiceField(
        label="Как вам удобнее",
        choices=[("call", "Звонок"), ("sms", "СМС"), ("mail", "Письмо"), ("visit", "Приду сам или сама")],
        widget=forms.RadioSelect,
        initial="call",
    )
    topics = forms.MultipleChoiceField(
        label="О чём", choices=[("a", "Меры поддержки"), ("b", "Проекты")], widget=forms.CheckboxSelectMultiple
    )
    when = forms.ChoiceField(
        label="Когда оказать",
        choices=[("now", "Оказать сразу"), ("later", "Договориться о дате")],
        widget=forms.RadioSelect,
        initial="now",
    )
    stars = forms.ChoiceField(label="Оценка", choices=[(str(n), str(n)) for n in range(1, 6)], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Согласна на обработку моих персональных данных")


class Wrong(Sample):
    """The same form, refused."""

    def clean(self) -> dict[str, Any]:
        self.add_error("phone", "Не хватает 2 цифр. Пример: +7 912 345-67-89")
        return self.cleaned_data


def _wrong() -> Wrong:
    values = {"name": "Вера", "phone": "+7 912 555-01", "town": "e", "need": "Совет", "way": "sms", "when": "now"}
    return Wrong(values, auto_id="wrong_%s")


def _deadlines() -> dict[str, Explanation]:
    def count(*start: int, days: int = 2) -> Explanation:
        begun = dt.datetime(*start, tzinfo=ZONE)  # type: ignore[misc, arg-type]
        due = working_days_deadline(begun, days, ZONE, CALENDAR)
        return explain(begun, due.due_at, ZONE, NOW, CALENDAR)

    begun = dt.datetime(2026, 11, 20, 16, 30, tzinfo=ZONE)
    due = working_days_deadline(begun, 2, ZONE, CALENDAR)
    return {
        "в срок": count(2026, 11, 20, 16, 30),
        "сегодня": count(2026, 11, 19, 10, 0),
        "просрочено": count(2026, 11, 17, 9, 15),
        "длинный, через непринятый календарь": count(2026, 12, 30, 12, 0, days=4),
        "выполнен": explain_met(begun, due.due_at, NOW, ZONE, CALENDAR),
    }


@page.public
@require_safe
def showcase(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or is_demo()):
        raise NotSeen
    theme = request.GET.get("theme", "")
    context = {
        "theme": theme if theme in {"light", "dark"} else "",
        "sample_menu": MENU,
        "form": Sample(auto_id="good_%s"),
        "wrong": _wrong(),
        "deadlines": _deadlines(),
        "icons": sorted(marks.names()),
    }
    return render(request, "ui/showcase.html", context)
