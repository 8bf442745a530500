"""Everything the page of one person shows that the registry and those below it know: a constant number of statements."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.journal import queries as journal
from uchastie.crm.journal.models import Entry
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Acquaintance, AudienceMark, Beneficiary, ContactPoint, HouseholdMember, Merging
from uchastie.crm.people.queries.registry import keeps
from uchastie.crm.people.queries.twins import Twins, find_twins
from uchastie.crm.people.rules import Audience, Kind, audiences_of, is_outside, undo_until
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

VIEWS = 30  # looks that are read; several of one person on one day are shown as one


@dataclass(frozen=True, slots=True)
class Relative:
    """A member of the same household. `same_phone`: one phone for both, which is normal."""

    member_id: int
    person: Beneficiary
    relation: str
    same_phone: bool
    known: bool  # to the reader: others are named, but do not open


@dataclass(frozen=True, slots=True)
class PersonCard:
    person: Beneficiary
    contacts: list[ContactPoint]
    audiences: tuple[Audience, ...]
    relatives: list[Relative]
    consents: list[Consent]
    views: list[Entry]
    twins: list[Twins]
    mergings: list[Merging]
    outside: bool  # A55: a warning, never a refusal
    can_keep: bool
    organisations: list[Beneficiary]  # the person speaks for

    @property
    def phones(self) -> list[ContactPoint]:
        return [point for point in self.contacts if point.kind == ContactPoint.Kind.PHONE]

    @property
    def emails(self) -> list[ContactPoint]:
        return [point for point in self.contacts if point.kind == ContactPoint.Kind.EMAIL]

    @property
    def speaker(self) -> Beneficiary | None:
        """Who speaks for the organisation."""
        return self.person.contact_person

    @property
    def is_person(self) -> bool:
        return self.person.kind == Kind.PERSON


def get_person_card(actor: Actor, unit: Unit, person: Beneficiary) -> PersonCard:
    """The caller has got the person by the actor (`actions.look`)."""
    can_keep = keeps(actor, person.pk)
    mergings = list(Merging.objects.filter(kept=person, undone_at=None).select_related("merged", "by").order_by("-at"))
    marks = set(AudienceMark.objects.filter(beneficiary=person).values_list("code", flat=True))
    members = _members(unit, person) if person.kind == Kind.PERSON else []
    points = _points([person.pk, *(member.beneficiary_id for member in members)])
    return PersonCard(
        person=person,
        contacts=points[person.pk],
        audiences=audiences_of(person.kind, marks),
        relatives=_relatives(person, members, points),
        consents=list(consents.list_given([person.pk], limit=5)),
        views=journal.list_views_among([person.pk, *(one.merged_id for one in mergings)], limit=VIEWS),
        twins=find_twins(unit, [person]) if can_keep else [],
        mergings=[one for one in mergings if clock.now() <= undo_until(one.at)],
        outside=outside_territory(unit, person),
        can_keep=can_keep,
        organisations=list(person.speaks_for.filter(merged_into=None).order_by("sort_name")[:10]),
    )


def list_relatives(unit: Unit, person: Beneficiary) -> list[Relative]:
    members = _members(unit, person)
    return _relatives(person, members, _points([person.pk, *(member.beneficiary_id for member in members)]))


def _members(unit: Unit, person: Beneficiary) -> list[HouseholdMember]:
    """The others of the person's households, each with `known`."""
    rows = HouseholdMember.objects.filter(household__members__beneficiary=person).exclude(beneficiary=person)
    here = Acquaintance.objects.filter(unit=unit, beneficiary=OuterRef("beneficiary"))
    joined = rows.select_related("beneficiary").annotate(known=Exists(here))
    return list(joined.order_by("beneficiary__birth_year", "pk"))


def _points(ids: list[UUID]) -> dict[UUID, list[ContactPoint]]:
    """Contacts of all of them, the preferred and then the first told of each first."""
    found: dict[UUID, list[ContactPoint]] = {pk: [] for pk in ids}
    for point in ContactPoint.objects.filter(beneficiary_id__in=ids).order_by("-preferred", "added_at", "id"):
        found[point.beneficiary_id].append(point)
    return found


def _relatives(
    person: Beneficiary, members: list[HouseholdMember], points: dict[UUID, list[ContactPoint]]
) -> list[Relative]:
    phones = {
        owner: {point.value for point in found if point.kind == ContactPoint.Kind.PHONE}
        for owner, found in points.items()
    }
    mine = phones[person.pk]
    return [
        Relative(
            member_id=member.pk,
            person=member.beneficiary,
            relation=member.relation,
            same_phone=bool(mine & phones[member.beneficiary_id]),
            known=member.known,  # type: ignore[attr-defined]
        )
        for member in members
    ]


def outside_territory(unit: Unit, person: Beneficiary) -> bool:
    """A55: the place is known, and it is in none of the municipalities the centre serves."""
    if not (person.oktmo or person.municipality):
        return False
    return is_outside(person.oktmo, person.municipality, network.list_territory(unit))
