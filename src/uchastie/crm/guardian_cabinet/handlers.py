"""What the guardian's representative is told: never a name, a phone or an address of a family."""

from uuid import UUID

from django.urls import reverse

from uchastie.crm.families.events import NeedChanged
from uchastie.crm.followup import queries as followup
from uchastie.crm.followup.events import HelpDisputed
from uchastie.crm.guardian_cabinet.queries import HELPING
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.events import GuardianDecided, GuardianReady
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.events import PairEnded, PairProposed, VisitCancelled
from uchastie.crm.guardianship.rules import Side
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel.actor import SYSTEM


def tell_decision(event: GuardianDecided) -> None:
    guardian = guardians.get_guardian(SYSTEM, event.guardian_id)
    _tell(guardian, "guardian_approved" if event.approved else "guardian_rejected", event.guardian_id)


def tell_ready(event: GuardianReady) -> None:
    _tell(guardians.get_guardian(SYSTEM, event.guardian_id), "guardian_ready", event.guardian_id)


def tell_proposal(event: PairProposed) -> None:
    guardian = guardians.get_guardian(SYSTEM, event.guardian_id)
    _tell(guardian, "pair_proposed", event.guardianship_id, event.guardianship_id)


def tell_needs(event: NeedChanged) -> None:
    """B24: whoever helps this family hears at once that it has changed what it asks."""
    if not event.by_family:
        return
    for pair in guardianship.list_of_case(event.case_id):
        if pair.state in HELPING:
            guardian = guardians.get_guardian(SYSTEM, pair.guardian_id)
            _tell(guardian, "need_changed", event.need_id, pair.pk, occasion=f"{pair.case.version}")


def tell_dispute(event: HelpDisputed) -> None:
    pair = guardianship.get_guardianship(SYSTEM, event.guardianship_id)
    guardian = guardians.get_guardian(SYSTEM, pair.guardian_id)
    fact = followup.get_fact(SYSTEM, event.fact_id)
    _tell(guardian, "help_not_confirmed", event.fact_id, pair.pk, occasion=f"{fact.version}")


def tell_end(event: PairEnded) -> None:
    _tell(guardians.get_guardian(SYSTEM, event.guardian_id), "pair_over", event.guardianship_id)


def tell_visit(event: VisitCancelled) -> None:
    if event.side == Side.GUARDIAN:
        return
    pair = guardianship.get_guardianship(SYSTEM, event.guardianship_id)
    _tell(guardians.get_guardian(SYSTEM, pair.guardian_id), "visit_cancelled", event.visit_id, pair.pk)


def _tell(guardian: Guardian, code: str, about_id: UUID, pair_id: UUID | None = None, *, occasion: str = "") -> None:
    unit_id = guardian.unit_id or guardians.headquarters_of(guardian).pk
    to = messages.person(guardian.representative_id, about_id=about_id, unit_id=unit_id)
    if to is None:
        return
    url = reverse("guardian_cabinet:home", args=[guardian.pk])
    if pair_id is not None:
        url = reverse("guardian_cabinet:family", args=[guardian.pk, pair_id])
    notifications.notify(
        event=code, about_id=about_id, to=to, unit_id=unit_id, number=guardian.number, url=url, occasion=occasion
    )
