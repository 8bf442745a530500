"""The ledger of outreach full and empty, a fact, campaigns, partners, the site."""

from typing import Any

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from tests.world_events import make_event
from tests.world_outreach import make_campaign, make_fact, make_partner, make_site_check
from uchastie.crm.accounts.rules import Role
from uchastie.crm.outreach.models import JointEvent
from uchastie.crm.outreach.rules.site import ITEMS
from uchastie.kernel import clock

MUNICIPAL = Role.MUNICIPAL_COORDINATOR
OUTREACH = [
    Page("outreach", "outreach:ledger", EMPLOYEE),
    Page("outreach-region", "outreach:ledger", REGION),
    Page("outreach-federal", "outreach:ledger", FEDERAL),
    Page("outreach-empty", "outreach:ledger", EMPLOYEE, query="?month=2020-01"),
    Page("outreach-nothing", "outreach:ledger", EMPLOYEE, query="?kind=media&channel=tv&proof=no"),
    Page("outreach-taken", "outreach:ledger", HEAD, query="?taken=1"),
    Page("outreach-fact", "outreach:fact", EMPLOYEE, ("fact-post",)),
    Page("outreach-fact-unproved", "outreach:fact", EMPLOYEE, ("fact-media",)),
    Page("outreach-fact-taken", "outreach:fact", HEAD, ("fact-taken",)),
    Page("outreach-fact-look", "outreach:fact", FEDERAL, ("fact-post",)),
    Page("outreach-proofs", "outreach:proofs", EMPLOYEE, ("fact-kind", "fact-post")),
    Page("outreach-table", "outreach:table", EMPLOYEE),
    Page("outreach-campaigns", "outreach:campaigns", EMPLOYEE),
    Page("outreach-campaigns-none", "outreach:campaigns", MUNICIPAL),
    Page("outreach-campaign", "outreach:campaign", EMPLOYEE, ("campaign",)),
    Page("outreach-campaign-look", "outreach:campaign", FEDERAL, ("campaign",)),
    Page("outreach-campaign-taken", "outreach:campaign", HEAD, ("campaign-taken",)),
    Page("outreach-campaign-new", "outreach:campaign_new", EMPLOYEE),
    Page("outreach-campaign-edit", "outreach:campaign_edit", EMPLOYEE, ("campaign",)),
    Page("outreach-sources", "outreach:sources", EMPLOYEE),
    Page("outreach-partners", "outreach:partners", EMPLOYEE),
    Page("outreach-partners-none", "outreach:partners", MUNICIPAL),
    Page("outreach-partner", "outreach:partner", EMPLOYEE, ("partner",)),
    Page("outreach-partner-look", "outreach:partner", REGION, ("partner",)),
    Page("outreach-partner-new", "outreach:partner_new", EMPLOYEE),
    Page("outreach-partner-edit", "outreach:partner_edit", HEAD, ("partner",)),
    Page("outreach-site", "outreach:site", EMPLOYEE),
]
NO_PAGES_OF_OUTREACH = {"outreach:sample": "a table", "outreach:code": "a drawing for print"}


def make_outreach(world: Any) -> dict[str, object]:
    unit, by = world.uralmash, world.user(Role.CENTRE_EMPLOYEE)
    post = make_fact(unit, made_by=by, topic_id="health", source="association", note="Хорошо отвечали в комментариях")
    make_fact(unit, kind="repost", title="Международная премия", made_by=by)
    make_fact(unit, kind="material", form="video", channel="rutube", title="Как записать волонтёрские часы")
    media = make_fact(unit, kind="media", channel="radio", link="", host="", title="Районное радио: наставники")
    make_fact(unit, kind="media", channel="press", link="", host="", title="Заметка в районной газете", pictures=1)
    taken = make_fact(unit, taken_back_at=clock.now())
    campaign = make_campaign(unit, about="Рассказываем подросткам о добрых делах рядом с домом.")
    campaign_taken = make_campaign(unit, taken_back_at=clock.now(), taken_back_reason="Записали дважды")
    partner = make_partner(unit, link="https://biblioteka.example.org", about="Книги и встречи")
    make_partner(unit, name="Школа № 5", ended_on=clock.today(unit.zone))
    event = make_event(unit, state="held", title="Круглый стол со школами")
    JointEvent.objects.create(partner=partner, event=event, made_at=clock.now())
    make_event(unit, title="Чтения во дворе", starts_in=30)
    make_site_check(unit, ago=60, present=tuple(ITEMS), complete=True)
    make_site_check(unit, present=tuple(ITEMS)[:10])
    return {
        "fact-kind": "fact",
        "fact-post": post.pk,
        "fact-media": media.pk,
        "fact-taken": taken.pk,
        "campaign": campaign.pk,
        "campaign-taken": campaign_taken.pk,
        "partner": partner.pk,
    }
