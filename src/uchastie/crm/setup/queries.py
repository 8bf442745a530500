"""Reads of the installation. The operator and the channels are asked for by others; they know of no actor."""

import time
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.setup import guards
from uchastie.crm.setup.models import Channel, Operator
from uchastie.crm.setup.rules import (
    CHANNEL_NAMES,
    FIELDS,
    ChannelKind,
    ChannelSettings,
    OperatorCard,
    Step,
    StepState,
    open_secrets,
)
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.prepared import Prepared
from uchastie.ui import text

# --- the operator ---

REMEMBERED = 30  # seconds: every page shows the name of the site
_known: list[tuple[float, OperatorCard]] = []
CARD_FIELDS = tuple(OperatorCard.__dataclass_fields__)


def get_operator() -> OperatorCard:
    """Public. Each process asks the database once in half a minute; the one that saves sees it at once."""
    if not _known or time.monotonic() - _known[0][0] > REMEMBERED:
        row = Operator.objects.values(*CARD_FIELDS).first()
        remember_operator(OperatorCard(**row) if row else OperatorCard())
    return _known[0][1]


def remember_operator(card: OperatorCard) -> None:
    _known[:] = [(time.monotonic(), card)]


def forget_operator() -> None:
    _known.clear()


def get_site_name() -> str:
    return get_operator().title


def get_operator_row() -> Operator:
    """For its form; an unsaved one on a new installation."""
    return Operator.objects.first() or Operator(version=0)


# --- channels ---


def secret_keys() -> list[str]:
    return [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def get_channel(kind: str) -> ChannelSettings:
    """What to send with: set on the page, else by the environment. One query. Never show or log the values."""
    row = Channel.objects.filter(kind=ChannelKind(kind)).first()
    return settings_of(ChannelKind(kind), row)


_CHANNELS = Prepared(Channel.objects.all)


def get_channels() -> dict[str, ChannelSettings]:
    """All of them in one query, for a message that chooses between them."""
    rows = {row.kind: row for row in _CHANNELS.all()}
    return {str(kind): settings_of(kind, rows.get(kind)) for kind in ChannelKind}


def settings_of(kind: ChannelKind, row: Channel | None) -> ChannelSettings:
    if row is None or not row.own:
        values = _from_environment(kind)
        return ChannelSettings(all(values.get(name) for name in NEEDED[kind]), values, "environment")
    secrets = open_secrets(row.sealed, secret_keys())
    values = {one.name: "" for one in FIELDS[kind]} | row.values | (secrets or {})
    if kind is ChannelKind.PUSH and not values["contact"]:
        values["contact"] = get_operator().email
    return ChannelSettings(row.enabled and secrets is not None, values, "page")


NEEDED = {
    ChannelKind.EMAIL: ("host",),
    ChannelKind.SMS: ("url", "key"),
    ChannelKind.PUSH: ("public_key", "private_key"),
}


def _from_environment(kind: ChannelKind) -> dict[str, str]:
    if kind is ChannelKind.EMAIL:
        name, _, address = settings.DEFAULT_FROM_EMAIL.rpartition("<")
        return {
            "host": settings.EMAIL_HOST,
            "port": str(settings.EMAIL_PORT),
            "security": "starttls" if settings.EMAIL_USE_TLS else "none",
            "user": settings.EMAIL_HOST_USER,
            "password": settings.EMAIL_HOST_PASSWORD,
            "from_email": address.strip(" >"),
            "from_name": name.strip(' "'),
        }
    if kind is ChannelKind.SMS:
        return {"url": settings.SMS_URL, "key": settings.SMS_KEY, "sender": settings.SMS_SENDER}
    return {"contact": "", "public_key": "", "private_key": ""}


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel as its page shows it: no secret in it, only whether there is one."""

    kind: ChannelKind
    name: str
    enabled: bool
    source: str
    version: int
    values: dict[str, str]
    has_secret: bool
    locked: bool  # there is a secret, but the key of the installation has changed
    checked_at: datetime | None
    check_ok: bool | None
    check_said: str


def get_channel_view(kind: ChannelKind) -> ChannelView:
    return _view(kind, Channel.objects.filter(kind=kind).first())


def list_channel_views() -> list[ChannelView]:
    rows = {row.kind: row for row in _CHANNELS.all()}
    return [_view(kind, rows.get(kind)) for kind in ChannelKind]


def _view(kind: ChannelKind, row: Channel | None) -> ChannelView:
    known = settings_of(kind, row)
    secret = {one.name for one in FIELDS[kind] if one.secret}
    own = row is not None and row.own
    return ChannelView(
        kind=kind,
        name=CHANNEL_NAMES[kind],
        enabled=known.enabled,
        source=known.source,
        version=row.version if row else 0,
        values={name: value for name, value in known.values.items() if name not in secret},
        has_secret=bool(row and own and row.sealed) or any(known.values.get(name) for name in secret),
        locked=bool(row and own and open_secrets(row.sealed, secret_keys()) is None),
        checked_at=row.checked_at if row else None,
        check_ok=row.check_ok if row else None,
        check_said=row.check_said if row else "",
    )


# --- what is still to be done ---


def list_steps(actor: Actor) -> list[Step]:
    """Of this capability and of those above, in the order of the page."""
    own = [_operator_step(), *(_channel_step(view) for view in list_channel_views()), _calendar_step(), _backups_step()]
    return sorted([*own, *(make(actor) for make in guards.steps())], key=lambda step: step.place)


def _operator_step() -> Step:
    row = get_operator_row()
    done = bool(row.name and row.email)
    return Step(
        key="operator",
        place=10,
        title="Оператор данных",
        state=StepState.DONE if done else StepState.TODO,
        note=row.name if done else "не заполнено",
        text="Кто отвечает за данные людей. Название и адрес увидят на странице о данных и в письмах.",
        url=reverse("setup:operator"),
        button="Изменить" if done else "Заполнить",
    )


CHANNEL_TEXTS = {
    ChannelKind.EMAIL: (20, "Письмами приходят приглашения сотрудникам, коды входа и ответы жителям."),
    ChannelKind.SMS: (50, "Коротко сообщает о встрече тем, у кого нет почты. Можно работать и без неё."),
    ChannelKind.PUSH: (60, "Ключи созданы здесь и наружу не уходят. Человек сам решает, получать ли уведомления."),
}


def _channel_step(view: ChannelView) -> Step:
    place, about = CHANNEL_TEXTS[view.kind]
    state, note = _channel_state(view)
    return Step(
        key=view.kind,
        place=place,
        title=view.name,
        state=state,
        note=note,
        text=about,
        url=reverse(f"setup:{view.kind}"),
        button="Настроить" if not view.enabled else "Проверить" if not view.check_ok else "Изменить",
        optional=view.kind is not ChannelKind.EMAIL,
    )


def _channel_state(view: ChannelView) -> tuple[StepState, str]:
    if not view.enabled:
        return StepState.TODO, "выключено" if view.source == "page" else "не настроено"
    if view.check_ok is None:
        return StepState.TODO, "не проверяли"
    return (StepState.DONE, "работает") if view.check_ok else (StepState.FAILED, "не прошло проверку")


def _calendar_step() -> Step:
    """From October on the next year's days off must be known: terms reach over the New Year."""
    today = clock.today(ZoneInfo(settings.TIME_ZONE))
    year = today.year + 1 if today.month >= 10 else today.year
    known = year in deadlines.list_years()
    return Step(
        key="calendar",
        place=40,
        title=f"Календарь на {year} год",
        state=StepState.DONE if known else StepState.TODO,
        note="заполнен" if known else "праздники не внесены",
        text="По нему считаются сроки: два рабочих дня не должны попасть на праздник.",
        url=reverse("deadlines_year", kwargs={"year": year}),
        button="Открыть",
    )


def _backups_step() -> Step:
    row = get_operator_row()
    checked = row.backups_checked_on
    return Step(
        key="backups",
        place=70,
        title="Копии данных",
        state=StepState.DONE if row.backups_note and checked else StepState.TODO,
        note=f"восстановление пробовали {text.full_day(checked)}" if checked else "не записано, где они лежат",
        text="Копия, которую не пробовали восстановить, ещё не копия. Запишите, где она лежит и кто за неё отвечает.",
        url=reverse("setup:backups"),
        button="Изменить" if row.backups_note else "Записать",
    )
