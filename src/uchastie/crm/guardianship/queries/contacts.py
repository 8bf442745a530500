"""The one gate between a guardian and the family's contacts (decision 15)."""

from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.agreements import queries as agreements
from uchastie.crm.families import queries as families
from uchastie.crm.guardianship import rules
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.queries.pairs import find_open
from uchastie.crm.guardianship.rules import PAPER_NAMES, PairState, Paper


@dataclass(frozen=True, slots=True)
class PaperGate:
    """One line of the list on the page; the permission is computed from the same papers."""

    paper: Paper
    name: str
    open: bool
    for_contacts: bool


def papers_of(guardian_id: UUID, case_id: UUID) -> frozenset[Paper]:
    """What is in force between them at this moment. The consent to pass the data stands on the family's consent to keep
    them: when that one is withdrawn, nothing may be passed to anybody."""
    kinds = {str(kind) for kind in agreements.in_force(guardian_id, case_id)}
    found = {paper for paper in Paper if str(paper) in kinds}
    if agreements.has_transfer_consent(case_id, guardian_id) and not families.has_withdrawn_consent(case_id):
        found.add(Paper.TRANSFER)
    return frozenset(found)


def gates_of(pair: Guardianship) -> tuple[PaperGate, ...]:
    papers, wanted = papers_of(pair.guardian_id, pair.case_id), rules.for_contacts(begun=_begun(pair))
    return tuple(PaperGate(paper, PAPER_NAMES[paper], paper in papers, paper in wanted) for paper in rules.FOR_HELP)


def pair_opens_contacts(pair: Guardianship) -> bool:
    papers = papers_of(pair.guardian_id, pair.case_id)
    return rules.sees_contacts(PairState(pair.state), pair.end_side, papers, begun=_begun(pair))


def opens_contacts(guardian_id: UUID, case_id: UUID) -> bool:
    """May this guardian see the contacts of this family now? Asked at every request, kept nowhere."""
    pair = find_open(case_id, guardian_id)
    return pair is not None and pair_opens_contacts(pair)


def _begun(pair: Guardianship) -> bool:
    return pair.help_started_on is not None
