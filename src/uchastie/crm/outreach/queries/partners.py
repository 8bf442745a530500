"""Partners of a centre, the events held together; the checks of its site."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.events import queries as events
from uchastie.crm.events.models import Event
from uchastie.crm.events.rules import State
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access
from uchastie.crm.outreach.models import JointEvent, Partner, SiteCheck
from uchastie.crm.outreach.queries.ledger import within_reach
from uchastie.crm.people import queries as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 40
MOST_CHOICES = 200
CHECKS_SHOWN = 12


def get_partner(actor: Actor, partner_id: UUID, *, lock: bool = False) -> Partner:
    rows = Partner.objects.filter(within_reach(actor)).select_related("unit")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=partner_id).first()
    if found is None:
        raise NotSeen
    return found


def list_partners(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Partner]:
    """With the number of events held together (`joined`)."""
    access.require_reader(actor, unit.path)
    held = Count("joint", filter=Q(joint__removed_at=None, joint__event__state=State.HELD))
    rows = Partner.objects.filter(unit__path__startswith=unit.path).select_related("unit").annotate(joined=held)
    return keyset(rows, order=("name", "id"), size=PAGE, after=after)


def list_joint(partner: Partner) -> list[JointEvent]:
    rows = partner.joint.filter(removed_at=None).select_related("event")
    return list(rows.order_by("-event__day", "-id")[:MOST_CHOICES])


def get_joint(actor: Actor, joint_id: UUID) -> JointEvent:
    found = JointEvent.objects.select_related("partner__unit", "event").filter(pk=joint_id, removed_at=None).first()
    if found is None or not access.may_see(actor, found.partner.unit.path):
        raise NotSeen
    return found


def list_events_to_join(actor: Actor, partner: Partner) -> list[Event]:
    """Events of the centre of this year and the last that are not the partner's yet, newest first."""
    known = set(partner.joint.filter(removed_at=None).values_list("event_id", flat=True))
    year = clock.today(partner.unit.zone).year
    rows = [one for each in (year, year - 1) for one in events.list_year(actor, partner.unit, each)]
    found = [one for one in rows if one.pk not in known and one.state in {State.PUBLISHED, State.HELD}]
    return sorted(found, key=lambda one: (one.day, one.pk), reverse=True)[:MOST_CHOICES]


def list_organisations(actor: Actor, unit: Unit) -> "Iterable[Beneficiary]":
    """Organisations of the registry the centre knows."""
    rows: QuerySet[Beneficiary] = people.list_known(actor).filter(kind=Kind.ORGANISATION, acquaintances__unit=unit)
    return rows.order_by("name", "id")[:MOST_CHOICES]


def list_site_checks(actor: Actor, unit: Unit) -> list[SiteCheck]:
    """Newest first."""
    access.require_reader(actor, unit.path)
    rows = SiteCheck.objects.filter(unit=unit).select_related("by")
    return list(rows.order_by("-day", "-at")[:CHECKS_SHOWN])


def list_site_days(unit: Unit, until: dt.date) -> list[tuple[dt.date, bool]]:
    rows = SiteCheck.objects.filter(unit=unit, day__lte=until).order_by("day", "at")
    return list(rows.values_list("day", "complete"))


def get_site_check(actor: Actor, check_id: UUID) -> SiteCheck:
    found = SiteCheck.objects.select_related("unit").filter(within_reach(actor), pk=check_id).first()
    if found is None:
        raise NotSeen
    return found
