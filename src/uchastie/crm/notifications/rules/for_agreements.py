"""What the parties and the coordinators are told about agreements of the long help to families."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "agreement_to_sign",
        "Соглашение ждёт подписи",
        Audience.PERSON,
        Topic.ANSWERS,
        ("о чём",),
        Text(
            "Соглашение № {номер} ждёт вашей подписи",
            """Здравствуйте, {обращение}!

Подготовлено соглашение № {номер}: {о чём}. Прочитайте его и подпишите кодом или на бумаге.

Открыть:
{ссылка}

{центр}
Телефон штаба: {телефон центра}""",
            "Соглашение № {номер} ждёт вашей подписи: {ссылка}",
        ),
        important=True,
    ),
    Event(
        "agreement_ends",
        "Соглашение скоро кончится",
        Audience.STAFF,
        Topic.DEADLINES,
        ("срок",),
        Text(
            "Соглашение № {номер} скоро кончится",
            """{центр}

Последний день соглашения № {номер}: {срок}. Без нового опекун перестанет видеть данные семей.

Продлить:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "agreement_ended",
        "Сторона прекратила соглашение",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Соглашение № {номер} прекращено стороной",
            """{центр}

Соглашение № {номер} прекращено по воле стороны. Данные семей по нему закрыты.

Открыть:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "agreement_scan_rejected",
        "Скан соглашения не подошёл",
        Audience.STAFF,
        Topic.WORK,
        ("причина",),
        Text(
            "Скан соглашения № {номер} не подошёл",
            """Второй сотрудник сверил скан соглашения № {номер} и не принял его.
{причина}

Открыть:
{ссылка}""",
        ),
    ),
)
