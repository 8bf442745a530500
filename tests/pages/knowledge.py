"""The knowledge base: every kind of article, a stale one, one that is over, an archived one, two versions, answers."""

import datetime as dt
from typing import Any

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from tests.world_knowledge import make_article
from uchastie.crm.accounts.rules import Role
from uchastie.crm.knowledge.models import Answer, Edition, Tag
from uchastie.kernel import clock

KNOWLEDGE = [
    Page("knowledge", "knowledge:index", EMPLOYEE),
    *[Page(f"knowledge-{tab}", "knowledge:index", HEAD, query=f"?tab={tab}") for tab in ("scripts", "cards", "stale")],
    Page("knowledge-over", "knowledge:index", EMPLOYEE, query="?tab=over"),
    Page("knowledge-archive", "knowledge:index", HEAD, query="?tab=archive"),
    Page("knowledge-found", "knowledge:index", EMPLOYEE, query="?q=консультацыя"),
    Page("knowledge-nothing", "knowledge:index", EMPLOYEE, query="?q=такогонет"),
    Page("knowledge-chapter", "knowledge:index", REGION, query="?chapter=barriers&below=1"),
    *[
        Page(f"knowledge-{name}", "knowledge:article", EMPLOYEE, (f"article-{name}",))
        for name in ("script", "contest", "stale-one", "gone", "over-one", "long")
    ],
    Page("knowledge-own", "knowledge:article", HEAD, ("article-stale-one",)),
    Page("knowledge-versions", "knowledge:versions", EMPLOYEE, ("article-stale-one",)),
    Page("knowledge-first", "knowledge:versions", EMPLOYEE, ("article-stale-one",), "?number=1"),
    Page("knowledge-none", "knowledge:article", EMPLOYEE, ("no-request",), status=404),
    Page("knowledge-new", "knowledge:new", HEAD),
    Page("knowledge-new-contest", "knowledge:new", FEDERAL, query="?kind=contest"),
    Page("knowledge-edit", "knowledge:edit", HEAD, ("article-contest",)),
]


def make_knowledge(world: Any) -> dict[str, object]:
    unit, today, day = world.uralmash, clock.now().date(), dt.timedelta(days=1)
    head = world.user(Role.CENTRE_HEAD)
    card = {"kind": "contest", "audience": "соседям", "giver": "город", "link": "https://example.org/konkurs"}
    made = {
        "script": make_article(unit, title="Первый звонок", kind="script", body="## Начало\n\n> Здравствуйте!"),
        "contest": make_article(unit, title="Гранты для двора", until=today + 20 * day, owner=head, **card),
        "over-one": make_article(unit, title="Прошлый конкурс", until=today - day, **card),
        "gone": make_article(unit, title="Ненужное", archived_at=clock.now()),
        "stale-one": make_article(unit, title="Льготы", check_on=today - 9 * day, owner=head, chapter="advice"),
        "long": make_article(unit, title="Оченьдлинноеназвание" * 10, body=_long()),
    }
    stale = made["stale-one"]
    stale.apply(edition=2, body="Первый шаг.\n\n## Дальше\n\n1. Третий.")
    Edition.objects.create(
        article=stale, number=2, title=stale.title, body=stale.body, note="Новый порядок", at=clock.now(), by=head
    )
    Tag.objects.create(article=stale, name="льготы")
    Answer.objects.create(
        article=stale, user=world.user(EMPLOYEE), helped=False, word="Нет адреса", edition=1, at=clock.now()
    )
    return {f"article-{name}": article.pk for name, article in made.items()}


def _long() -> str:
    table = "| Первый | Второй | Третий |\n| --- | --- | --- |\n" + "| слово | другое слово | третье |\n" * 3
    parts = "\n\n".join(f"## Часть {number}\n\nТекст части. " + "Слово " * 40 for number in range(1, 6))
    return f"{parts}\n\n{table}\n\n`{'код' * 60}`"
