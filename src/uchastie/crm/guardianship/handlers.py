"""What pairs do when others announce something."""

from uchastie.crm.agreements.events import AgreementInForce, AgreementLapsed
from uchastie.crm.agreements.rules import Kind
from uchastie.crm.guardianship import actions


def follow_agreement(event: AgreementInForce) -> None:
    if event.kind == Kind.GUARDIAN_FAMILY and event.guardian_id and event.case_id:
        actions.follow_family_paper(guardian_id=event.guardian_id, case_id=event.case_id, in_force=True)


def follow_lapse(event: AgreementLapsed) -> None:
    if event.kind == Kind.GUARDIAN_FAMILY and event.guardian_id and event.case_id:
        actions.follow_family_paper(guardian_id=event.guardian_id, case_id=event.case_id, in_force=False)
