"""First articles of the country. Known by their code: one that was renamed, rewritten or archived stays as it is."""

import datetime as dt

from django.db import transaction

from uchastie.crm.knowledge import actions
from uchastie.crm.knowledge.models import Article
from uchastie.crm.knowledge.reference import conversation, method, services
from uchastie.crm.knowledge.reference.given import Given
from uchastie.crm.knowledge.rules.articles import Draft
from uchastie.kernel.actor import SYSTEM

CHECK_AFTER = dt.timedelta(days=180)
GIVEN: tuple[Given, ...] = (*services.GIVEN, *conversation.GIVEN, *method.GIVEN)


@transaction.atomic
def load_articles() -> None:
    known = set(Article.objects.filter(code__isnull=False).values_list("code", flat=True))
    check_on = actions.today_of(None) + CHECK_AFTER
    for one in GIVEN:
        if one.code not in known:
            draft = Draft(
                kind=one.kind,
                title=one.title,
                body=one.body,
                chapter=one.chapter,
                tags=one.tags,
                services=one.services,
                check_on=check_on,
                owner_id=None,
            )
            actions.write_article(SYSTEM, draft, unit=None, code=one.code)
