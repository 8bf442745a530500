"""What a guardian types about a family and about itself."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from uchastie.crm.families.models import HelpCategory
from uchastie.crm.families.rules import LOOK_NAMES, LookReason, NeedFormat
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.rules.help import MONTH_NAMES
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import CapabilityValues
from uchastie.crm.guardianship.rules import DECLINE_REASONS, END_REASONS, MOST_WHAT, MOST_WHO
from uchastie.ui.fields import LongText, PlainText

NO_DAY = {"required": "Выберите день.", "invalid": "Напишите день."}


def _day(label: str, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=NO_DAY, **kwargs)


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        label="Почему",
        choices=[*DECLINE_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )
    note = LongText(label="Своими словами", rows=2, max_length=1000)


class LookForm(forms.Form):
    """Why the contacts are opened: the family will read it."""

    reason = forms.ChoiceField(
        label="Зачем",
        choices=[(reason, LOOK_NAMES[reason]) for reason in (LookReason.CALL, LookReason.MEETING, LookReason.OTHER)],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, зачем: семья это увидит."},
    )


class VisitForm(forms.Form):
    day = _day("День")
    time = forms.TimeField(
        label="Время",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Напишите время.", "invalid": "Напишите время: 14:00."},
    )
    who = PlainText(label="Кто придёт", max_length=MOST_WHO, error_messages={"required": "Напишите, кто придёт."})
    what = PlainText(label="Зачем", max_length=MOST_WHAT, error_messages={"required": "Напишите, зачем."})

    def visit(self, zone: ZoneInfo) -> dict[str, Any]:
        given = self.cleaned_data
        at = dt.datetime.combine(given["day"], given["time"], tzinfo=zone)
        return {"at": at, "who": given["who"], "what": given["what"]}


class HelpForm(forms.Form):
    """A mark of help in ten seconds: today and the first kind stand there already."""

    category = forms.ChoiceField(
        label="Чем помогли", widget=forms.RadioSelect, error_messages={"required": "Выберите, чем помогли."}
    )
    on = _day("Когда")
    amount = PlainText(label="Что сделали", required=False, max_length=200)
    hours = forms.DecimalField(
        label="Сколько часов",
        required=False,
        decimal_places=1,
        max_digits=4,
        error_messages={"invalid": "Напишите число: 2 или 1,5."},
        localize=True,
    )

    def __init__(self, data: Any = None, *, kinds: Sequence[tuple[str, str]], today: dt.date) -> None:
        first = kinds[0][0] if kinds else ""
        super().__init__(_with_point(data), initial={"on": today, "category": first}, auto_id="help_%s")
        self.fields["category"].choices = list(kinds)  # type: ignore[attr-defined]

    def help(self) -> Help:
        given = self.cleaned_data
        hours: Decimal | None = given["hours"]
        return Help(given["category"], given["on"], given["amount"], hours)


def _with_point(data: Any) -> Any:
    """People write «1,5»."""
    if data is None:
        return None
    typed = data.copy()
    typed["hours"] = typed.get("hours", "").replace(",", ".")
    return typed


class ReportForm(forms.Form):
    month = forms.ChoiceField(label="За какой месяц", error_messages={"required": "Выберите месяц."})
    text = LongText(label="Что сделали", rows=6, required=True, error_messages={"required": "Расскажите, что сделали."})
    difficulties = LongText(label="Что мешало", rows=3)
    wants_help = forms.BooleanField(label="Нужна помощь штаба", required=False)

    def __init__(self, data: Any = None, *, months: Sequence[dt.date]) -> None:
        super().__init__(data)
        named = [(month.isoformat(), f"{MONTH_NAMES[month.month - 1]} {month.year}") for month in months]
        self.fields["month"].choices = named  # type: ignore[attr-defined]

    def report(self) -> dict[str, Any]:
        return self.cleaned_data | {"month": dt.date.fromisoformat(self.cleaned_data["month"])}


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label="Почему",
        choices=[*END_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите причину."},
    )
    note = LongText(label="Своими словами", rows=3, max_length=1000)


class AbilityForm(forms.Form):
    """What the guardian can do and for how many. What was told before of a kind it keeps stays as it was."""

    categories = forms.MultipleChoiceField(
        label="Чем можете помочь",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно."},
    )
    capacity = forms.IntegerField(
        label="Скольким семьям сразу", min_value=1, max_value=100, error_messages={"required": "Напишите число."}
    )
    whole_region = forms.BooleanField(label="Поможем по всему региону", required=False)
    radius_km = forms.IntegerField(label="Сколько километров готовы ехать", required=False, min_value=1, max_value=2000)
    territory = LongText(label="Где помогаете", rows=3)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, guardian: Guardian, categories: Sequence[HelpCategory]) -> None:
        self.present = {row.category_id: row for row in guardian.capabilities.select_related("category")}
        initial = {
            "categories": list(self.present),
            "capacity": guardian.capacity,
            "whole_region": guardian.whole_region,
            "radius_km": guardian.radius_km,
            "territory": "\n".join(row.name for row in guardian.territory.all()),
            "version": guardian.version,
        }
        super().__init__(data, initial=initial)
        named = {category.pk: category.name for category in categories}
        named |= {code: row.category.name for code, row in self.present.items()}
        self.fields["categories"].choices = list(named.items())  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = tuple(line.strip() for line in data["territory"].splitlines() if line.strip())
        plain = {name: data[name] for name in ("capacity", "whole_region", "radius_km", "version")}
        return plain | {"territory": names, "capabilities": tuple(self._ability(code) for code in data["categories"])}

    def _ability(self, code: str) -> CapabilityValues:
        row = self.present.get(code)
        if row is None:
            return CapabilityValues(code, formats=(NeedFormat.IN_PERSON, NeedFormat.REMOTE))
        return CapabilityValues(
            code,
            description=row.description,
            formats=tuple(row.formats),
            periodicity=row.periodicity,
            volume=row.volume,
        )


class PauseForm(forms.Form):
    reason = PlainText(label="Почему", max_length=300, error_messages={"required": "Напишите причину."})
    until = _day("До какого дня", required=False)


class LeaveForm(forms.Form):
    reason = PlainText(label="Почему", max_length=300, error_messages={"required": "Напишите причину."})
