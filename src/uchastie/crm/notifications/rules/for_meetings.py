"""Meetings: what a person is told about them, with the original words."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import ALL, Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

PERSON = Audience.PERSON

declare(
    Event(
        "appointment_agreed",
        "Договорились о встрече",
        PERSON,
        Topic.MEETINGS,
        ("когда", "место", "заметка"),
        Text(
            "Встреча по заявке {номер}",
            """Здравствуйте, {обращение}!

Ждём вас: {когда}.
{место}
{заметка}

Не получается прийти? Перенесите встречу по ссылке:
{ссылка}

{центр}
Телефон центра: {телефон центра}""",
            "Ждём вас: {когда}. Перенести: {ссылка}",
        ),
        important=True,
        channels=ALL,
    ),
    Event(
        "appointment_moved",
        "Встреча перенесена",
        PERSON,
        Topic.MEETINGS,
        ("когда", "было", "место", "заметка"),
        Text(
            "Встреча по заявке {номер} перенесена",
            """Здравствуйте, {обращение}!

Встреча перенесена. Новое время: {когда}.
Было: {было}
{место}
{заметка}

Время не подходит? Выберите другое по ссылке:
{ссылка}

{центр}
Телефон центра: {телефон центра}""",
            "Встреча перенесена на {когда}. {ссылка}",
        ),
        important=True,
        breaks_silence=True,
        channels=ALL,
    ),
    Event(
        "appointment_cancelled",
        "Встреча отменена",
        PERSON,
        Topic.MEETINGS,
        ("когда", "причина"),
        Text(
            "Встречи по заявке {номер} не будет",
            """Здравствуйте, {обращение}!

Встреча отменена: {когда}.
{причина}

Новое время можно выбрать по ссылке:
{ссылка}

{центр}
Телефон центра: {телефон центра}""",
            "Встреча отменена: {когда}. {ссылка}",
        ),
        important=True,
        breaks_silence=True,
        channels=ALL,
    ),
    Event(
        "appointment_reminder",
        "Напоминание о встрече",
        PERSON,
        Topic.MEETINGS,
        ("когда", "место", "заметка"),
        Text(
            "Напоминаем о встрече по заявке {номер}",
            """Здравствуйте, {обращение}!

Напоминаем, вас ждут: {когда}.
{место}
{заметка}

Не получается прийти? Перенесите или отмените встречу по ссылке:
{ссылка}

{центр}
Телефон центра: {телефон центра}""",
            "Ждём вас: {когда}. Не получается? {ссылка}",
        ),
        channels=ALL,
    ),
)
