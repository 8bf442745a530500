"""Forms of units and their staff: shapes only, the rules speak in the actions."""

from typing import Any

from django import forms

from uchastie.crm.accounts.rules import ROLE_NAMES, Role
from uchastie.crm.network import rules
from uchastie.crm.network.actions import CentreInput
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import CentreCard, Interval, Room, UnitStatus
from uchastie.kernel.errors import Refusal
from uchastie.ui.text import phone

SPARE_ROOMS = 2  # empty lines for new premises
MOST_ROOMS = 12


def _text(label: str, length: int, *, required: bool = False, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, widget=forms.TextInput(attrs={"maxlength": length, **attrs})
    )


class CentreForm(forms.Form):
    """The week is seven lines as people write hours; premises are numbered lines, empty ones are left out."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = _text("Название", 200, required=True)
    region = forms.ChoiceField(label="Регион", required=False)
    town = _text("Населённый пункт", 100, required=True)
    address = _text("Улица и дом", 300, required=True)
    directions = _text("Как пройти", 300)
    place = _text("Координаты", 60)
    tz = forms.ChoiceField(label="Часовой пояс", required=False, choices=[("", "как в регионе"), *rules.ZONES.items()])
    host_name = _text("При какой организации работает", 300)
    host_inn = _text("ИНН организации", 20, inputmode="numeric")
    phone = _text("Телефон", 30, inputmode="tel", autocomplete="off")
    email = forms.EmailField(label="Адрес эл. почты", required=False, max_length=254)
    territory = forms.CharField(label="Территория", required=False, max_length=5000, widget=forms.Textarea)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], rooms: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]
        for day, name in enumerate(rules.WEEKDAY_NAMES):
            self.fields[f"day_{day}"] = _text(name.capitalize(), 80)
        for number in range(min(MOST_ROOMS, rooms + SPARE_ROOMS)):
            self.fields[f"room_{number}_name"] = _text("Название", 100)
            self.fields[f"room_{number}_note"] = _text("Этаж, вход, удобства", 200)
            self.fields[f"room_{number}_step_free"] = forms.BooleanField(label="Без ступеней", required=False)
        self.rooms = min(MOST_ROOMS, rooms + SPARE_ROOMS)

    def room_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        parts = ("name", "note", "step_free")
        return [tuple(self[f"room_{n}_{part}"] for part in parts) for n in range(self.rooms)]  # type: ignore[misc]

    def week(self) -> list[forms.BoundField]:
        return [self[f"day_{day}"] for day in range(7)]

    def clean(self) -> dict[str, Any]:
        """Words become hours, places and municipalities; what cannot is an error of its own field."""
        data = super().clean() or {}
        self.hours: list[Interval] = []
        for day in range(7):
            with self._field(f"day_{day}"):
                self.hours += rules.parse_hours(day, data.get(f"day_{day}", ""))
        self.latitude = self.longitude = None
        with self._field("place"):
            self.latitude, self.longitude = rules.parse_place(data.get("place", ""))
        return data

    def _field(self, name: str) -> "_FieldErrors":
        return _FieldErrors(self, name)

    def details(self, oktmo_prefix: str) -> CentreInput:
        """For the action. `Refusal` when the territory is written wrong (it depends on the region)."""
        data = self.cleaned_data
        texts = ("name", "town", "address", "directions", "tz", "host_name", "host_inn", "phone", "email")
        card = CentreCard(
            **{name: data.get(name, "") for name in texts}, latitude=self.latitude, longitude=self.longitude
        )
        rooms = [
            Room(data[f"room_{n}_name"], data[f"room_{n}_note"], data[f"room_{n}_step_free"])
            for n in range(self.rooms)
            if data.get(f"room_{n}_name")
        ]
        return CentreInput(card, self.hours, rooms, rules.parse_territory(data["territory"], oktmo_prefix))


class _FieldErrors:
    """A refusal inside becomes an error of the named field."""

    def __init__(self, form: forms.Form, name: str) -> None:
        self.form, self.name = form, name

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: object, _trace: object) -> bool:
        if isinstance(error, Refusal):
            self.form.add_error(self.name, error.message)
            return True
        return False


def initial_of(unit: Unit) -> dict[str, Any]:
    """What the form shows for an existing centre."""
    hours = unit.week()
    values: dict[str, Any] = {
        name: getattr(unit, name)
        for name in ("version", "name", "town", "address", "directions", "host_name", "host_inn", "email")
    }
    values["region"] = unit.region_id
    values["phone"] = phone(unit.phone) if unit.phone else ""
    values["tz"] = unit.tz if unit.region and unit.tz != unit.region.tz else ""
    values["place"] = f"{unit.latitude}, {unit.longitude}" if unit.latitude is not None else ""
    values["territory"] = "\n".join(f"{part.oktmo} {part.name}" for part in unit.territory.all())
    for day in range(7):
        values[f"day_{day}"] = rules.write_hours(i for i in hours if i.weekday == day) or "выходной"
    for number, room in enumerate(unit.premises.all()):
        values |= {f"room_{number}_{part}": getattr(room, part) for part in ("name", "note", "step_free")}
    return values


class SearchForm(forms.Form):
    text = forms.CharField(label="Найти центр", required=False, max_length=200)
    region = forms.CharField(required=False, max_length=2)
    after = forms.CharField(required=False, max_length=400)


class StatusForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    status = forms.ChoiceField(
        choices=[(status.value, status.value) for status in UnitStatus if status != UnitStatus.LOCKED]
    )


class InviteForm(forms.Form):
    name = _text("Имя и фамилия", 150)
    email = forms.EmailField(label="Адрес эл. почты", max_length=254)
    role = forms.ChoiceField(label="Роль", widget=forms.RadioSelect)
    position = _text("Должность", 150)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, ROLE_NAMES[role]) for role in roles]  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    name = _text("Имя и фамилия", 150, required=True, autocomplete="name")
    email = forms.EmailField(
        label="Адрес эл. почты", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Пароль",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NameForm(forms.Form):
    name = _text("Имя и фамилия", 150, required=True, autocomplete="name")


class UnitChoiceForm(forms.Form):
    unit = forms.UUIDField()
