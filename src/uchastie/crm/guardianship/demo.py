"""Pairs of one region: help that goes on, an introduction that is waited for, a proposal. Everything is invented."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import actions as agreements
from uchastie.crm.agreements.rules import Kind
from uchastie.crm.agreements.rules import Side as Signer
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import queries as cases
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import LookReason
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import actions
from uchastie.crm.guardianship.actions import Meeting
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

REGION = "66"
HOUR = dt.timedelta(hours=1)
PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make() -> None:
    """As many pairs as there are families that wait and guardians that are ready."""
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    lead = _coordinator(unit) if unit else None
    if unit is None or lead is None:
        return
    helpers = [guardian for guardian in guardians.list_ready(unit) if guardians.is_ready(guardian)]
    stories: tuple[Callable[[Actor, FamilyCase, Guardian], None], ...] = (_help, _wait_for_meeting, _propose)
    with transaction.atomic():
        for case, guardian, story in zip(list(cases.list_waiting(unit)), helpers, stories, strict=False):
            story(lead, case, guardian)


def _coordinator(unit: Unit) -> Actor | None:
    first = network.list_staff(SYSTEM, unit).filter(role=Role.REGION_COORDINATOR).first()
    return network.actor_of(first.user) if first else None


def _help(lead: Actor, case: FamilyCase, guardian: Guardian) -> None:
    begun = _earliest(case, guardian, 20 * 24, 10 * 24, 4 * 24, 50)
    pair = _at(begun, lambda: _reserve(lead, case, guardian))
    helper = Actor(ActorKind.HOLDER, guardian.pk, label=guardian.representative.name)
    _at(begun + 5 * HOUR, lambda: actions.accept(actor=helper, guardianship_id=pair.pk))
    _at(begun + 9 * HOUR, lambda: _consent(case, guardian))
    met = begun + 30 * HOUR
    meeting = Meeting(
        met, "в региональном штабе", f"{guardian.representative.name}, координатор штаба", hq_present=True
    )
    _at(met + HOUR, lambda: actions.introduce(actor=lead, guardianship_id=pair.pk, meeting=meeting))
    seen = "С кружками всё верно. Крыльцо чинить срочно: ступени сгнили, детям опасно."
    _at(met + 2 * HOUR, lambda: actions.assess(actor=lead, guardianship_id=pair.pk, text=seen))
    _at(met + 3 * HOUR, lambda: _sign(lead, case, guardian))
    _at(met + 4 * HOUR, lambda: actions.activate(actor=lead, guardianship_id=pair.pk))
    look = LookReason.MEETING
    _at(met + 9 * HOUR, lambda: actions.look_at_contacts(actor=helper, guardianship_id=pair.pk, reason=look))


def _wait_for_meeting(lead: Actor, case: FamilyCase, guardian: Guardian) -> None:
    begun = _earliest(case, guardian, 64, 20, 3)
    pair = _at(begun, lambda: _reserve(lead, case, guardian))
    _at(begun + 2 * HOUR, lambda: actions.accept(actor=lead, guardianship_id=pair.pk))


def _propose(lead: Actor, case: FamilyCase, guardian: Guardian) -> None:
    _at(_earliest(case, guardian, 5, 1), lambda: _reserve(lead, case, guardian))


def _reserve(lead: Actor, case: FamilyCase, guardian: Guardian) -> Guardianship:
    """What the guardian can do of what the family needs; the first need when nothing fits."""
    can = set(guardian.capabilities.values_list("category_id", flat=True))
    needs = cases.list_open_needs(case)
    wanted = [need.pk for need in needs if need.category_id in can] or [needs[0].pk]
    return actions.propose(actor=lead, case_id=case.pk, guardian_id=guardian.pk, need_ids=wanted)


def _consent(case: FamilyCase, guardian: Guardian) -> None:
    text = consents.current_text(Purpose.FAMILY_TRANSFER)
    family = Actor(ActorKind.HOLDER, case.pk, label=case.applicant.name)
    agreements.give_transfer(actor=family, case_id=case.pk, guardian_id=guardian.pk, text_id=text.pk)


def _sign(lead: Actor, case: FamilyCase, guardian: Guardian) -> None:
    """On paper, scanned by one and compared by another."""
    today = clock.today(case.unit.zone)
    paper = agreements.prepare_agreement(
        actor=lead,
        kind=Kind.GUARDIAN_FAMILY,
        guardian_id=guardian.pk,
        case_id=case.pk,
        valid_from=today,
        valid_until=today + dt.timedelta(days=364),
    )
    agreements.offer_agreement(actor=lead, agreement_id=paper.pk, version=paper.version)
    scan: Any = SimpleUploadedFile("soglashenie.pdf", PAPER, content_type="application/pdf")
    sides = (Signer.GUARDIAN, Signer.FAMILY)
    agreements.attach_scan(actor=lead, agreement_id=paper.pk, upload=scan, sides=sides, signed_on=today)
    agreements.check_scan(actor=SYSTEM, agreement_id=paper.pk, version=None)


def _earliest(case: FamilyCase, guardian: Guardian, *hours: int) -> dt.datetime:
    """The first of so many hours ago at which the family had its marker and the guardian its papers; else the last."""
    moments = [clock.now() - ago * HOUR for ago in hours]
    for moment in moments:
        if case.marker_at and case.marker_at < moment and _at(moment, lambda: guardians.is_ready(guardian)):
            return moment
    return moments[-1]


def _at[T](moment: dt.datetime, do: Callable[[], T]) -> T:
    with clock.at(moment):
        return do()
