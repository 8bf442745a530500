"""What a guardian sees: itself, its families as numbers until the gate opens, what is asked of it now."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.agreements import queries as agreements
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import Side as Signer
from uchastie.crm.agreements.rules import State
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import ages_in_words
from uchastie.crm.followup import queries as followup
from uchastie.crm.followup.models import Call, GuardianReport, HelpFact
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import Gate, GuardianState
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship, Visit
from uchastie.crm.guardianship.queries import Line, PaperGate
from uchastie.crm.guardianship.rules import OPEN, PairState, Places
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

HELPING = frozenset({PairState.INTRODUCED, PairState.SIGNED, PairState.ACTIVE})
ENDABLE = HELPING | {PairState.MATCHED}


def holder_of(guardian: Guardian) -> Actor:
    """The guardian acts as the holder of its own row."""
    return Actor(ActorKind.HOLDER, id=guardian.pk, label=guardian.representative.name)


def list_own(person_ids: Collection[UUID]) -> "QuerySet[Guardian]":
    """Guardians this person answers for, the newest first."""
    return guardians.list_of_person(person_ids)


@dataclass(frozen=True, slots=True)
class Paper:
    agreement: Agreement
    url: str
    to_sign: bool


@dataclass(frozen=True, slots=True)
class Home:
    gates: tuple[Gate, ...]
    places: Places
    proposed: list[Line]
    helped: list[Line]
    papers: list[Paper]
    disputed: list[HelpFact]


def get_home(guardian: Guardian) -> Home:
    now = clock.now()
    lines = [guardianship.line(pair, now) for pair in guardianship.list_of_guardian(guardian.pk) if pair.state in OPEN]
    helped = [line for line in lines if line.pair.state != PairState.PROPOSED]
    facts = followup.list_help_of_pairs([line.pair.pk for line in helped])
    preparing = guardian.state in {GuardianState.HANDED, GuardianState.PAUSED}
    return Home(
        gates=guardians.gates(guardian) if preparing else (),
        places=guardianship.places(guardian),
        proposed=[line for line in lines if line.pair.state == PairState.PROPOSED],
        helped=helped,
        papers=[paper for paper in list_papers(guardian) if paper.to_sign],
        disputed=[fact for fact in facts if fact.disputed_at],
    )


def list_papers(guardian: Guardian) -> list[Paper]:
    """All agreements of the guardian it may read, the newest first."""
    holder = holder_of(guardian)
    found = []
    for agreement in agreements.list_of_guardian(holder, guardian.pk):
        places = {place.side: place for place in agreements.list_places(holder, agreement)}
        own = places.get(Signer.GUARDIAN)
        to_sign = agreement.state == State.WAITING and own is not None and not own.counts
        found.append(Paper(agreement, agreements.signing_path(agreement, Signer.GUARDIAN), to_sign))
    return found


@dataclass(frozen=True, slots=True)
class Family:
    """A family as its guardian sees it: a number, a district, ages, needs. Contacts come only by `look_at_contacts`."""

    pair: Guardianship
    case: FamilyCase
    line: Line
    ages: str
    own_needs: list[Need]
    other_needs: list[Need]
    gates: tuple[PaperGate, ...]
    opens: bool
    visits: list[Visit]
    facts: list[HelpFact]
    reports: list[GuardianReport]
    call: Call | None


def get_family(guardian: Guardian, pair_id: UUID) -> Family:
    """Of this guardian, while the pair is open; when it is over the family is gone from here: `NotSeen`."""
    pair = guardianship.get_guardianship(holder_of(guardian), pair_id)
    case = families.find_case(pair.case_id)
    if pair.guardian_id != guardian.pk or pair.state not in OPEN or case is None:
        raise NotSeen
    now = clock.now()
    mine = {promise.need_id for promise in guardianship.list_promises(pair) if promise.released_at is None}
    needs = [need for need in families.list_needs(case) if need.state != "withdrawn"]
    met = pair.state != PairState.PROPOSED
    return Family(
        pair=pair,
        case=case,
        line=guardianship.line(pair, now),
        ages=ages_in_words([member.birth_year for member in families.list_members(case)], now.year),
        own_needs=[need for need in needs if need.pk in mine],
        other_needs=[need for need in needs if need.pk not in mine] if pair.state in HELPING else [],
        gates=guardianship.gates_of(pair) if met else (),
        opens=guardianship.pair_opens_contacts(pair),
        visits=guardianship.list_visits([pair.pk]),
        facts=followup.list_help_of_pair(pair.pk),
        reports=followup.list_reports_of_pair(pair.pk),
        call=followup.next_call_of(pair.pk),
    )


def list_kinds(pair: Guardianship) -> list[tuple[str, str]]:
    """Kinds of help of this pair (B20)."""
    return followup.can_help_with(pair)


def report_months(pair: Guardianship, today: dt.date) -> list[dt.date]:
    """Months a report may be of: this one and the one before, while the help went on."""
    if pair.help_started_on is None:
        return []
    this = today.replace(day=1)
    before = (this - dt.timedelta(days=1)).replace(day=1)
    return [month for month in (this, before) if month >= pair.help_started_on.replace(day=1)]
