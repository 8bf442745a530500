"""Forms of a meeting: of staff, who may agree any time, and of the person, who chooses among those offered."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms

from uchastie.crm.desk.actions import Place
from uchastie.crm.desk.forms.fields import ClockField, NearDateField
from uchastie.crm.desk.forms.staff import VersionForm
from uchastie.crm.desk.queries import MeetingOptions
from uchastie.crm.desk.rules import FORMAT_NAMES, MOVE_FORMATS, Format
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.ui import text

OWN_TIME = "own"
NO_ROOM = "none"
MINUTE = "%Y-%m-%dT%H:%M"  # a moment in the centre's zone, as a value of a button
PERSON_FORMATS = {
    Format.IN_PERSON: "Приду в центр",
    Format.PHONE: "По телефону",
    Format.ONLINE: "По видеосвязи",
    Format.AT_PERSON: "У меня",
}


class SlotField(forms.ChoiceField):
    """One of the free times that were shown. A minute later it may be shown no more: the action says so in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return value == OWN_TIME or read_minute(value) is not None


def read_minute(value: str) -> dt.datetime | None:
    """Without a zone; None for what is no time or lies further than two years away."""
    try:
        found = dt.datetime.strptime(value, MINUTE)  # noqa: DTZ007 - the zone is the centre's
    except ValueError:
        return None
    return found if abs(found.date() - clock.today(dt.UTC)) < dt.timedelta(days=731) else None


class MeetingForm(VersionForm):
    """A free time by one press, or any day and hour as before. Without a press of a button day and hour are needed."""

    slot = SlotField(label="Ближайшее свободное время", required=False)
    day = NearDateField(label="День", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = ClockField(
        label="Время",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "15:00"}),
    )
    format = forms.ChoiceField(
        label="Как окажем",
        choices=list(FORMAT_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как окажем сервис."},
    )
    employee = forms.ChoiceField(label="Кто встретит", required=False)
    room = forms.ChoiceField(label="Комната", required=False)
    note = forms.CharField(label="Что взять, где встретимся", max_length=300, required=False)

    def __init__(self, *args: Any, options: MeetingOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.fields["slot"].choices = self._slots  # type: ignore[attr-defined]
        self.fields["employee"].choices = self._hosts  # type: ignore[attr-defined]
        self.fields["room"].choices = self._rooms  # type: ignore[attr-defined]
        self.fields["employee"].initial = lambda: str(options.host_id or "")
        self.fields["room"].initial = lambda: str(options.known.room_id or "") if options.known else ""

    def _slots(self) -> list[tuple[str, str]]:
        zone, now = self.options.unit.zone, clock.now()
        times = [slot.starts_at for slot in self.options.slots]
        free = [(f"{at.astimezone(zone):{MINUTE}}", text.moment(at, zone, now)) for at in times]
        return [*free, (OWN_TIME, "Другое время")] if free else []

    def _hosts(self) -> list[tuple[str, str]]:
        lacking = self.options.untrained
        named = [
            (host.id, f"{host.name}, обучение не отмечено" if host.id in lacking else host.name)
            for host in self.options.hosts
        ]
        return [("", "Решим позже"), *[(str(pk), name) for pk, name in named]]

    def _rooms(self) -> list[tuple[str, str]]:
        rooms = [(str(room.pk), room.name) for room in self.options.rooms]
        return [("", "Любая свободная"), *rooms, (NO_ROOM, "Без комнаты")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = read_minute(data.get("slot") or "")
        if chosen:
            data |= {"day": chosen.date(), "time": chosen.time()}
            for name in ("day", "time"):
                self.errors.pop(name, None)
        elif "slot" not in self.errors:
            if not data.get("day") and "day" not in self.errors:
                self.add_error("day", "Выберите день.")
            if data.get("time") is None and "time" not in self.errors:
                self.add_error("time", "Укажите время, например 15:00.")
        return data

    def cleaned(self, unit: Unit) -> dict[str, Any]:
        data = self.cleaned_data
        local = dt.datetime.combine(data["day"], data["time"], tzinfo=unit.zone)
        room = data["room"]
        return {
            "version": data["version"],
            "agreed_at": local.astimezone(dt.UTC),
            "agreed_format": Format(data["format"]),
            "note": data["note"],
            "place": Place(
                employee_id=UUID(data["employee"]) if data["employee"] else None,
                room_id=UUID(room) if room and room != NO_ROOM else None,
                with_room=room != NO_ROOM,
            ),
        }


class MovingForm(forms.Form):
    """The person's own: a time among those offered, and how to meet."""

    slot = SlotField(label="Новое время", error_messages={"required": "Выберите новое время."})
    format = forms.ChoiceField(
        label="Как встретимся",
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, как встретимся.", "invalid_choice": "Выберите, как встретимся."},
    )

    def __init__(self, *args: Any, current: Format, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"format": current})
        super().__init__(*args, **kwargs)
        names = {**dict.fromkeys(MOVE_FORMATS, ""), str(current): ""}
        self.fields["format"].choices = [(name, PERSON_FORMATS[Format(name)]) for name in names]  # type: ignore[attr-defined]

    def clean_slot(self) -> dt.datetime:
        found = read_minute(self.cleaned_data["slot"])
        if found is None:
            raise forms.ValidationError("Выберите новое время.")
        return found

    def cleaned(self, unit: Unit) -> dict[str, Any]:
        local = self.cleaned_data["slot"].replace(tzinfo=unit.zone)
        return {"starts_at": local.astimezone(dt.UTC), "format": Format(self.cleaned_data["format"])}


class WishForm(forms.Form):
    wish = forms.CharField(
        label="Когда вам удобно",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        error_messages={
            "required": "Напишите, когда вам удобно.",
            "max_length": "Слишком длинно: не больше 300 знаков.",
        },
    )
