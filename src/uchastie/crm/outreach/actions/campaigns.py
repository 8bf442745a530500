"""Campaigns and their links."""

from collections.abc import Collection
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access, queries
from uchastie.crm.outreach.actions.record import changed, record
from uchastie.crm.outreach.models import Campaign, CampaignLink
from uchastie.crm.outreach.rules import CampaignValues, Channel, new_code, require_campaign, require_reason
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def create_campaign(
    *, actor: Actor, unit: Unit, values: CampaignValues, channels: Collection[Channel], key: str
) -> Campaign:
    """Each channel gets a link of its own (A42): by it requests are counted. The same form twice is one campaign."""
    access.require_centre(actor, unit)
    require_campaign(values)
    _require_channels(channels)
    rows = {"made_at": clock.now(), "made_by_id": actor.user_id} | _columns(values)
    campaign, made = Campaign.objects.get_or_create(unit=unit, key=key, defaults=rows)
    if made:
        _link(campaign, channels)
        record(actor, campaign, "campaign_created", channels=len(channels))
        changed(campaign, campaign.starts_on)
    return campaign


@transaction.atomic
def change_campaign(
    *, actor: Actor, campaign_id: UUID, values: CampaignValues, channels: Collection[Channel], version: int
) -> Campaign:
    """A link once given stays: it may be printed already."""
    campaign = queries.get_campaign(actor, campaign_id, lock=True)
    access.require_worker(actor, campaign.unit.path)
    campaign.require_version(version)
    _require_counted(campaign)
    require_campaign(values)
    before = campaign.starts_on
    campaign.apply(**_columns(values))
    _link(campaign, channels)
    record(actor, campaign, "campaign_changed")
    changed(campaign, before, campaign.starts_on)
    return campaign


@transaction.atomic
def take_campaign_back(*, actor: Actor, campaign_id: UUID, reason: str) -> Campaign:
    """It no longer counts; its links go on leading to the application. Twice is once."""
    campaign = queries.get_campaign(actor, campaign_id, lock=True)
    access.require_worker(actor, campaign.unit.path)
    if campaign.taken_back_at:
        return campaign
    campaign.apply(taken_back_at=clock.now(), taken_back_reason=require_reason(reason))
    record(actor, campaign, "campaign_taken_back")
    changed(campaign, campaign.starts_on)
    return campaign


def _columns(values: CampaignValues) -> dict[str, object]:
    return asdict(values) | {"ages": list(values.ages), "groups": list(values.groups)}


def _require_channels(channels: Collection[Channel]) -> None:
    if not channels:
        raise Refusal("channels", "Отметьте, где расскажете: у каждого места будет своя ссылка.", field="channels")


def _require_counted(campaign: Campaign) -> None:
    if campaign.taken_back_at:
        raise Refusal("taken_back", "Кампания снята с учёта: изменить её нельзя.")


def _link(campaign: Campaign, channels: Collection[Channel]) -> None:
    known = set(campaign.links.values_list("channel", flat=True))
    fresh = [channel for channel in dict.fromkeys(channels) if channel not in known]
    CampaignLink.objects.bulk_create(
        [CampaignLink(campaign=campaign, channel=channel, code=new_code()) for channel in fresh]
    )
