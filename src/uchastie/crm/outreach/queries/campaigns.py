"""Campaigns, and what came of their links."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from uchastie.crm.desk.queries.heard import count_by_referrals
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access
from uchastie.crm.outreach.models import Campaign, CampaignLink
from uchastie.crm.outreach.queries.ledger import within_reach
from uchastie.crm.outreach.rules import CHANNEL_NAMES, Channel
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30


@dataclass(frozen=True, slots=True)
class Counted:
    """A link of a campaign with the requests that came by it."""

    link: CampaignLink
    channel: str
    url: str
    requests: int


def _links() -> "Prefetch[str, QuerySet[CampaignLink], str]":
    return Prefetch("links", CampaignLink.objects.order_by("channel"))


def get_campaign(actor: Actor, campaign_id: UUID, *, lock: bool = False) -> Campaign:
    rows = Campaign.objects.filter(within_reach(actor)).select_related("unit").prefetch_related(_links())
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=campaign_id).first()
    if found is None:
        raise NotSeen
    return found


def get_link(actor: Actor, link_id: UUID) -> CampaignLink:
    link = CampaignLink.objects.select_related("campaign__unit").filter(pk=link_id).first()
    if link is None or not access.may_see(actor, link.campaign.unit.path):
        raise NotSeen
    return link


def list_campaigns(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Campaign]:
    """Of the centre, or of all below; the newest first."""
    access.require_reader(actor, unit.path)
    rows = Campaign.objects.filter(unit__path__startswith=unit.path).select_related("unit").prefetch_related(_links())
    return keyset(rows, order=("-starts_on", "-id"), size=PAGE, after=after)


def list_starts(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> list[dt.date]:
    access.require_reader(actor, unit.path)
    rows = Campaign.objects.filter(unit=unit, starts_on__gte=first, starts_on__lte=last, taken_back_at=None)
    return list(rows.order_by("starts_on").values_list("starts_on", flat=True))


def apply_url(link: CampaignLink, unit: Unit) -> str:
    """Short enough for a leaflet."""
    return f"{settings.SITE_URL}{reverse('desk:apply', args=[unit.slug])}?c={link.code}"


def count_requests(unit: Unit, links: list[CampaignLink]) -> dict[str, int]:
    """By the code of the link; requests of this centre only."""
    return count_by_referrals(unit.pk, [link.code for link in links])


def list_counted(campaign: Campaign) -> list[Counted]:
    links = list(campaign.links.all())
    counts = count_requests(campaign.unit, links)
    return [
        Counted(link, CHANNEL_NAMES[Channel(link.channel)], apply_url(link, campaign.unit), counts.get(link.code, 0))
        for link in links
    ]


def count_by_channel(actor: Actor, unit: Unit) -> list[tuple[str, int]]:
    """«Какой канал привёл какие заявки» of one centre: over all campaigns, most first."""
    access.require_reader(actor, unit.path)
    links = list(CampaignLink.objects.filter(campaign__unit=unit))
    counts = count_requests(unit, links)
    sums: dict[str, int] = {}
    for link in links:
        name = CHANNEL_NAMES[Channel(link.channel)]
        sums[name] = sums.get(name, 0) + counts.get(link.code, 0)
    return sorted(sums.items(), key=lambda one: (-one[1], one[0]))
