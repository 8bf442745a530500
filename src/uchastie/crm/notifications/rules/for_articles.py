"""What whoever answers for an article of the knowledge base is told."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "article_stale",
        "Статью пора проверить",
        Audience.STAFF,
        Topic.KNOWLEDGE,
        ("статья", "когда"),
        Text(
            "Пора проверить статью «{статья}»",
            """{центр}

Статью «{статья}» нужно было проверить до {когда}. Пока её не проверили, читатели видят пометку.

Открыть:
{ссылка}

Всё верно — нажмите «Проверено». Что-то изменилось — исправьте текст.""",
        ),
    ),
    Event(
        "article_did_not_help",
        "Статья не помогла коллеге",
        Audience.STAFF,
        Topic.KNOWLEDGE,
        ("статья", "когда"),
        Text(
            "Статья «{статья}» не помогла коллеге",
            """{центр}

Коллега прочитал статью «{статья}» и написал, чего не хватило. Его слова — на странице статьи.

Открыть:
{ссылка}""",
        ),
    ),
)
