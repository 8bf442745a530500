"""Long help: what coordinators and the federal team are told of families. Numbers only."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
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
)
