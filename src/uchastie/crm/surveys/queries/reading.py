"""Surveys and their questions."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from uchastie.crm.network.models import Unit
from uchastie.crm.surveys import access, rules
from uchastie.crm.surveys.models import Invitation, Permit, Question, Sheet, Survey
from uchastie.crm.surveys.rules import Audience, State
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30
PUBLIC = 20


@dataclass(frozen=True, slots=True)
class Listed:
    survey: Survey
    answers: int
    asked: int | None


def list_surveys(actor: Actor, unit: Unit, *, after: str | None = None) -> tuple[list[Listed], str | None]:
    """Of the unit and of all below it, the newest first, with numbers of answers."""
    rows = Survey.objects.filter(access.seen_by(actor), unit__path__startswith=unit.path).select_related("unit")
    found: Page[Survey] = keyset(rows, order=("-made_at", "-id"), size=PAGE, after=after)
    numbers = numbers_of(found.items)
    return [Listed(one, *numbers[one.pk]) for one in found.items], found.after


def numbers_of(surveys: list[Survey]) -> dict[UUID, tuple[int, int | None]]:
    """How many have answered, and how many were asked where that is known. Two statements."""
    ids = [one.pk for one in surveys]
    done = Sheet.objects.filter(survey__in=ids, finished=True).values("survey").annotate(n=Count("id"))
    answers = dict(done.values_list("survey", "n"))
    named = Invitation.objects.filter(survey__in=ids).values("survey").annotate(n=Count("id"))
    invited = dict(named.values_list("survey", "n"))
    return {
        one.pk: (answers.get(one.pk, 0), one.asked if one.audience == Audience.LINK else invited.get(one.pk, 0))
        for one in surveys
    }


def get_survey(actor: Actor, survey_id: UUID, *, lock: bool = False) -> Survey:
    rows = Survey.objects.filter(access.seen_by(actor)).select_related("unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=survey_id).first()
    if found is None:
        raise NotSeen
    return found


def get_public(code: str) -> Survey:
    """What strangers may open: drafts do not exist for them."""
    found = Survey.objects.filter(code=code, state__in=rules.OPENABLE).select_related("unit__region").first()
    if found is None:
        raise NotSeen
    return found


def questions_of(survey: Survey) -> list[Question]:
    return list(Question.objects.filter(survey=survey).order_by("place"))


def get_question(survey: Survey, place: int) -> Question:
    found = Question.objects.filter(survey=survey, place=place).first()
    if found is None:
        raise NotSeen
    return found


def count_answers(survey: Survey) -> int:
    return Sheet.objects.filter(survey=survey, finished=True).count()


def find_permit(survey: Survey, code: str) -> Permit | None:
    return Permit.objects.filter(survey=survey, code=code).select_related("consent").first() if code else None


def get_permit(code: str) -> Permit:
    found = Permit.objects.filter(code=code).select_related("survey__unit", "consent").first()
    if found is None or found.survey.state == State.DRAFT:
        raise NotSeen
    return found


def list_invited(survey: Survey) -> list[Invitation]:
    """For those who have asked: whom, not who has answered."""
    return list(Invitation.objects.filter(survey=survey).select_related("person").order_by("at", "id")[:300])


def list_of_person(person_ids: Collection[UUID]) -> list[Survey]:
    """Open surveys the person was asked to by name."""
    rows = Survey.objects.filter(invitations__person__in=person_ids, state=State.OPEN).select_related("unit").distinct()
    return [one for one in rows.order_by("closes_on", "id")[:20] if one.closes_on >= clock.today(one.zone)]


def list_public(unit: Unit) -> list[Survey]:
    """On the page of a centre: open to all with the link, and closed ones with what came of them."""
    open_ = Q(state=State.OPEN, closes_on__gte=clock.today(unit.zone)) | Q(state=State.CLOSED)
    rows = Survey.objects.filter(open_, unit=unit, audience=Audience.LINK).select_related("unit")
    return list(rows.order_by("-opened_at", "-id")[:PUBLIC])
