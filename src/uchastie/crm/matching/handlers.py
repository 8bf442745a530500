"""What changes make matching look again."""

from uchastie.crm.families.events import FamilyWaiting, NeedChanged
from uchastie.crm.guardians.events import GuardianChanged, GuardianReady
from uchastie.crm.guardianship.events import PairDeclined, PairEnded, PairProposed
from uchastie.crm.matching import actions


def follow_family(event: FamilyWaiting | NeedChanged) -> None:
    actions.mark(case_id=event.case_id)


def follow_guardian(event: GuardianReady | GuardianChanged) -> None:
    actions.mark(guardian_id=event.guardian_id)


def follow_pair(event: PairProposed | PairDeclined | PairEnded) -> None:
    """A place and needs were taken, or are free again."""
    actions.mark(case_id=event.case_id)
    actions.mark(guardian_id=event.guardian_id)
