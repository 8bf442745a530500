"""Requests of the demonstration that came by the links of campaigns: some of those that were sent by people themselves
while a campaign went on."""

import random

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Channel
from uchastie.crm.outreach.models import CampaignLink
from uchastie.kernel import clock

SEED = 42
SHARE = 0.4  # of the requests of those days


def make() -> None:
    chance = random.Random(SEED)  # noqa: S311 - an invented world, not a secret
    links = CampaignLink.objects.select_related("campaign").order_by("campaign__starts_on", "campaign_id", "channel")
    by_campaign: dict[object, list[CampaignLink]] = {}
    for link in links.filter(campaign__starts_on__lte=clock.now()):
        by_campaign.setdefault(link.campaign_id, []).append(link)
    for own in by_campaign.values():
        _trace(own, chance)


def _trace(links: list[CampaignLink], chance: random.Random) -> None:
    campaign = links[0].campaign
    rows = ServiceRequest.objects.filter(
        unit_id=campaign.unit_id,
        channel=Channel.WEB,
        referral="",
        submitted_at__date__gte=campaign.starts_on,
        submitted_at__date__lte=campaign.ends_on,
    )
    for key in rows.order_by("submitted_at", "pk").values_list("pk", flat=True):
        if chance.random() < SHARE:
            ServiceRequest.objects.filter(pk=key).update(referral=chance.choice(links).code)
