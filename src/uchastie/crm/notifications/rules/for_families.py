"""Long help: what coordinators and the federal team are told of families. Numbers only."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import ALL, Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "family_received",
        "Новая заявка семьи",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Новая заявка семьи {номер}",
            """{центр}

Семья {номер} просит о помощи. Позвоните ей, уточните, что нужно, и решите, нужна ли длительная помощь.

Открыть:
{ссылка}""",
        ),
    ),
    Event(
        "family_nobody",
        "Заявку семьи некому принять",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Некому принять заявку семьи {номер}",
            """{центр}

Семья {номер} просит о помощи, а координатора в штабе нет. Назначьте его:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "family_consent_withdrawn",
        "Семья отозвала согласие",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Семья {номер} отозвала согласие",
            """{центр}

Семья {номер} больше не хочет, чтобы её данные хранили. Опекуны её имени, телефона и адреса уже не видят. Не звоните ей без её просьбы, подтвердите прекращение помощи и закройте дело:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "appeal_sent",
        "Семья пишет штабу",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Семья {номер} написала, нужен ответ",
            """{центр}

Семья {номер} жалуется или просит удалить её данные. Прочитайте и ответьте:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "appeal_answered",
        "Ответ на письмо семьи",
        Audience.PERSON,
        Topic.ANSWERS,
        (),
        Text(
            "Вам ответили",
            """Здравствуйте, {обращение}!

На ваше письмо ответили. Прочитайте в «Моих сервисах»:
{ссылка}

{центр}
Телефон: {телефон центра}""",
            "Вам ответили: {ссылка}",
        ),
        channels=ALL,
    ),
    Event(
        "coincidences_found",
        "Новые совпадения семей и опекунов",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Есть новые совпадения",
            """{центр}

Появились семьи, которым подходит опекун. Кто кому подходит и почему, видно в «Подборе»:
{ссылка}""",
        ),
    ),
)
