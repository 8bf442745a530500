"""Forms of articles: what an editor types, the day of the next check, an answer of a reader."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from uchastie.crm.accounts.models import User
from uchastie.crm.catalogue.models import Service
from uchastie.crm.knowledge.models import Article
from uchastie.crm.knowledge.rules.articles import (
    CHAPTER_NAMES,
    KIND_NAMES,
    NOTE_LENGTH,
    SHORT_LENGTH,
    USUAL_CHECK,
    WORD_LENGTH,
    Draft,
    Kind,
    split_tags,
)
from uchastie.ui.text import capital

DAY = {"invalid": "Выберите день в календаре или напишите так: 31.12.2026."}


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}), error_messages=DAY
    )


class ArticleForm(forms.Form):
    """Lengths are for the rules to judge: a cut text would be a lost text."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="Что это",
        choices=[(kind, capital(name)) for kind, name in KIND_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что это.", "invalid_choice": "Выберите, что это."},
    )
    title = forms.CharField(label="Название", required=False)
    body = forms.CharField(label="Текст", widget=forms.Textarea, required=False, strip=False)
    chapter = forms.ChoiceField(
        label="Глава методики", choices=[("", "без главы"), *CHAPTER_NAMES.items()], required=False
    )
    tags = forms.CharField(label="Метки", required=False)
    services = forms.MultipleChoiceField(label="К каким сервисам", widget=forms.CheckboxSelectMultiple, required=False)
    audience = forms.CharField(label="Кому", required=False, max_length=SHORT_LENGTH)
    giver = forms.CharField(label="Кто даёт или проводит", required=False, max_length=SHORT_LENGTH)
    until = _day("Последний день")
    link = forms.CharField(
        label="Где подробнее",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    owner = forms.TypedChoiceField(
        label="Кто отвечает",
        coerce=UUID,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Выберите из списка."},
    )
    check_on = _day("Проверить до")
    note = forms.CharField(label="Что изменилось", required=False, max_length=NOTE_LENGTH)

    def __init__(self, *args: Any, offered: Sequence[Service], owners: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services: Any = self.fields["services"]
        services.choices = [(service.code, service.name) for service in offered]
        chooser: Any = self.fields["owner"]
        chooser.choices = [("", "выберите"), *((str(user.pk), user.name) for user in owners)]

    def draft(self) -> Draft:
        data = self.cleaned_data
        names = ("kind", "title", "body", "chapter", "audience", "giver", "until", "link", "check_on", "note")
        return Draft(
            owner_id=data["owner"],
            tags=split_tags(data["tags"]),
            services=tuple(data["services"]),
            **{name: data[name] for name in names},
        )

    def renew(self, article: Article) -> None:
        """After a conflict: what was typed stays, and the next attempt is made over the text of now."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(article.version)
        self.data = data


def known_values(article: Article) -> dict[str, Any]:
    names = ("version", "kind", "title", "body", "chapter", "audience", "giver", "link")
    return {name: getattr(article, name) for name in names} | {
        "check_on": article.check_on.isoformat(),
        "until": article.until.isoformat() if article.until else "",
        "tags": ", ".join(sorted(tag.name for tag in article.tags.all())),
        "services": [service.code for service in article.services.all()],
        "owner": str(article.owner_id) if article.owner_id else "",
    }


def new_values(kind: str, user_id: UUID | None, today: dt.date, service: str = "") -> dict[str, Any]:
    return {
        "kind": kind if kind in set(Kind) else Kind.ARTICLE,
        "owner": str(user_id) if user_id else "",
        "check_on": (today + USUAL_CHECK).isoformat(),
        "services": [service] if service else [],
    }


class CheckForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    check_on = _day("Следующая проверка до")


class AnswerForm(forms.Form):
    helped = forms.ChoiceField(
        choices=[("yes", "Да"), ("no", "Нет")], error_messages={"required": "Ответьте «да» или «нет»."}
    )
    word = forms.CharField(
        label="Чего не хватило или что пригодилось", required=False, max_length=WORD_LENGTH, widget=forms.Textarea
    )
