"""Papers of the demonstration's guardians with their headquarters: signed by hand, scanned by one, compared by another.
Who is briefed and trained becomes ready by them (B17, B39)."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import actions
from uchastie.crm.agreements.rules import Kind, Side
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.queries import Tab
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

REGION = "66"
PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
BEFORE = dt.timedelta(days=2)  # between the hand-over's last gate and the papers
TERM = dt.timedelta(days=364)


def make() -> None:
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    row = network.list_staff(SYSTEM, unit).filter(role=Role.REGION_COORDINATOR).first() if unit else None
    if unit is None or row is None:
        return
    lead = network.actor_of(row.user)
    with transaction.atomic():
        for guardian in guardians.list_guardians(lead, unit, Tab.WORK).items:
            training = guardian.trainings.order_by("noted_at").last()
            if training is not None and training.noted_at + BEFORE < clock.now():
                with clock.at(training.noted_at + BEFORE):
                    _sign(lead, guardian, Kind.GUARDIAN_HQ)
                    _sign(lead, guardian, Kind.DATA_PROTECTION)


def _sign(lead: Actor, guardian: Guardian, kind: Kind) -> None:
    today = clock.today(guardians.zone_of(guardian))
    paper = actions.prepare_agreement(
        actor=lead,
        kind=kind,
        guardian_id=guardian.pk,
        case_id=None,
        valid_from=today,
        valid_until=today + TERM,
    )
    actions.offer_agreement(actor=lead, agreement_id=paper.pk, version=paper.version)
    scan: Any = SimpleUploadedFile("soglashenie.pdf", PAPER, content_type="application/pdf")
    sides = (Side.GUARDIAN, Side.HQ)
    actions.attach_scan(actor=lead, agreement_id=paper.pk, upload=scan, sides=sides, signed_on=today)
    actions.check_scan(actor=SYSTEM, agreement_id=paper.pk, version=None)
