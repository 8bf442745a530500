"""Practices: for everybody what is published, for those at work what they may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network.models import Unit
from uchastie.crm.practices import access
from uchastie.crm.practices.models import CasePerson, CasePhoto, CaseStudy, Trial
from uchastie.crm.practices.rules import content
from uchastie.crm.practices.rules.content import Words
from uchastie.crm.practices.rules.method import Dimension, Group, Level, Organisation
from uchastie.crm.practices.rules.states import State
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.search import search

PAGE = 20
FOUND = 60


class Gone(Refusal):
    status = 410


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the collection is narrowed to; unknown codes are left out."""

    text: str = ""
    levels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        text: str,
        *,
        levels: Iterable[str] = (),
        groups: Iterable[str] = (),
        dimensions: Iterable[str] = (),
        kinds: Iterable[str] = (),
    ) -> "Wanted":
        return cls(
            text.strip()[:100],
            tuple(one for one in Level if one in levels),
            tuple(one for one in Group if one in groups),
            tuple(one for one in Dimension if one in dimensions),
            tuple(one for one in Organisation if one in kinds),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.levels or self.groups or self.dimensions or self.kinds)


# --- open to all ---


def _published() -> "QuerySet[CaseStudy]":
    """Published, and everybody who can be recognised still agrees to exactly these words: judged at this moment."""
    broken = CasePerson.objects.filter(
        ~Q(agreed_digest=F("case__digest")) | Q(consent__isnull=True) | Q(consent__withdrawn_at__isnull=False)
    )
    rows = CaseStudy.objects.filter(state=State.PUBLISHED).exclude(pk__in=broken.values("case"))
    return rows.annotate(tried=Count("trials")).prefetch_related("photos")


def list_published(wanted: Wanted, *, after: str | None = None) -> Page[CaseStudy]:
    """New ones first; found by words, up to FOUND of them on one page."""
    rows = _narrowed(_published(), wanted)
    if wanted.text:
        return Page(list(search(rows, wanted.text).order_by("-published_at", "-id")[:FOUND]), None)
    return keyset(rows, order=("-published_at", "-id"), size=PAGE, after=after)


def list_printed(wanted: Wanted) -> list[CaseStudy]:
    """What a printed collection holds, in the order of levels."""
    rows = search(_narrowed(_published(), wanted), wanted.text) if wanted.text else _narrowed(_published(), wanted)
    order = {level: place for place, level in enumerate(Level)}
    found = list(rows.order_by("-published_at", "-id")[: content.PRINTED])
    return sorted(found, key=lambda case: order[Level(case.level)])


def count_published() -> tuple[int, int]:
    """(practices, organisations)."""
    found = _published().order_by().values_list("pk", "organisation")
    return len(found), len({organisation.casefold() for _, organisation in found})


def get_published(case_id: UUID) -> CaseStudy:
    """`Gone` for what was published and is not; `NotSeen` for what nobody has ever seen."""
    case = _published().filter(pk=case_id).first()
    if case is not None:
        return case
    if CaseStudy.objects.filter(pk=case_id, published_at__isnull=False).exists():
        raise Gone("practice_gone", "Практика снята")
    raise NotSeen


def _narrowed(rows: "QuerySet[CaseStudy]", wanted: Wanted) -> "QuerySet[CaseStudy]":
    if wanted.levels:
        rows = rows.filter(level__in=wanted.levels)
    if wanted.kinds:
        rows = rows.filter(organisation_kind__in=wanted.kinds)
    for prefix, codes in (("g", wanted.groups), ("d", wanted.dimensions)):
        if codes:
            any_of = Q()
            for code in codes:
                any_of |= Q(tags__contains=f",{prefix}-{code},")
            rows = rows.filter(any_of)
    return rows


# --- at work ---


def visible_to(actor: Actor) -> "QuerySet[CaseStudy]":
    return CaseStudy.objects.filter(access.seen_by(actor)).select_related("unit", "author")


def get_case(actor: Actor, case_id: UUID, *, lock: bool = False) -> CaseStudy:
    rows = visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise NotSeen
    return case


def get_person(actor: Actor, person_id: UUID) -> CasePerson:
    """Of a practice the actor sees at work."""
    person = CasePerson.objects.filter(pk=person_id, case__in=visible_to(actor)).first()
    if person is None:
        raise NotSeen
    return person


def list_at_work(actor: Actor, unit: Unit | None, tab: str, *, after: str | None = None) -> Page[CaseStudy]:
    """«Наши» of the unit and below, or what waits for moderation."""
    rows = visible_to(actor)
    if tab == "moderation":
        return keyset(rows.filter(state=State.MODERATION), order=("changed_at", "id"), size=PAGE, after=after)
    if unit is None:
        raise NotSeen
    rows = rows.filter(unit__path__startswith=unit.path)
    return keyset(rows, order=("-changed_at", "-id"), size=PAGE, after=after)


def count_waiting(actor: Actor) -> int:
    return visible_to(actor).filter(state=State.MODERATION).count()


def words_of(case: CaseStudy) -> Words:
    return Words(
        title=case.title,
        organisation=case.organisation,
        organisation_kind=case.organisation_kind,
        place=case.place,
        level=case.level,
        format=case.format,
        groups=tuple(case.groups),
        dimensions=tuple(case.dimensions),
        degree=case.degree,
        did=case.did,
        people_effect=case.people_effect,
        work_effect=case.work_effect,
        barriers=case.barriers,
        quote=case.quote,
        quoted=case.quoted,
    )


def seal_of(case: CaseStudy) -> str:
    """Over what is in the rows at this moment, whatever the practice says of it."""
    photos = [(photo.alt, photo.file.digest) for photo in case.photos.select_related("file")]
    return content.digest_of(words_of(case), photos)


def list_people(case: CaseStudy) -> list[CasePerson]:
    return list(case.people.select_related("consent"))


def has_agreed(person: CasePerson, digest: str) -> bool:
    receipt = person.consent
    return receipt is not None and receipt.withdrawn_at is None and bool(digest) and person.agreed_digest == digest


def list_trials(case: CaseStudy) -> list[Trial]:
    """Which units try it: for those who wrote it, to call each other."""
    return list(Trial.objects.filter(case=case).select_related("unit").order_by("at", "pk"))


def tries(case: CaseStudy, unit: Unit | None) -> bool:
    return unit is not None and Trial.objects.filter(case=case, unit=unit).exists()


def get_photo(actor: Actor, photo_id: UUID) -> StoredFile:
    """Of a practice the actor sees at this moment."""
    photo = CasePhoto.objects.filter(pk=photo_id).select_related("file").first()
    if photo is None:
        raise NotSeen
    seen = _published().filter(pk=photo.case_id).exists() or visible_to(actor).filter(pk=photo.case_id).exists()
    if not seen:
        raise NotSeen
    return photo.file


def list_of_receipt(consent_id: UUID) -> list[UUID]:
    """Practices in which the person of this receipt can be recognised."""
    return list(CasePerson.objects.filter(consent=consent_id).values_list("case", flat=True))
