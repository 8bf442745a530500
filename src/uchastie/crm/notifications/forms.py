"""Shapes of the pages of messages."""

from collections.abc import Collection
from typing import Any

from django import forms

from uchastie.crm.notifications.models import Choice
from uchastie.crm.notifications.queries import chosen_for, quiet_of
from uchastie.crm.notifications.rules import (
    CHANNEL_NAMES,
    QUIET,
    TOPIC_NAMES,
    Audience,
    Channel,
    Event,
    Topic,
    topics_for,
)
from uchastie.ui import text


class ChoicesForm(forms.Form):
    """A row per topic, a box per channel; for a person also the quiet hours."""

    def __init__(
        self, *args: Any, audience: Audience, choice: Choice, ways: Collection[Channel], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.audience, self.ways = audience, list(ways)
        self.topics: dict[Topic, list[Event]] = topics_for(audience)
        options = [(way, CHANNEL_NAMES[way]) for way in Channel if way != Channel.CABINET]
        for topic, events in self.topics.items():
            chosen = {way for event in events for way in chosen_for(event, choice)}
            self.fields[topic] = forms.MultipleChoiceField(
                label=TOPIC_NAMES[topic], choices=options, required=False, initial=sorted(chosen)
            )
        if audience is Audience.PERSON:
            quiet = quiet_of(choice) or QUIET
            self.fields["quiet_since"] = forms.CharField(label="Тихо с", max_length=8, initial=text.time(quiet.since))
            self.fields["quiet_until"] = forms.CharField(label="до", max_length=8, initial=text.time(quiet.until))

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "topic": topic,
                "bound": self[topic],
                "name": TOPIC_NAMES[topic],
                "important": any(event.important for event in events),
                "titles": [event.title for event in events],
                "chosen": set(self[topic].value() or []),
            }
            for topic, events in self.topics.items()
        ]

    def channels(self) -> dict[Topic, list[Channel]]:
        """What is not offered here stays as it was chosen: a person who has no address yet keeps letters ticked."""
        hidden = [way for way in (Channel.PUSH, Channel.EMAIL, Channel.SMS) if way not in self.ways]
        return {
            topic: [Channel(way) for way in self.cleaned_data[topic]]
            + [way for way in hidden if way in set(self.fields[topic].initial) and self.cleaned_data[topic]]
            for topic in self.topics
        }


class TemplateForm(forms.Form):
    subject = forms.CharField(label="Тема письма", max_length=300)
    body = forms.CharField(
        label="Текст письма и страницы", widget=forms.Textarea(attrs={"rows": 14}), max_length=8000, strip=False
    )
    sms = forms.CharField(label="Текст СМС", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput)


class DeviceForm(forms.Form):
    """What a browser answers when it has agreed."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=120, required=False)
    auth = forms.CharField(max_length=40, required=False)
    off = forms.BooleanField(required=False)
