"""A survey from its draft to what came of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.crm.people import queries as people
from uchastie.crm.surveys import access, guards, queries, rules
from uchastie.crm.surveys.models import Invitation, Question, Sheet, Survey
from uchastie.crm.surveys.rules import Audience, Form, QuestionValues, State, SurveyValues
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal

OBJECT = "surveys.survey"
UNFINISHED = dt.timedelta(days=2)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Result:
    """`outcome` is «kind:id» of what the survey has led to, "" when it is told in words alone."""

    words: str
    outcome: str = ""


def record(actor: Actor, survey: Survey, verb: str, **details: Any) -> None:
    """Of those who ask. Nothing is ever recorded of those who answer: who and when would find the answers."""
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=survey.pk, unit_id=survey.unit_id, **details)


@transaction.atomic
def create_survey(*, actor: Actor, unit: Unit, values: SurveyValues) -> Survey:
    access.require_asker(actor, unit)
    rules.require_survey(values, clock.today(unit.zone))
    survey = Survey.objects.create(unit=unit, code=rules.new_code(), made_at=clock.now(), **_columns(unit, values))
    record(actor, survey, "survey_made", form=str(values.form), audience=str(values.audience))
    return survey


@transaction.atomic
def change_survey(*, actor: Actor, survey_id: UUID, version: int | None, values: SurveyValues) -> Survey:
    """While nobody has been asked."""
    survey = _draft(actor, survey_id)
    survey.require_version(version)
    rules.require_survey(values, clock.today(survey.zone))
    if values.form != survey.form and survey.questions.exists():
        raise Refusal("form", "Вопросы уже есть. Чтобы сменить вид опроса, сначала уберите их.", field="form")
    survey.apply(**_columns(survey.unit, values))
    record(actor, survey, "survey_changed")
    return survey


def _columns(unit: Unit, values: SurveyValues) -> dict[str, Any]:
    body = next((key for key, _ in guards.bodies_of(unit) if str(key) == values.body_id), None)
    asks_body = values.audience is Audience.COUNCIL
    if asks_body and body is None:
        raise Refusal("body", "Выберите совет из списка.", field="body")
    return {
        "form": values.form,
        "audience": values.audience,
        "title": values.title,
        "aim": values.aim,
        "closes_on": values.closes_on,
        "asked": values.asked if values.audience is Audience.LINK else None,
        "body_id": body if asks_body else None,
    }


@transaction.atomic
def add_question(*, actor: Actor, survey_id: UUID, values: QuestionValues) -> Question:
    survey = _draft(actor, survey_id)
    rules.require_question(values, Form(survey.form), survey.questions.count())
    last = survey.questions.aggregate(last=Max("place"))["last"] or 0
    options = list(values.options) if values.kind != rules.Kind.TEXT else []
    made = Question.objects.create(
        survey=survey,
        place=last + 1,
        kind=values.kind,
        title=values.title,
        hint=values.hint,
        options=options,
        more=values.more,
        faces=values.faces and values.kind == rules.Kind.ONE,
    )
    record(actor, survey, "survey_question_added", place=made.place)
    return made


@transaction.atomic
def remove_question(*, actor: Actor, survey_id: UUID, place: int) -> Survey:
    survey = _draft(actor, survey_id)
    if survey.questions.filter(place=place).delete()[0]:
        for question in survey.questions.filter(place__gt=place).order_by("place"):
            Question.objects.filter(pk=question.pk).update(place=F("place") - 1)
        record(actor, survey, "survey_question_removed", place=place)
    return survey


@transaction.atomic
def invite(*, actor: Actor, survey_id: UUID, person_id: UUID) -> None:
    """By name: the person is told when the survey opens, or now when it is open."""
    survey = queries.get_survey(actor, survey_id, lock=True)
    access.require_asker(actor, survey.unit)
    if survey.audience != Audience.INVITED or survey.state == State.CLOSED:
        raise Refusal("audience", "В этот опрос по именам не зовут.")
    person = people.get_beneficiary(actor, person_id)
    made = Invitation.objects.get_or_create(survey=survey, person=person, defaults={"at": clock.now()})[1]
    if made and survey.state == State.OPEN:
        _tell(survey, person.pk)


@transaction.atomic
def open_survey(*, actor: Actor, survey_id: UUID, version: int | None = None) -> Survey:
    """From now on nothing in it changes: answers stand to the words that were read. Twice is once."""
    survey = queries.get_survey(actor, survey_id, lock=True)
    access.require_asker(actor, survey.unit)
    if survey.state == State.OPEN:
        return survey
    survey.require_version(version)
    rules.require_open(State(survey.state), survey.questions.count())
    if survey.closes_on < clock.today(survey.zone):
        raise Refusal("closes", "Последний день уже прошёл. Измените его и откройте опрос.")
    if survey.audience == Audience.COUNCIL and survey.body_id:
        for person_id in guards.people_of(survey.body_id):
            Invitation.objects.get_or_create(survey=survey, person_id=person_id, defaults={"at": clock.now()})
    if survey.audience != Audience.LINK and not survey.invitations.exists():
        raise Refusal("nobody", "Спросить некого: сначала позовите людей.")
    survey.apply(state=State.OPEN, opened_at=clock.now())
    record(actor, survey, "survey_opened")
    for person_id in survey.invitations.values_list("person_id", flat=True):
        _tell(survey, person_id)
    return survey


def _tell(survey: Survey, person_id: UUID) -> None:
    to = reach.person(person_id, about_id=survey.pk, unit_id=survey.unit_id)
    if to is not None:
        url = reverse("surveys:start", args=[survey.code])
        notifications.notify(event="survey_invited", about_id=survey.pk, to=to, unit_id=survey.unit_id, url=url)


@transaction.atomic
def close_survey(*, actor: Actor, survey_id: UUID) -> Survey:
    """Unfinished sheets are nobody's answer and go. Twice is once."""
    survey = queries.get_survey(actor, survey_id, lock=True)
    access.require_asker(actor, survey.unit)
    if survey.state == State.CLOSED:
        return survey
    if survey.state != State.OPEN:
        raise Refusal("draft", "Опрос ещё не открывали.")
    survey.apply(state=State.CLOSED, closed_at=clock.now(), closed_day=clock.today(survey.zone))
    Sheet.objects.filter(survey=survey, finished=False).delete()
    record(actor, survey, "survey_closed")
    return survey


@transaction.atomic
def tell_result(*, actor: Actor, survey_id: UUID, version: int | None, result: Result) -> Survey:
    """«Что из этого вышло»: who has answered has the right to know."""
    survey = queries.get_survey(actor, survey_id, lock=True)
    access.require_asker(actor, survey.unit)
    survey.require_version(version)
    if survey.state != State.CLOSED:
        raise Refusal("open", "Сначала завершите опрос.")
    if not result.words.strip():
        raise Refusal("words", "Напишите, что изменится, а что нет и почему.", field="words")
    found = next((one for one in guards.outcomes_of(survey.unit) if f"{one[0]}:{one[1]}" == result.outcome), None)
    kind, key = (found[0], found[1]) if found else ("", None)
    survey.apply(result=result.words.strip(), result_at=clock.now(), outcome_kind=kind, outcome_id=key)
    record(actor, survey, "survey_result_told", outcome=kind)
    return survey


def close_past() -> int:
    """A job: on the day after its last a survey is over."""
    over = Survey.objects.filter(state=State.OPEN, closes_on__lt=clock.now().date()).select_related("unit")
    due = [one.pk for one in over.order_by("closes_on")[:AT_ONCE] if one.closes_on < clock.today(one.zone)]
    return sum(close_survey(actor=SYSTEM, survey_id=pk).state == State.CLOSED for pk in due)


def forget_unfinished() -> int:
    """A job: what was left half-way is erased; so are codes no parent has used."""
    before = clock.now() - UNFINISHED
    return Sheet.objects.filter(finished=False, begun_on__lte=before.date()).delete()[0]


def _draft(actor: Actor, survey_id: UUID) -> Survey:
    survey = queries.get_survey(actor, survey_id, lock=True)
    access.require_asker(actor, survey.unit)
    if survey.state != State.DRAFT:
        raise Refusal("opened", "Опрос уже открыт: менять вопросы нечестно к тем, кто ответил.")
    return survey
