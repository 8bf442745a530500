"""What those who lead licences and those who lead centres are told of agreements and sets."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "licence_applied",
        "Новая заявка на Добро.Центр",
        Audience.STAFF,
        Topic.LICENCES,
        ("что",),
        Text(
            "Новая заявка на Добро.Центр",
            """{центр}

Организация хочет открыть центр: {что}. Прочитайте заявку и ответьте.

Открыть:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "set_submitted",
        "Набор сервисов ждёт утверждения",
        Audience.STAFF,
        Topic.LICENCES,
        ("что",),
        Text(
            "Набор сервисов ждёт утверждения",
            """{центр}

Руководитель прислал новый набор сервисов: {что}.

Посмотреть и утвердить:
{ссылка}""",
        ),
        important=True,
    ),
    Event(
        "set_decided",
        "Решение о наборе сервисов",
        Audience.STAFF,
        Topic.LICENCES,
        ("решение", "причина"),
        Text(
            "{решение}",
            """{центр}

{решение}
{причина}

Открыть:
{ссылка}""",
        ),
        important=True,
    ),
)
