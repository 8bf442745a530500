"""Councils and surveys, led through the product's own actions to the state a test needs."""

import datetime as dt
from typing import Any
from uuid import uuid4

from tests.world import actor, make_person
from uchastie.crm.accounts.models import User
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.councils import actions
from uchastie.crm.councils.models import Council, Decision, Meeting, Member
from uchastie.crm.councils.rules import CouncilValues, Kind, MeetingValues, Term, Votes
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.surveys import actions as surveys
from uchastie.crm.surveys.actions import Respondent
from uchastie.crm.surveys.models import Permit, Survey
from uchastie.crm.surveys.rules import Audience, Form, Given, QuestionValues, SurveyValues
from uchastie.crm.surveys.rules import Kind as Answers
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

YEAR = dt.timedelta(days=365)
VALUES = CouncilValues(
    kind=Kind.COUNCIL,
    name="Совет благополучателей",
    aim="Решать вместе, как работает центр.",
    powers="Часы работы, темы встреч.",
    bounds="Аренду и штат решает регион.",
    answer_days=14,
    public=True,
)
FACES = ("Да, и это видно", "Спрашивают иногда", "Спросили, но ничего не поменялось", "Нет, решают взрослые", "Не знаю")


def make_council(unit: Unit, *, people: int = 3, **values: Any) -> Council:
    """With so many beneficiaries in force."""
    from dataclasses import replace

    council = actions.create_council(actor=SYSTEM, unit=unit, values=replace(VALUES, **values))
    for number in range(people):
        make_member(council, name=f"Участник {number} Советов", label="житель района")
    return council


def term(council: Council) -> Term:
    today = clock.today(council.zone)
    return Term(today, today + YEAR)


def make_member(
    council: Council, *, name: str = "Ларина Вера Павловна", label: str = "родитель", accepted: bool = True, **more: Any
) -> Member:
    person = make_person(council.unit, name=name)
    member = actions.invite(
        actor=SYSTEM, council_id=council.pk, label=label, term=term(council), person_id=person.pk, **more
    )
    if accepted:
        actions.accept(actor=holder(member), member=member, text_id=current_text(Purpose.COUNCIL).pk)
        member.refresh_from_db()
    return member


def holder(member: Member) -> Actor:
    return Actor(ActorKind.HOLDER, member.pk)


def staff_of(unit: Unit) -> User:
    return Assignment.objects.filter(unit=unit, ended_at=None).order_by("since", "pk").first().user


def make_meeting(council: Council, *, starts_at: dt.datetime | None = None) -> Meeting:
    at = starts_at or clock.now() + dt.timedelta(days=3)
    values = MeetingValues(at, "Малый зал", "есть лифт")
    return actions.plan_meeting(actor=SYSTEM, council_id=council.pk, values=values)


def hold(council: Council, *, ago: int = 1, came: int | None = None) -> Meeting:
    """A meeting some days ago, with everybody or so many of the members."""
    at = clock.now() - dt.timedelta(days=ago)
    meeting = make_meeting(council, starts_at=at)
    members = list(Member.objects.filter(council=council, state="active").order_by("pk"))[:came]
    ids = [one.pk for one in members]
    return actions.hold_meeting(actor=SYSTEM, meeting_id=meeting.pk, came=ids, minutes="Говорили о часах.")


def decide(meeting: Meeting, text: str = "Звонки по вторникам до 20:00", *, days: int = 14) -> Decision:
    return actions.decide(
        actor=SYSTEM,
        meeting_id=meeting.pk,
        text=text,
        votes=Votes(2, 0, 0),
        owner_id=staff_of(meeting.council.unit).pk,
        due_on=clock.today(meeting.council.zone) + dt.timedelta(days=days),
        key=uuid4().hex,
    )


def make_late(council: Council, text: str = "Переписать анкету простыми словами") -> Decision:
    """Decided a month ago, to be done two weeks ago, and nobody has said anything."""
    with clock.at(clock.now() - dt.timedelta(days=30)):
        meeting = hold(council)
        return decide(meeting, text)


# --- surveys ---


def make_survey(
    unit: Unit, form: Form = Form.POLL, *, audience: Audience = Audience.LINK, opened: bool = True, **values: Any
) -> Survey:
    today = clock.today(unit.zone)
    given = {"title": "Когда удобно приходить?", "aim": "Поменяем часы работы.", "closes_on": today + dt.timedelta(14)}
    survey = surveys.create_survey(
        actor=SYSTEM, unit=unit, values=SurveyValues(form=form, audience=audience, **(given | values))
    )
    for question in questions_for(form):
        surveys.add_question(actor=SYSTEM, survey_id=survey.pk, values=question)
    if opened:
        survey = surveys.open_survey(actor=SYSTEM, survey_id=survey.pk)
    return survey


def questions_for(form: Form) -> tuple[QuestionValues, ...]:
    if form is Form.POLL:
        return (QuestionValues(Answers.ONE, "Когда удобно?", options=("Утром", "Днём", "Вечером")),)
    if form is Form.RANKING:
        return (QuestionValues(Answers.RANK, "Что важнее?", options=("Кружки", "Консультации", "Поездки")),)
    if form is Form.TEEN:
        return (
            QuestionValues(
                Answers.ONE,
                "Когда в центре что-то решают, тебя спрашивают?",
                hint="Например: какие темы брать.",
                options=FACES,
                faces=True,
                more="Что надо было поменять?",
            ),
            QuestionValues(Answers.MANY, "Что тебе здесь нравится?", options=("Люди", "Дела", "Место")),
            QuestionValues(Answers.TEXT, "Чего не хватает?"),
        )
    return (
        QuestionValues(Answers.ONE, "Вам помогли?", options=("Да", "Нет"), more="Чем?"),
        QuestionValues(Answers.MANY, "Откуда узнали?", options=("Друзья", "Афиша", "Сеть")),
        QuestionValues(Answers.TEXT, "Что поменять?"),
    )


def fill(survey: Survey, *, chosen: int = 0, text: str = "", who: Respondent | None = None) -> Respondent:
    """One person answers the first question and goes to the end."""
    who = who or Respondent(uuid4().hex)
    surveys.begin(survey=survey, who=who, agreed=True)
    options = tuple(range(3)) if survey.form == Form.RANKING else (chosen,)
    surveys.answer(survey=survey, who=who, place=1, given=Given(options, text))
    surveys.finish(survey=survey, who=who)
    return who


def make_permit(survey: Survey, *, given: bool = True) -> Permit:
    permit = surveys.ask_permit(survey=survey)
    if given:
        text = current_text(Purpose.CHILD_SURVEY).pk
        surveys.give_permit(permit=permit, name="Ларина Ольга", text_id=text, address=None)
    return permit


def employee(unit: Unit) -> Actor:
    return actor(staff_of(unit))
