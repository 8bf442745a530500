"""What those who work are told of their own training. No names: who is late is seen behind the sign-in."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "training_plan",
        "Мой план обучения готов",
        Audience.STAFF,
        Topic.TRAINING,
        ("чему", "к какому дню"),
        Text(
            "Ваш план обучения готов",
            """{центр}

Начать лучше сейчас. Первый срок: {к какому дню}.
{чему}

Весь план:
{ссылка}""",
        ),
    ),
    Event(
        "training_due",
        "Подходит или прошёл срок обучения",
        Audience.STAFF,
        Topic.TRAINING,
        ("чему", "к какому дню"),
        Text(
            "Обучение: срок {к какому дню}",
            """{центр}

Это нужно выучить или повторить. Срок: {к какому дню}.
{чему}

Мой план:
{ссылка}""",
        ),
    ),
    Event(
        "training_late",
        "У сотрудников прошёл срок обучения",
        Audience.STAFF,
        Topic.TRAINING,
        ("сколько",),
        Text(
            "Срок обучения прошёл: {сколько}",
            """{центр}

Срок обучения прошёл: {сколько}. Работать они могут, но в заявках будет предупреждение.

Кто и чему не обучен:
{ссылка}""",
        ),
    ),
)
