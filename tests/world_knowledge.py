"""Rows of the knowledge base for tests."""

import datetime as dt
from typing import Any

from uchastie.crm.knowledge.models import Article, Edition
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.search import make_text
from uchastie.kernel.words import sort_key


def make_article(unit: Unit | None = None, **values: Any) -> Article:
    """An article that was checked today, with its first edition."""
    today = clock.now().date()
    title, body = (
        values.pop("title", "Как провести встречу"),
        values.pop("body", "Первый шаг.\n\n## Дальше\n\n1. Второй."),
    )
    known = {"kind": "article", "checked_on": today, "check_on": today + dt.timedelta(days=90)} | values
    known |= {"sort_name": sort_key(title), "search_text": make_text(title, body), "updated_at": clock.now()}
    article = Article.objects.create(unit=unit, title=title, body=body, **known)
    Edition.objects.create(article=article, number=1, title=title, body=body, at=clock.now())
    return article


def knowledge_of(unit: Unit) -> dict[str, Any]:
    """For the matrix of access: an article of the unit."""
    return {"article_id": make_article(unit, title=f"Статья {unit.slug}").pk}
