"""Forms of passing a request on, of returning and reopening it, of handing over everything at once."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.desk.forms.staff import VersionForm
from uchastie.crm.desk.queries import Colleague
from uchastie.crm.desk.rules import WHY_NAMES, Why
from uchastie.crm.network.models import Unit
from uchastie.ui.fields import PlainText

SHORT = {"max_length": "Слишком длинно: поместится 500 знаков. Сократите, пожалуйста."}
NOBODY = "none"


def _shown(colleague: Colleague, untrained: Collection[UUID] = ()) -> str:
    marks = ["сегодня нет"] if colleague.away else []
    marks += ["обучение не отмечено"] if colleague.id in untrained else []
    return ", ".join([colleague.name, *marks])


def _person(value: str) -> UUID | None:
    return None if value == NOBODY else UUID(value)


class HandoverForm(VersionForm):
    to_user = forms.ChoiceField(
        label="Кому",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите, кому передать.",
            "invalid_choice": "Такого сотрудника в центре нет. Выберите из списка.",
        },
    )
    why = forms.ChoiceField(
        label="Почему", choices=list(WHY_NAMES.items()), widget=forms.RadioSelect, initial=Why.WORK, required=False
    )
    note = PlainText(label="Что важно знать", max_length=500, required=False, error_messages=SHORT)

    def __init__(
        self,
        *args: Any,
        colleagues: list[Colleague],
        owner: UUID | None,
        untrained: Collection[UUID] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(item.id), _shown(item, untrained)) for item in colleagues if item.id != owner]
        nobody = [(NOBODY, "Без ответственного")] if owner else []
        self.fields["to_user"].choices = others + nobody  # type: ignore[attr-defined]

    def cleaned(self) -> dict[str, Any]:
        data = self.cleaned_data
        why = Why(data["why"] or Why.WORK)
        return {"version": data["version"], "to_user_id": _person(data["to_user"]), "why": why, "note": data["note"]}


class TransferForm(VersionForm):
    to_unit = forms.CharField(
        label="Какому центру", max_length=80, error_messages={"required": "Выберите центр из списка."}
    )
    reason = PlainText(
        label="Почему передаёте",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=SHORT | {"required": "Напишите, почему передаёте: коллеги это прочтут."},
    )

    def cleaned(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"version": data["version"], "to_slug": data["to_unit"], "reason": data["reason"]}


class ReturnForm(VersionForm):
    return_reason = PlainText(
        label="Почему возвращаете",
        max_length=500,
        error_messages=SHORT | {"required": "Напишите, почему возвращаете: коллеги это прочтут."},
    )

    def cleaned(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "reason": self.cleaned_data["return_reason"]}


class ReopenForm(VersionForm):
    reason = PlainText(
        label="Почему возвращаем в работу",
        max_length=500,
        error_messages=SHORT | {"required": "Напишите, почему заявку закрыли зря."},
    )

    def cleaned(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "reason": self.cleaned_data["reason"]}


class TeamForm(forms.Form):
    """Everything one employee leads: before a holiday, or when somebody leaves."""

    from_user = forms.ChoiceField(
        label="Чьи заявки",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, чьи заявки передать.", "invalid_choice": "Выберите из списка."},
    )
    to_user = forms.ChoiceField(
        label="Кому",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, кому передать.", "invalid_choice": "Выберите из списка."},
    )
    why = forms.ChoiceField(
        label="Почему",
        choices=[(Why.ABSENCE, WHY_NAMES[Why.ABSENCE]), (Why.DISMISSAL, "Сотрудник уходит из центра")],
        widget=forms.RadioSelect,
        initial=Why.ABSENCE,
    )
    note = PlainText(label="Что важно знать", max_length=500, required=False, error_messages=SHORT)

    def __init__(self, *args: Any, colleagues: list[Colleague], strangers: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leading = [item for item in colleagues if item.open] + strangers
        self.fields["from_user"].choices = [(str(item.id), _with_count(item)) for item in leading]  # type: ignore[attr-defined]
        takers = [(str(item.id), _shown(item)) for item in colleagues]
        self.fields["to_user"].choices = [*takers, (NOBODY, "Без ответственного")]  # type: ignore[attr-defined]

    def cleaned(self, unit: Unit) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "from_user": UUID(data["from_user"]),
            "to_user": _person(data["to_user"]),
            "unit": unit,
            "why": Why(data["why"]),
            "note": data["note"],
        }


def _with_count(item: Colleague) -> str:
    return f"{_shown(item)}: {item.open}"
