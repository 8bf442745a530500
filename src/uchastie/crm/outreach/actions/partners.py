"""Partners, joint events, checks of the site."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.events import queries as events
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access, queries
from uchastie.crm.outreach.actions.record import changed, record
from uchastie.crm.outreach.models import JointEvent, Partner, SiteCheck
from uchastie.crm.outreach.rules import PartnerValues, read_link, require_partner
from uchastie.crm.outreach.rules.site import ITEMS, missing_of, require_site_day
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal


@transaction.atomic
def add_partner(*, actor: Actor, unit: Unit, values: PartnerValues, organisation_id: UUID | None = None) -> Partner:
    access.require_centre(actor, unit)
    columns = _columns(actor, unit, values, organisation_id)
    try:
        with transaction.atomic():
            partner = Partner.objects.create(unit=unit, made_at=clock.now(), made_by_id=actor.user_id, **columns)
    except IntegrityError as error:
        raise _known() from error
    record(actor, partner, "partner_added")
    changed(partner, *_days(partner))
    return partner


@transaction.atomic
def change_partner(
    *, actor: Actor, partner_id: UUID, values: PartnerValues, version: int, organisation_id: UUID | None = None
) -> Partner:
    partner = queries.get_partner(actor, partner_id, lock=True)
    access.require_worker(actor, partner.unit.path)
    partner.require_version(version)
    before = _days(partner)
    columns = _columns(actor, partner.unit, values, organisation_id)
    try:
        with transaction.atomic():
            partner.apply(**columns)
    except IntegrityError as error:
        raise _known() from error
    record(actor, partner, "partner_changed")
    changed(partner, *before, *_days(partner))
    return partner


def _columns(actor: Actor, unit: Unit, values: PartnerValues, organisation_id: UUID | None) -> dict[str, Any]:
    require_partner(values, clock.today(unit.zone))
    if organisation_id is not None and not people.keeps(actor, organisation_id):
        raise NotSeen
    link = read_link(values.link).shown if values.link else ""
    return asdict(values) | {"link": link, "organisation_id": organisation_id}


def _known() -> Refusal:
    return Refusal("known", "Такая организация уже записана. Откройте её в списке.", field="name")


def _days(partner: Partner) -> tuple[dt.date, ...]:
    """From which the number of partners is another one."""
    after = partner.ended_on + dt.timedelta(days=1) if partner.ended_on else None
    return (partner.since, after) if after else (partner.since,)


@transaction.atomic
def join_event(*, actor: Actor, partner_id: UUID, event_id: UUID) -> JointEvent:
    """Twice is once."""
    partner = queries.get_partner(actor, partner_id, lock=True)
    access.require_worker(actor, partner.unit.path)
    event = events.get_event(actor, event_id)
    if event.unit_id != partner.unit_id:
        raise NotSeen
    joint, made = JointEvent.objects.get_or_create(
        partner=partner, event=event, removed_at=None, defaults={"made_at": clock.now()}
    )
    if made:
        record(actor, partner, "event_joined", event=str(event.pk))
        changed(partner, event.day)
    return joint


@transaction.atomic
def part_event(*, actor: Actor, joint_id: UUID) -> Partner:
    """It was held without the partner after all."""
    joint = queries.get_joint(actor, joint_id)
    access.require_worker(actor, joint.partner.unit.path)
    if JointEvent.objects.filter(pk=joint.pk, removed_at=None).update(removed_at=clock.now()):
        record(actor, joint.partner, "event_parted", event=str(joint.event_id))
        changed(joint.partner, joint.event.day)
    return joint.partner


@transaction.atomic
def check_site(
    *, actor: Actor, unit: Unit, link: str, present: Collection[str], day: dt.date | None = None, note: str = ""
) -> SiteCheck:
    """A97: what is there today. Each check is kept; the newest one holds for a quarter."""
    access.require_centre(actor, unit)
    today = clock.today(unit.zone)
    require_site_day(day or today, today)
    there = [code for code in ITEMS if code in present]
    check = SiteCheck.objects.create(
        unit=unit,
        day=day or today,
        link=read_link(link).shown,
        present=there,
        complete=not missing_of(there),
        note=note,
        at=clock.now(),
        by_id=actor.user_id,
    )
    record(actor, check, "site_checked", present=len(there), complete=check.complete)
    changed(check, check.day)
    return check
