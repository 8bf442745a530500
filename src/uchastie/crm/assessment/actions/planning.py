"""From the answers to a plan: collected, talked over with the people, growth points, approved, done, reviewed."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.models import User
from uchastie.crm.assessment import access, queries
from uchastie.crm.assessment.actions.filling import write_text
from uchastie.crm.assessment.actions.steps import lock_profile, move, record
from uchastie.crm.assessment.models import Advice, GrowthPoint, Profile
from uchastie.crm.assessment.rules import texts
from uchastie.crm.assessment.rules.states import (
    OPEN_POINTS,
    PLANNING,
    WORKING,
    Kind,
    Move,
    PointState,
    State,
)
from uchastie.crm.practices.rules.method import Dimension, Level
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, NotSeen, Refusal

MOST_POINTS = 30
FAR = 550  # days: further is no plan of a year


@transaction.atomic
def collect(*, actor: Actor, profile_id: UUID, version: int | None) -> Profile:
    """From here on everybody sees the averages, and nobody answers any more. What was not finished does not count."""
    profile = lock_profile(actor, profile_id, version)
    access.require_head(actor, profile.unit)
    progress = queries.progress_of(profile, queries.team_of(profile.unit))
    if not progress.management:
        raise Refusal("management", "Руководство ещё не ответило: ответьте на все 25 вопросов и завершите.")
    if progress.employees and not progress.staff:
        raise Refusal("staff", "Не ответил ни один сотрудник. Позовите хотя бы одного.")
    return move(actor, profile, Move.COLLECT, collected_at=clock.now())


@transaction.atomic
def note_discussion(
    *, actor: Actor, profile_id: UUID, version: int | None, held_on: dt.date, people: int, words: str
) -> Profile:
    """The talk with beneficiaries about what came out: without it there is no plan."""
    profile = lock_profile(actor, profile_id, version)
    access.require_head(actor, profile.unit)
    collected = profile.collected_at
    if collected is None:
        raise Refusal("not_collected", "Сначала соберите ответы: обсуждать пока нечего.")
    today, first = clock.today(profile.unit.zone), collected.astimezone(profile.unit.zone).date()
    if not first <= held_on <= today:
        message = "День разговора — после того, как собраны ответы, и не позже сегодняшнего."
        raise Refusal("held_on", message, field="held_on")
    if not 1 <= people <= 1000:
        raise Refusal("people", "Сколько благополучателей было? Хотя бы один.", field="people")
    if not words.strip():
        raise Refusal("words", "Запишите, что сказали люди.", field="words")
    write_text(profile, texts.DISCUSSION, words)
    return move(actor, profile, Move.DISCUSS, discussed_on=held_on, discussed_by=people)


@transaction.atomic
def add_point(
    *, actor: Actor, profile_id: UUID, title: str, dimension: str, level: str, owner_id: UUID, due_on: dt.date
) -> GrowthPoint:
    profile = lock_profile(actor, profile_id)
    access.require_head(actor, profile.unit)
    if profile.state not in PLANNING:
        raise Refusal("not_planning", "Точки роста добавляют между сбором ответов и утверждением плана.")
    clean = " ".join(title.split())
    if not clean or len(clean) > texts.TITLE:
        raise Refusal("title", f"Напишите, что изменим: до {texts.TITLE} знаков.", field="title")
    if dimension not in set(Dimension) or level not in set(Level):
        raise Refusal("choice", "Выберите измерение и уровень из списка.", field="dimension")
    owner = _owner(profile, owner_id)
    today = clock.today(profile.unit.zone)
    if not today < due_on <= today + dt.timedelta(days=FAR):
        raise Refusal("due_on", "Срок — день после сегодняшнего, не дальше полутора лет.", field="due_on")
    same = profile.points.filter(title=clean, owner=owner, due_on=due_on).first()
    if same:
        return same
    if profile.points.count() >= MOST_POINTS:
        raise Refusal("too_many", f"В плане уже {MOST_POINTS} точек роста: этого хватит на год.")
    point = GrowthPoint.objects.create(
        profile=profile,
        title=clean,
        dimension=dimension,
        level=level,
        owner=owner,
        due_on=due_on,
        created_at=clock.now(),
    )
    record(actor, profile, "growth_point_added", point=point.pk)
    return point


def _owner(profile: Profile, owner_id: UUID) -> User:
    team = queries.team_of(profile.unit)
    owner = next((user for kind in (Kind.MANAGEMENT, Kind.STAFF) for user in team[kind] if user.pk == owner_id), None)
    if owner is None:
        raise Refusal("owner", "Ответственный — из тех, кто работает в центре.", field="owner")
    return owner


@transaction.atomic
def change_point(*, actor: Actor, point_id: UUID, version: int | None, state: str, result: str) -> GrowthPoint:
    """By its owner or the head. The first step of any of them begins the work on the plan."""
    point = GrowthPoint.objects.filter(pk=point_id).first()
    if point is None:
        raise NotSeen
    profile = lock_profile(actor, point.profile_id)
    if point.owner_id != actor.user_id and not access.is_head(actor, profile.unit):
        raise Denied("Состояние меняет тот, кто за это отвечает, или руководитель.")
    if profile.state not in WORKING and not (profile.state in PLANNING and state == PointState.DROPPED):
        raise Refusal("not_working", "План сейчас не выполняется: отметить это нельзя.")
    clean = _require_change(state, result)
    point.require_version(version)
    point.apply(state=state, result=clean)
    record(actor, profile, "growth_point_changed", point=point.pk, state=state)
    if profile.state == State.PLAN_APPROVED and state in {PointState.DOING, PointState.DONE}:
        move(actor, profile, Move.BEGIN)
    return point


def _require_change(state: str, result: str) -> str:
    clean = result.strip()
    if state not in set(PointState):
        raise Refusal("state", "Выберите состояние.", field="state")
    if state in {PointState.DONE, PointState.DROPPED} and not clean:
        raise Refusal("result", "Напишите, что вышло или почему отложили.", field="result")
    if len(clean) > texts.NOTE:
        raise Refusal("too_long", f"Слишком длинно: помещается {texts.NOTE} знаков.", field="result")
    return clean


@transaction.atomic
def approve_plan(*, actor: Actor, profile_id: UUID, version: int | None) -> Profile:
    profile = lock_profile(actor, profile_id, version)
    access.require_head(actor, profile.unit)
    open_points = profile.points.filter(state__in=sorted(OPEN_POINTS)).count()
    if profile.state == State.DISCUSSED:
        texts.require_plan(queries.texts_of(profile), open_points)
    return move(actor, profile, Move.APPROVE, approved_at=clock.now(), approved_by_id=actor.user_id)


@transaction.atomic
def review_year(*, actor: Actor, profile_id: UUID, version: int | None, words: str) -> Profile:
    """What came of the plan. Points that are still open are named in the refusal, so that none is forgotten."""
    profile = lock_profile(actor, profile_id, version)
    access.require_head(actor, profile.unit)
    if profile.state == State.IN_PROGRESS:
        left = profile.points.filter(state__in=sorted(OPEN_POINTS)).count()
        if left:
            message = f"Не закрыто точек роста: {left}. Отметьте у каждой, что сделано или почему отложено."
            raise Refusal("open_points", message)
        if not words.strip():
            raise Refusal("words", "Напишите, что изменилось за год.", field="words")
        write_text(profile, texts.REVIEW, words)
    return move(actor, profile, Move.REVIEW, reviewed_at=clock.now())


@transaction.atomic
def give_advice(*, actor: Actor, profile_id: UUID, text: str) -> Advice:
    profile = lock_profile(actor, profile_id)
    access.require_helper(actor, profile)
    clean = text.strip()
    if not clean or len(clean) > texts.PEOPLE:
        raise Refusal("text", f"Напишите совет: до {texts.PEOPLE} знаков.", field="text")
    last = profile.advice.filter(user=actor.user_id).order_by("-at").first()
    if last and last.text == clean:
        return last
    advice = Advice.objects.create(profile=profile, user_id=access.person_of(actor), text=clean, at=clock.now())
    record(actor, profile, "profile_advice", advice=advice.pk)
    return advice
