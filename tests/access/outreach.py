"""What the matrix asks of outreach: a fact with a picture, a campaign, a partner with an event and one to join."""

from typing import Any

from tests.world_events import make_event
from tests.world_outreach import make_campaign, make_fact, make_partner
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.outreach.models import JointEvent
from uchastie.crm.outreach.queries.proofs import PURPOSE
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id


def outreach_of(unit: Any) -> dict[str, Any]:
    fact = make_fact(unit, pictures=1)
    campaign, partner = make_campaign(unit), make_partner(unit)
    joint = JointEvent.objects.create(partner=partner, event=make_event(unit, state="held"), made_at=clock.now())
    file = StoredFile.objects.create(
        purpose=PURPOSE,
        about_id=fact.pk,
        unit_id=unit.pk,
        name="снимок.png",
        kind="image/png",
        size=1,
        digest="0" * 64,
        place=new_id().hex,
        stored_at=clock.now(),
    )
    return {
        **{f"outreach:{name}.fact_id": fact.pk for name in ("fact", "taking_back")},
        "campaign_id": campaign.pk,
        "link_id": campaign.links.first().pk,  # type: ignore[union-attr]
        "partner_id": partner.pk,
        "joint_id": joint.pk,
        "proof_id": file.pk,
        "outreach_event": make_event(unit, title="Круглый стол").pk,
        "outreach:proofs.kind": "fact",
        "outreach:proofs.key": fact.pk,
        "outreach:proof_removal.kind": "fact",
        "outreach:proof_removal.key": fact.pk,
    }
