"""Facts, campaigns, partners and checks of the site by rows, for tests of any capability."""

import datetime as dt
from typing import Any

from uchastie.crm.network.models import Unit
from uchastie.crm.outreach.models import Campaign, CampaignLink, Fact, Partner, SiteCheck
from uchastie.crm.outreach.rules import new_code
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id


def make_fact(unit: Unit, *, ago: int = 0, **values: Any) -> Fact:
    defaults: dict[str, Any] = {
        "kind": "post",
        "channel": "vk",
        "day": clock.today(unit.zone) - dt.timedelta(days=ago),
        "title": "Чему учат на курсе первой помощи",
        "link": "https://vk.com/wall-1_2284",
        "host": "vk.com",
        "digest": new_id().hex,
        "made_at": clock.now(),
        "taken_back_reason": "Записали дважды" if values.get("taken_back_at") else "",
    }
    return Fact.objects.create(unit=unit, **(defaults | values))


def make_campaign(unit: Unit, *channels: str, starts_in: int = -3, days: int = 14, **values: Any) -> Campaign:
    starts = clock.today(unit.zone) + dt.timedelta(days=starts_in)
    defaults: dict[str, Any] = {
        "title": "Найди своё дело",
        "way": "both",
        "starts_on": starts,
        "ends_on": starts + dt.timedelta(days=days),
        "ages": ["teens"],
        "groups": ["families"],
        "key": new_id().hex,
        "made_at": clock.now(),
    }
    campaign = Campaign.objects.create(unit=unit, **(defaults | values))
    for channel in channels or ("vk", "print"):
        CampaignLink.objects.create(campaign=campaign, channel=channel, code=new_code())
    return campaign


def make_partner(unit: Unit, **values: Any) -> Partner:
    defaults: dict[str, Any] = {
        "name": "Библиотека № 14",
        "since": clock.today(unit.zone) - dt.timedelta(days=40),
        "agreement": "№ 3 от 12.03.2026, до конца 2027 года",
        "made_at": clock.now(),
    }
    return Partner.objects.create(unit=unit, **(defaults | values))


def make_site_check(unit: Unit, *, ago: int = 0, present: tuple[str, ...] = (), complete: bool = False) -> SiteCheck:
    day = clock.today(unit.zone) - dt.timedelta(days=ago)
    return SiteCheck.objects.create(
        unit=unit, day=day, link="https://centr.example.org", present=list(present), complete=complete, at=clock.now()
    )
