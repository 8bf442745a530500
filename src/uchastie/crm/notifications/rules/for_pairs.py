"""What is told about a family and its guardian. No names: whose number it is, is known to those who may know."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import ALL, Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "pair_feedback",
        "Вопросы после опеки",
        Audience.PERSON,
        Topic.RATING,
        (),
        Text(
            "Расскажите, как прошла помощь",
            """Здравствуйте, {обращение}!

Помощь опекуна закончилась. Расскажите, пожалуйста, как всё прошло: два вопроса, вход не нужен:
{ссылка}

Ответ прочитает координатор штаба, опекун его не увидит. Если помощь ещё нужна, отметьте это в ответе.

{центр}
Телефон: {телефон центра}

По этой ссылке открывается ваша страница: не пересылайте её.""",
            "Расскажите, как прошла помощь: {ссылка}",
        ),
        channels=ALL,
    ),
    Event(
        "pair_end_reported",
        "Сторона сообщила о прекращении опеки",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Семья {номер}: сообщили о прекращении",
            """{центр}

Опекун или семья {номер} сообщили, что помощь прекращается. Поговорите с обеими сторонами и подтвердите прекращение:
{ссылка}""",
        ),
        important=True,
    ),
)
