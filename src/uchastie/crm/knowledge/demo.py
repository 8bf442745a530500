"""A knowledge base in use: own articles of a region and a centre, a contest, a stale article, answers. Invented."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.knowledge import actions, queries
from uchastie.crm.knowledge.rules.articles import CARDS, Draft, Kind
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

DAY = dt.timedelta(days=1)
TEXTS: tuple[tuple[Kind, str, str, tuple[str, ...], str, str, int | None], ...] = (
    (
        Kind.ARTICLE,
        "Льготы волонтёрам старше 55",
        "Начните с вопроса, что уже оформлено.\n\n## Порядок\n\n1. Проверьте стаж волонтёра на платформе.\n"
        "2. Распечатайте справку о часах.\n3. Позвоните в соцзащиту и узнайте, кто принимает.\n\n"
        "## Чего не обещаем\n\n- Сумму: её считает соцзащита.\n- Решение за другое ведомство.",
        ("льготы", "серебряные волонтёры"),
        "",
        "",
        None,
    ),
    (
        Kind.MEASURE,
        "Бесплатный проезд волонтёров на городские события",
        "Проезд бесплатный в день события по списку организатора.\n\n1. Попросите организатора внести вас в список.\n"
        "2. В автобусе покажите волонтёрскую книжку на телефоне.",
        ("льготы", "проезд"),
        "волонтёрам, которые едут на событие центра",
        "городской транспорт",
        None,
    ),
    (
        Kind.CONTEST,
        "Гранты для дворовых проектов",
        "На что дают: лавочки, озеленение, праздники двора.\n\n- Заявку подаёт группа от трёх человек.\n"
        "- Центр помогает написать и проверяет смету.",
        ("гранты", "двор"),
        "группам соседей от трёх человек",
        "администрация города",
        22,
    ),
)


@transaction.atomic
def make() -> None:
    for unit in network.list_centres().order_by("path"):
        _of_centre(unit)


def _of_centre(unit: Unit) -> None:
    owner = next(iter(queries.list_owners(unit)), None)
    if owner is None:
        return
    now = clock.now()
    for place, (kind, title, body, tags, audience, giver, left) in enumerate(TEXTS):
        stale = place == 0
        with clock.at(now - 100 * DAY if stale else now - 20 * DAY):
            today = actions.today_of(unit)
            draft = Draft(
                kind=kind,
                title=title,
                body=body,
                check_on=today + (80 if stale else 90) * DAY,
                owner_id=owner.pk,
                tags=tags,
                services=("consulting",),
                audience=audience if kind in CARDS else "",
                giver=giver,
                until=actions.today_of(unit) + (20 + left) * DAY if left else None,
                link="https://dobro.ru" if kind == Kind.CONTEST else "",
            )
            article = actions.write_article(SYSTEM, draft, unit=unit)
        if stale:
            _answered(unit, article.pk)
            actions.remind_of(article)


def _answered(unit: Unit, article_id: UUID) -> None:
    """One helped, one asks for more."""
    words = ("", "Не хватает адреса соцзащиты и часов приёма")
    for word, person in zip(words, _employees(unit), strict=False):
        actions.answer(person, article_id=article_id, helped=not word, word=word)


def _employees(unit: Unit) -> list[Actor]:
    rows = network.list_staff(SYSTEM, unit).filter(role=Role.CENTRE_EMPLOYEE)
    return [network.actor_of(row.user) for row in rows]
