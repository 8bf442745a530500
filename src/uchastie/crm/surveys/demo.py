"""Surveys of the demonstration: a poll that goes on, a ranking that has led to something, a form for teenagers."""

import datetime as dt

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.surveys import actions
from uchastie.crm.surveys.actions import Respondent, Result
from uchastie.crm.surveys.models import Survey
from uchastie.crm.surveys.rules import Audience, Form, Given, Kind, QuestionValues, SurveyValues
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.ids import new_id

POLL = QuestionValues(
    Kind.ONE, "Когда вам удобнее приходить?", options=("Утром, до 12", "Днём", "Вечером, после 18", "В субботу")
)
RANKING = QuestionValues(
    Kind.RANK,
    "Что важнее сделать весной?",
    hint="Поставьте числа, можно не все.",
    options=("Прогулки с соседями", "Уроки первой помощи", "Кружок для малышей", "Помощь с телефоном"),
)
TEEN = (
    QuestionValues(
        Kind.ONE,
        "Когда в центре что-то решают, тебя спрашивают?",
        hint="Например: какие темы брать, когда встречаться, что купить.",
        options=(
            "Да, и это видно",
            "Спрашивают иногда",
            "Спросили, но ничего не поменялось",
            "Нет, решают взрослые",
            "Не знаю",
        ),
        faces=True,
        more="Что надо было поменять?",
    ),
    QuestionValues(
        Kind.MANY, "Что тебе здесь нравится?", options=("Люди", "Дела, которые делаем", "Место", "Еда", "Пока ничего")
    ),
    QuestionValues(Kind.TEXT, "Если бы решал ты, что сделал бы первым?"),
)


def make() -> None:
    unit = next((one for one in network.list_centres().order_by("path") if "Уралмаш" in one.name), None)
    if unit is None:
        return
    now = clock.now()
    _ranking(unit, now)
    poll = _open(unit, Form.POLL, "Когда вам удобно?", "Поменяем часы работы с января.", now, 4, (POLL,), asked=140)
    for number in range(11):
        _fill(poll, now - dt.timedelta(hours=70 - 6 * number), Given((number % 4,)))
    aim = "Хотим, чтобы здесь решали не только взрослые. Покажем, что поменяли."
    _open(unit, Form.TEEN, "Как тебе у нас?", aim, now, 2, TEEN)


def _open(
    unit: Unit,
    form: Form,
    title: str,
    aim: str,
    now: dt.datetime,
    days_ago: int,
    questions: tuple[QuestionValues, ...],
    asked: int | None = None,
) -> Survey:
    with clock.at(now - dt.timedelta(days=days_ago)):
        values = SurveyValues(
            form=form,
            audience=Audience.LINK,
            title=title,
            aim=aim,
            closes_on=clock.today(unit.zone) + dt.timedelta(days=21),
            asked=asked,
        )
        survey = actions.create_survey(actor=SYSTEM, unit=unit, values=values)
        for question in questions:
            actions.add_question(actor=SYSTEM, survey_id=survey.pk, values=question)
        return actions.open_survey(actor=SYSTEM, survey_id=survey.pk)


def _ranking(unit: Unit, now: dt.datetime) -> None:
    """Closed; sixteen answers one after another and a hall of fourteen in ten minutes."""
    aim = "Денег хватит на два дела. Выберите с нами."
    survey = _open(unit, Form.RANKING, "Что сделать весной?", aim, now, 30, (RANKING,), asked=180)
    for number in range(16):
        orders = ((1, 3, 0, 2), (3, 1, 2, 0), (1, 0, 3))
        _fill(survey, now - dt.timedelta(days=28, hours=-11 * number), Given(orders[number % 3]))
    for _ in range(14):
        _fill(survey, now - dt.timedelta(days=15), Given((2, 0)))
    with clock.at(now - dt.timedelta(days=9)):
        actions.close_survey(actor=SYSTEM, survey_id=survey.pk)
    with clock.at(now - dt.timedelta(days=7)):
        words = "С марта ведём уроки первой помощи и помогаем с телефоном. На кружок для малышей не хватает комнаты."
        actions.tell_result(actor=SYSTEM, survey_id=survey.pk, version=None, result=Result(words))


def _fill(survey: Survey, at: dt.datetime, given: Given) -> None:
    who = Respondent(new_id().hex)
    with clock.at(at):
        actions.begin(survey=survey, who=who)
        actions.answer(survey=survey, who=who, place=1, given=given)
        actions.finish(survey=survey, who=who)
