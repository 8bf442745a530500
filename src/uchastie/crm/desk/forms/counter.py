"""«Добавить»: who turned to the centre, through which channel, and what happens next (A15-A17, A43-A45, A65, A66)."""

import datetime as dt
from typing import Any

from django import forms

from uchastie.crm.catalogue.models import Service, Topic
from uchastie.crm.consents.rules import Method
from uchastie.crm.desk.actions import Manual
from uchastie.crm.desk.forms.applicant import ApplicantForm
from uchastie.crm.desk.forms.fields import ClockField, NearDateField
from uchastie.crm.desk.forms.staff import DeliveryForm
from uchastie.crm.desk.rules import CHANNEL_NAMES, Applicant, Channel, require_letter
from uchastie.crm.network.models import Unit
from uchastie.crm.people import rules as people
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal
from uchastie.ui.fields import LongText, PlainText, by_rule, share_fields

BY_HAND = (Channel.VISIT, Channel.PHONE, Channel.EMAIL, Channel.OFFICIAL_LETTER)
INVITATIONS = [("none", "Свяжемся сами"), ("date", "Пригласить на дату"), ("call", "Пригласить позвонить")]
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AddForm(ApplicantForm, DeliveryForm):
    channel = forms.ChoiceField(
        label="Как обратились",
        choices=[(channel, CHANNEL_NAMES[channel]) for channel in BY_HAND],
        widget=forms.RadioSelect,
        initial=Channel.VISIT,
    )
    who = PlainText(label="Кто обратился", max_length=200, required=False)
    beneficiary = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": "Выберите человека из найденных ещё раз."}
    )
    same_as = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages={"invalid": "Выберите ещё раз."})
    phone_more = PlainText(
        label="Ещё телефон", required=False, widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})
    )
    volunteer_id = PlainText(
        label="ID волонтёра на Добро.рф", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    inn = PlainText(label="ИНН организации", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    need = LongText(label="Что нужно", rows=2)
    when = forms.ChoiceField(
        label="Когда оказать",
        choices=[("now", "Оказать сразу"), ("later", "Договориться о дате")],
        widget=forms.RadioSelect,
        initial="now",
    )
    invitation = forms.ChoiceField(
        label="Приглашение на сервис", choices=INVITATIONS, widget=forms.RadioSelect, initial="none", required=False
    )
    day = NearDateField(label="День", required=False, widget=_DAY)
    time = ClockField(
        label="Время",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "15:00"}),
    )
    letter_number = PlainText(label="Входящий номер", max_length=50, required=False)
    letter_date = NearDateField(label="Дата письма", required=False, widget=_DAY)
    scan = forms.FileField(
        label="Скан или фото письма",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        error_messages={"empty": "Файл пуст. Выберите другой."},
    )
    consent = forms.ChoiceField(
        label="Согласие на обработку данных",
        choices=[(Method.ORAL, "Устно, бумага позже"), (Method.PAPER, "Подписано на бумаге")],
        widget=forms.RadioSelect,
        initial=Method.ORAL,
    )

    def __init__(self, *args: Any, services: list[Service], topics: list[Topic], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_%s")  # alone on its page
        super().__init__(*args, services=services, topics=topics, **kwargs)
        labels = {"service": "Сервис", "name": "Имя или название", "kind": "Человек или организация"}
        for name, label in (labels | {"preferred_way": "Как удобнее связаться"}).items():
            self.fields[name].label = label
        self.fields["service"].error_messages |= {
            "required": "Выберите сервис.",
            "invalid_choice": "Этого сервиса в центре нет.",
        }
        self.fields["kind"].choices = [(Kind.PERSON, "Человек"), (Kind.ORGANISATION, "Организация")]  # type: ignore[attr-defined]
        self.fields["key"].required = True
        self.fields["format"].required = False
        self.fields["all_steps"].widget.attrs["data-key"] = "KeyH"  # «Р»

    def clean_phone_more(self) -> str:
        more = self.cleaned_data["phone_more"]
        return by_rule(people.phone_e164, more) if more else ""

    def clean_volunteer_id(self) -> str:
        number = self.cleaned_data["volunteer_id"]
        return by_rule(people.volunteer_id, number) if number else ""

    def clean_inn(self) -> str:
        return by_rule(people.require_inn, self.cleaned_data["inn"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("channel") != Channel.VISIT and data.get("when") == "now":
            data["when"] = "later"
        self._who(data)
        self._letter(data)
        self._date(data)
        return data

    def _who(self, data: dict[str, Any]) -> None:
        """One person: found above, recognised among the similar ones, or new."""
        name = data.get("name", "")
        if data.get("same_as"):
            data["beneficiary"] = data["same_as"]
        elif data.get("beneficiary") and name:
            message = "Выбран найденный человек, а здесь вписано имя. Сотрите имя или отметьте «Новый человек»."
            self.add_error("name", message)
        elif not data.get("beneficiary") and not name and "name" not in self.errors:
            self.add_error("name", "Выберите человека из найденных или напишите имя.")
        if not data.get("beneficiary") and not data.get("phone"):
            data["preferred_way"] = self._reachable_way(data)

    def _reachable_way(self, data: dict[str, Any]) -> str:
        """A37: who left no phone is written to; who stands here and is served at once will come again."""
        if data.get("preferred_way") not in {Way.PHONE, Way.SMS} or "phone" in self.errors:
            return data.get("preferred_way", "")
        if data.get("email"):
            return Way.EMAIL
        return Way.VISIT if data.get("when") == "now" else data["preferred_way"]

    def _letter(self, data: dict[str, Any]) -> None:
        letter = data.get("channel") == Channel.OFFICIAL_LETTER
        if not letter:
            data["letter_number"], data["letter_date"] = "", None
        elif "letter_number" not in self.errors:
            try:
                require_letter(Channel.OFFICIAL_LETTER, data.get("letter_number", ""))
            except Refusal as refusal:
                self.add_error(refusal.field, refusal.message)
        day = data.get("letter_date")
        if day and day > clock.today(dt.UTC) + dt.timedelta(days=1):
            self.add_error("letter_date", "Дата письма ещё не наступила. Проверьте день.")

    def _date(self, data: dict[str, Any]) -> None:
        """A visit may be agreed at once; an invitation to a date has one."""
        visit = data.get("channel") == Channel.VISIT
        wanted = data.get("when") == "later" if visit else data.get("invitation") == "date"
        if not wanted:
            data["day"] = data["time"] = None
            return
        needed = not visit or data.get("day") or data.get("time")
        for name, message in (("day", "Выберите день."), ("time", "Укажите время, например 15:00.")):
            if needed and not data.get(name) and name not in self.errors:
                self.add_error(name, message)

    def applicant(self) -> Applicant:
        data = self.cleaned_data
        return Applicant(
            kind=Kind(data["kind"]),
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            preferred_way=Way(data["preferred_way"]),
            preferred_time=data["preferred_time"],
            volunteer_id=data["volunteer_id"],
            more_phones=(data["phone_more"],) if data["phone_more"] else (),
            inn=data["inn"] if data["kind"] == Kind.ORGANISATION else "",
        )

    def manual(self, unit: Unit) -> Manual:
        data = self.cleaned_data
        chosen, planned_at = data["beneficiary"], self._planned_at(unit)
        return Manual(
            channel=Channel(data["channel"]),
            beneficiary_id=chosen,
            found_by=tuple(data[name] for name in ("who", "phone", "email", "volunteer_id", "inn")) if chosen else (),
            letter_number=data["letter_number"],
            letter_date=data["letter_date"],
            consent_method=Method(data["consent"]),
            invited=data["channel"] != Channel.VISIT and data["invitation"] in {"date", "call"},
            planned_at=planned_at,
        )

    def _planned_at(self, unit: Unit) -> dt.datetime | None:
        data = self.cleaned_data
        if not data["day"] or not data["time"]:
            return None
        return dt.datetime.combine(data["day"], data["time"], tzinfo=unit.zone).astimezone(dt.UTC)

    @property
    def at_once(self) -> bool:
        return bool(self.cleaned_data["when"] == "now")


share_fields(AddForm, own={"service", "topic", "name", "kind", "preferred_way", "key", "format", "all_steps"})
