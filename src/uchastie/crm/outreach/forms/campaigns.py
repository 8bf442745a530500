"""Campaigns, partners, joint events and the checklist of the site as they are typed."""

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms

from uchastie.crm.events.models import Event
from uchastie.crm.outreach.forms.facts import chips, day_field
from uchastie.crm.outreach.models import Campaign, Partner
from uchastie.crm.outreach.rules import (
    AGES,
    CAMPAIGN_CHANNELS,
    CHANNEL_NAMES,
    GROUPS,
    WAY_NAMES,
    CampaignValues,
    Channel,
    PartnerValues,
    Way,
)
from uchastie.crm.outreach.rules.campaigns import ABOUT_LIMIT, NAME_LIMIT
from uchastie.crm.outreach.rules.facts import LINK_LIMIT, NOTE_LIMIT
from uchastie.crm.outreach.rules.site import ITEMS
from uchastie.crm.people.models import Beneficiary
from uchastie.ui.fields import CountedText


def _several(label: str, names: Iterable[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(names), required=False, widget=forms.CheckboxSelectMultiple
    )


class CampaignForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    title = CountedText(label="Название", limit=NAME_LIMIT, needed="Назовите кампанию: «Найди своё дело».")
    way = chips("Где идёт", WAY_NAMES)
    starts_on = day_field("Начало", required=True)
    ends_on = day_field("Окончание", required=True)
    ages = _several("Возраст", AGES.items())
    groups = _several("Группы", GROUPS.items())
    channels = _several("Где расскажем", [(str(one), CHANNEL_NAMES[one]) for one in CAMPAIGN_CHANNELS])
    about = CountedText(label="О чём", limit=ABOUT_LIMIT, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)
        self.initial.setdefault("way", Way.ONLINE)

    @classmethod
    def of(cls, campaign: Campaign) -> "CampaignForm":
        names = ("version", "title", "way", "starts_on", "ends_on", "ages", "groups", "about")
        initial = {name: getattr(campaign, name) for name in names}
        return cls(initial=initial | {"channels": [link.channel for link in campaign.links.all()]})

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid4().hex

    def values(self) -> CampaignValues:
        data = self.cleaned_data
        return CampaignValues(
            title=" ".join(data["title"].split()),
            way=Way(data["way"] or Way.ONLINE),
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            ages=tuple(data["ages"]),
            groups=tuple(data["groups"]),
            about=data["about"],
        )

    def chosen(self) -> list[Channel]:
        return [Channel(one) for one in self.cleaned_data["channels"]]


class PartnerForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = CountedText(label="Организация", limit=200, needed="Напишите название организации.")
    organisation = forms.ChoiceField(label="Карточка в реестре", required=False)
    about = CountedText(label="Чем занимается", limit=ABOUT_LIMIT, rows=3)
    link = CountedText(label="Сайт", limit=LINK_LIMIT)
    agreement = CountedText(label="Соглашение", limit=300)
    since = day_field("Сотрудничаем с", required=True)
    ended_on = day_field("По какой день")

    def __init__(self, *args: Any, organisations: Iterable[Beneficiary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), one.name) for one in organisations]
        self.fields["organisation"].choices = [("", "Без карточки"), *known]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, partner: Partner, organisations: Iterable[Beneficiary]) -> "PartnerForm":
        names = ("version", "name", "about", "link", "agreement", "since", "ended_on")
        initial = {name: getattr(partner, name) for name in names}
        return cls(initial=initial | {"organisation": str(partner.organisation_id or "")}, organisations=organisations)

    def values(self) -> PartnerValues:
        data = self.cleaned_data
        return PartnerValues(
            name=" ".join(data["name"].split()),
            since=data["since"],
            ended_on=data["ended_on"],
            about=data["about"],
            link=data["link"],
            agreement=data["agreement"],
        )

    def organisation_id(self) -> UUID | None:
        chosen: str = self.cleaned_data["organisation"]
        return UUID(chosen) if chosen else None


class JoinForm(forms.Form):
    event = forms.ChoiceField(
        label="Событие центра",
        error_messages={"required": "Выберите событие.", "invalid_choice": "Этого события в списке нет."},
    )

    def __init__(self, *args: Any, events: Iterable[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.day:%d.%m.%Y}, {one.title}") for one in events]
        self.fields["event"].choices = [("", "Выберите"), *choices]  # type: ignore[attr-defined]


class SiteForm(forms.Form):
    link = CountedText(label="Адрес сайта", limit=LINK_LIMIT, needed="Напишите адрес сайта, который смотрели.")
    present = _several("Что есть на сайте", ITEMS.items())
    day = day_field("День проверки")
    note = CountedText(label="Заметка", limit=NOTE_LIMIT, rows=2)
