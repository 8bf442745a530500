"""The events that those who work are told about. Numbers only: names and phones stay behind the sign-in."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

STAFF = Audience.STAFF

declare(
    Event(
        "contact_today",
        "Сегодня срок связаться",
        STAFF,
        Topic.DEADLINES,
        ("список", "сколько"),
        Text(
            "Связаться сегодня: {сколько}",
            """{центр}

Сегодня до конца дня истекает срок связаться по заявкам:
{список}

Открыть их:
{ссылка}

Срок закрывает только разговор с человеком.""",
        ),
        important=True,
    ),
    Event(
        "contact_late",
        "Срок связаться прошёл",
        STAFF,
        Topic.DEADLINES,
        ("список", "сколько"),
        Text(
            "Срок прошёл: {сколько}",
            """{центр}

С этими людьми не связались вовремя:
{список}

Открыть их:
{ссылка}

Позвоните сегодня или поручите сотруднику.""",
        ),
        important=True,
    ),
    Event(
        "contact_late_region",
        "Центр не связывается с людьми",
        STAFF,
        Topic.DEADLINES,
        ("список", "сколько"),
        Text(
            "{центр}: срок прошёл больше рабочего дня назад",
            """{центр}

Рабочий день после срока прошёл, а с людьми не связались: {сколько}.
{список}

Открыть их:
{ссылка}

Руководитель центра уже знает. Узнайте, чем помочь.""",
        ),
        important=True,
    ),
    Event(
        "request_assigned",
        "Мне передали заявку",
        STAFF,
        Topic.WORK,
        ("кто", "заметка"),
        Text(
            "Вам передали заявку {номер}",
            """Заявка {номер} теперь ваша.
Передал коллега: {кто}
{заметка}

Открыть:
{ссылка}""",
        ),
    ),
    Event(
        "transfer_received",
        "Заявка из другого центра",
        STAFF,
        Topic.WORK,
        ("причина",),
        Text(
            "Заявка {номер} передана вам из другого центра",
            """{центр}

Заявка {номер} пришла из другого центра. Срок связаться прежний.
{причина}

Открыть:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "person_answered",
        "Человек ответил или изменил заявку",
        STAFF,
        Topic.WORK,
        ("о чём",),
        Text(
            "По заявке {номер} есть новое",
            """{о чём}

Открыть заявку {номер}:
{ссылка}""",
        ),
    ),
    Event(
        "appointment_changed",
        "Человек перенёс или отменил встречу",
        STAFF,
        Topic.MEETINGS,
        ("о чём", "когда"),
        Text(
            "Встреча по заявке {номер} изменилась",
            """{о чём}
Время: {когда}

Открыть:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "low_mark",
        "Низкая оценка",
        STAFF,
        Topic.MARKS,
        ("оценка",),
        Text(
            "Низкая оценка по заявке {номер}",
            """{центр}

Человек поставил {оценка}. Прочитайте, что было не так, и ответьте ему.

Открыть:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "call_needed",
        "Сообщение не дошло: позвонить",
        STAFF,
        Topic.CALLS,
        ("о чём",),
        Text(
            "Позвоните по заявке {номер}: сообщение не дошло",
            """Мы не смогли ничем донести до человека: {о чём}.

Позвоните ему сами, заявка {номер}:
{ссылка}""",
        ),
        important=True,
    ),
)
