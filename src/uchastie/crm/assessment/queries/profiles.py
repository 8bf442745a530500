"""Profiles by who may see them; how far the answers have come, without a single one of them."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from uchastie.crm.accounts.models import User
from uchastie.crm.assessment import access
from uchastie.crm.assessment.models import Acceptance, Advice, GrowthPoint, Profile, Sheet, Text
from uchastie.crm.assessment.rules.questions import QUESTIONS
from uchastie.crm.assessment.rules.states import Kind, State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have answered; `staff` are those who may."""

    management: int
    heads: int
    staff: int
    employees: int
    beneficiaries: int
    waiting: int  # of the staff and the heads: begun and not finished


def visible_to(actor: Actor) -> "QuerySet[Profile]":
    return Profile.objects.filter(access.seen_by(actor)).select_related("unit__region", "approved_by")


def get_profile(actor: Actor, profile_id: UUID, *, lock: bool = False) -> Profile:
    rows = visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    profile = rows.filter(pk=profile_id).first()
    if profile is None:
        raise NotSeen
    return profile


def find_open(code: str) -> Profile:
    """By the code of the link; also one whose answers are collected, to say so. Unknown codes raise NotSeen."""
    profile = Profile.objects.filter(code=code).select_related("unit").first()
    if profile is None:
        raise NotSeen
    return profile


def list_of_unit(actor: Actor, unit: Unit) -> list[Profile]:
    return list(visible_to(actor).filter(unit=unit).order_by("-year"))


def list_below(actor: Actor, unit: Unit, year: int, *, after: str | None = None) -> Page[Profile]:
    """For those above: centres of one year in the order of the network, never by how they answered (C11). The order
    cannot be chosen."""
    rows = visible_to(actor).filter(unit__path__startswith=unit.path, year=year)
    return keyset(rows.annotate(place=F("unit__path")), order=("place", "id"), size=PAGE, after=after)


def list_years(actor: Actor, unit: Unit) -> list[int]:
    rows = visible_to(actor).filter(unit__path__startswith=unit.path)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def find_before(profile: Profile) -> Profile | None:
    """The profile of the centre before this one, if its answers were collected."""
    rows = Profile.objects.filter(unit=profile.unit_id, year__lt=profile.year).exclude(state=State.DRAFT)
    return rows.order_by("-year").first()


def list_collecting(unit_ids: list[UUID]) -> list[Profile]:
    rows = Profile.objects.filter(unit__in=unit_ids, state=State.DRAFT).select_related("unit")
    return list(rows.order_by("unit__name"))


def texts_of(profile: Profile) -> dict[str, str]:
    return dict(Text.objects.filter(profile=profile).values_list("topic", "text"))


def list_points(profile: Profile) -> list[GrowthPoint]:
    return list(profile.points.select_related("owner").order_by("due_on", "pk"))


def get_point(actor: Actor, point_id: UUID) -> GrowthPoint:
    point = GrowthPoint.objects.filter(pk=point_id, profile__in=visible_to(actor)).first()
    if point is None:
        raise NotSeen
    return point


def list_advice(profile: Profile) -> list[Advice]:
    return list(profile.advice.select_related("user").order_by("-at", "-pk")[:50])


def list_acceptances(profile: Profile) -> list[Acceptance]:
    return list(profile.acceptances.select_related("user").order_by("at", "pk"))


def team_of(unit: Unit) -> dict[Kind, list[User]]:
    """Who works in the centre now: heads answer as the management, others as the staff."""
    found: dict[Kind, dict[UUID, User]] = {Kind.MANAGEMENT: {}, Kind.STAFF: {}}
    for row in network.list_staff(SYSTEM, unit):
        if row.role in access.CENTRE:
            kind = Kind.MANAGEMENT if row.role in access.HEADS else Kind.STAFF
            found[kind][row.user_id] = row.user
    found[Kind.STAFF] = {key: user for key, user in found[Kind.STAFF].items() if key not in found[Kind.MANAGEMENT]}
    return {kind: list(users.values()) for kind, users in found.items()}


def progress_of(profile: Profile, team: dict[Kind, list[User]]) -> Progress:
    rows = Counter(Sheet.objects.filter(profile=profile).values_list("kind", "closed"))
    return Progress(
        management=rows[Kind.MANAGEMENT, True],
        heads=len(team[Kind.MANAGEMENT]),
        staff=rows[Kind.STAFF, True],
        employees=len(team[Kind.STAFF]),
        beneficiaries=rows[Kind.BENEFICIARY, True],
        waiting=rows[Kind.MANAGEMENT, False] + rows[Kind.STAFF, False],
    )


def find_own_sheet(actor: Actor, profile: Profile) -> Sheet | None:
    """One's own and nobody else's, whoever asks."""
    rows = Sheet.objects.filter(profile=profile, user=actor.user_id, user__isnull=False)
    return rows.prefetch_related("answers__proofs").first()


def count_own(sheet: Sheet | None) -> int:
    codes = {question.code for question in QUESTIONS}
    return sum(answer.question in codes for answer in sheet.answers.all()) if sheet else 0
