"""What a family sees of itself, and what waits for an answer."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.agreements import queries as agreements
from uchastie.crm.agreements.models import Agreement, TransferConsent
from uchastie.crm.agreements.rules import Side as Signer
from uchastie.crm.agreements.rules import State
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.family_cabinet import access
from uchastie.crm.family_cabinet.models import Appeal
from uchastie.crm.followup import queries as followup
from uchastie.crm.followup.models import Call, HelpFact
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship, Visit
from uchastie.crm.guardianship.rules import OPEN, PairState
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30
# Before the guardian has agreed the family is told of nobody: a refusal must not hurt it.
KNOWN = frozenset(PairState) - {PairState.PROPOSED, PairState.DECLINED}
ASKED_OF = frozenset({PairState.MATCHED, PairState.INTRODUCED, PairState.SIGNED, PairState.ACTIVE})


def holder_of(case: FamilyCase) -> Actor:
    """The family acts as the holder of its own case."""
    return Actor(ActorKind.HOLDER, id=case.pk, label=case.applicant.name)


def list_own_cases(person_ids: Collection[UUID]) -> list[FamilyCase]:
    """The newest first."""
    return list(families.list_of_applicants(person_ids))


def require_own(actor: Actor, case_id: UUID) -> FamilyCase:
    """The family itself; a coordinator writes no complaints for it."""
    case = families.find_case(case_id)
    if case is None or actor.kind is not ActorKind.HOLDER or actor.id != case.pk:
        raise NotSeen
    return case


def get_own_case(person_ids: Collection[UUID], case_id: UUID) -> FamilyCase:
    """Only who speaks for the family; `NotSeen` for everybody else."""
    case = next((case for case in families.list_of_applicants(person_ids) if case.pk == case_id), None)
    if case is None:
        raise NotSeen
    return case


@dataclass(frozen=True, slots=True)
class Paper:
    """An agreement of the family: where to read and sign it; empty when nobody waits for its signature."""

    agreement: Agreement
    url: str
    to_sign: bool


@dataclass(frozen=True, slots=True)
class Home:
    pairs: list[Guardianship]  # guardians who have agreed, the newest first
    visits: list[Visit]
    to_confirm: list[HelpFact]
    needs: list[tuple[Need, Guardianship | None]]  # open ones and met ones, with who has promised
    call: Call | None
    papers: list[Paper]
    unconsented: list[Guardian]  # whom the family has not let have its data yet (B56)
    to_rate: list[Guardianship]
    appeals: list[Appeal]

    @property
    def helping(self) -> list[Guardianship]:
        return [pair for pair in self.pairs if pair.state in OPEN]


def get_home(case: FamilyCase) -> Home:
    holder = holder_of(case)
    pairs = [pair for pair in guardianship.list_of_case(case.pk) if pair.state in KNOWN]
    promised = guardianship.promised_needs(case.pk)
    transfers = list_consents(case)
    given = {row.guardian_id for row in transfers if row.withdrawn_at is None}
    shown = {pair.pk for pair in pairs}
    helpers = {need: pair if pair.pk in shown else None for need, pair in promised.items()}
    return Home(
        pairs=pairs,
        visits=guardianship.list_visits([pair.pk for pair in pairs if pair.state in OPEN]),
        to_confirm=list_help(pairs, unanswered=True),
        needs=[(need, helpers.get(need.pk)) for need in families.list_needs(case) if need.state != "withdrawn"],
        call=followup.next_call_of_case(case.pk),
        papers=_papers(holder, case),
        unconsented=[pair.guardian for pair in pairs if pair.state in ASKED_OF and pair.guardian_id not in given],
        to_rate=[one.guardianship for one in guardianship.list_unanswered(case.pk)],
        appeals=list_own_appeals(case)[:3],
    )


def list_help(pairs: Collection[Guardianship], *, unanswered: bool = False) -> list[HelpFact]:
    """What guardians have marked as given, the newest first; marks that were taken off are not shown."""
    return followup.list_help_of_pairs([pair.pk for pair in pairs], unanswered=unanswered)


def list_pairs(case: FamilyCase) -> list[Guardianship]:
    return [pair for pair in guardianship.list_of_case(case.pk) if pair.state in KNOWN]


def get_pair_to_end(case: FamilyCase, pair_id: UUID) -> Guardianship:
    """Of this family, agreed with and not over yet."""
    pair = next((pair for pair in list_pairs(case) if pair.pk == pair_id), None)
    if pair is None or pair.state not in ASKED_OF:
        raise NotSeen
    return pair


def list_consents(case: FamilyCase) -> list[TransferConsent]:
    return agreements.list_transfers(holder_of(case), case.pk)


def list_papers(case: FamilyCase) -> list[Paper]:
    return _papers(holder_of(case), case)


def _papers(holder: Actor, case: FamilyCase) -> list[Paper]:
    found = []
    for agreement in agreements.list_of_case(holder, case.pk):
        places = {place.side: place for place in agreements.list_places(holder, agreement)}
        own = places.get(Signer.FAMILY)
        to_sign = agreement.state == State.WAITING and own is not None and not own.counts
        found.append(Paper(agreement, agreements.signing_path(agreement, Signer.FAMILY), to_sign))
    return found


def list_own_appeals(case: FamilyCase) -> list[Appeal]:
    """The newest first."""
    return list(Appeal.objects.filter(case=case).order_by("-sent_at", "-id")[:PAGE])


def get_appeal(actor: Actor, appeal_id: UUID, *, lock: bool = False) -> Appeal:
    rows = Appeal.objects.select_related("case__unit", "case__applicant", "unit", "answered_by")
    rows = rows.select_for_update(of=("self",), no_key=True) if lock else rows
    found = rows.filter(pk=appeal_id).first()
    if found is None or not access.answers(actor, found.unit):
        raise NotSeen
    return found


def list_appeals(actor: Actor, unit: Unit, *, waiting: bool, after: str | None = None) -> Page[Appeal]:
    """Those waiting, the most urgent first; or those answered, the newest first."""
    rows = _of(actor, unit).select_related("case", "unit", "answered_by")
    if waiting:
        return keyset(rows.filter(answered_at=None), order=("due_at", "id"), size=PAGE, after=after)
    return keyset(rows.exclude(answered_at=None), order=("-sent_at", "-id"), size=PAGE, after=after)


def count_waiting(actor: Actor, unit: Unit) -> int:
    return _of(actor, unit).filter(answered_at=None).count()


def count_late(actor: Actor, unit: Unit, now: dt.datetime) -> int:
    return _of(actor, unit).filter(answered_at=None, due_at__lt=now).count()


def _of(actor: Actor, unit: Unit) -> "QuerySet[Appeal]":
    """Of the headquarters and those below; of the federal team only what is addressed to it."""
    if not access.answers(actor, unit):
        raise NotSeen
    rows = Appeal.objects.all()
    return rows.filter(unit=unit) if unit.parent_id is None else rows.filter(unit__path__startswith=unit.path)
