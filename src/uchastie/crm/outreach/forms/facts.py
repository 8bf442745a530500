"""A fact as it is typed: a link and Enter, or a name and where it was told."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from uchastie.crm.outreach.models import Fact, Topic
from uchastie.crm.outreach.rules import (
    CHANNEL_NAMES,
    FORM_NAMES,
    KIND_NAMES,
    SOURCE_NAMES,
    Channel,
    FactInput,
    Form,
    Kind,
    Source,
)
from uchastie.crm.outreach.rules.facts import LINK_LIMIT, NOTE_LIMIT, REASON_LIMIT, TITLE_LIMIT
from uchastie.ui.fields import CountedText


def day_field(label: str, *, required: bool = False, needed: str = "Укажите день.") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": needed, "invalid": "День не читается. Пример: 25.11.2026"},
    )


def chips(label: str, names: dict[Any, str], *, none: str = "") -> forms.ChoiceField:
    """One of few; `none` names the first choice, which chooses nothing."""
    first = [("-", none)] if none else []
    field = forms.ChoiceField(label=label, choices=[*first, *names.items()], required=False, widget=forms.RadioSelect)
    field.initial = "-" if none else None
    return field


class FactForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    link = CountedText(label="Ссылка", limit=LINK_LIMIT)
    kind = chips("Что это", KIND_NAMES, none="Узнать по ссылке")
    title = CountedText(label="Название", limit=TITLE_LIMIT)
    day = day_field("День")
    channel = forms.ChoiceField(label="Где", choices=[("", "Узнать по ссылке"), *CHANNEL_NAMES.items()], required=False)
    form = chips("Статья или видео", FORM_NAMES, none="По ссылке")
    source = chips("Чьи проекты", SOURCE_NAMES, none="Не указывать")
    topic = forms.ChoiceField(label="Тема", required=False)
    note = CountedText(label="Заметка", limit=NOTE_LIMIT, rows=2)

    def __init__(self, *args: Any, topics: Iterable[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            ("", "Не указывать"),
            *[(topic.code, topic.name) for topic in topics],
        ]
        self.fields["link"].widget.attrs |= {
            "inputmode": "url",
            "autocomplete": "off",
            "placeholder": "Вставьте ссылку",
        }

    @classmethod
    def of(cls, fact: Fact, topics: Iterable[Topic]) -> "FactForm":
        names = ("version", "link", "kind", "title", "day", "channel", "note")
        initial = {name: getattr(fact, name) for name in names}
        initial |= {"form": fact.form or "-", "source": fact.source or "-", "topic": fact.topic_id or ""}
        return cls(initial=initial, topics=topics)

    def given(self) -> FactInput:
        data = self.cleaned_data
        return FactInput(
            link=data["link"],
            title=data["title"],
            day=data["day"],
            kind=Kind(data["kind"]) if _said(data["kind"]) else None,
            channel=Channel(data["channel"]) if data["channel"] else None,
            form=Form(data["form"]) if _said(data["form"]) else None,
            source=Source(data["source"]) if _said(data["source"]) else None,
            topic=data["topic"],
            note=data["note"],
        )

    @property
    def has_more(self) -> bool:
        """Something of the folded part is filled in or wrong: it must be seen."""
        names = ("form", "source", "topic", "note")
        return any(self[name].errors or (self.is_bound and _said(self[name].value() or "")) for name in names)


def _said(value: str) -> bool:
    return value not in {"", "-"}


class ReasonForm(forms.Form):
    reason = CountedText(label="Почему снимаем с учёта", limit=REASON_LIMIT, needed="Напишите причину.")


class ProofForm(forms.Form):
    upload = forms.FileField(
        label="Снимок или скан",
        error_messages={"required": "Выберите файл.", "empty": "Файл пустой. Выберите другой."},
    )


class TableForm(forms.Form):
    upload = forms.FileField(
        label="Таблица ссылок",
        error_messages={"required": "Выберите файл.", "empty": "Файл пустой. Выберите другой."},
    )


def today_in(form: forms.Form, today: dt.date) -> None:
    """The calendar of the browser offers no day that has not come."""
    form.fields["day"].widget.attrs["max"] = today.isoformat()
