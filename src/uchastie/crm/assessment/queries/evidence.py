"""What the system's own records say to a question, for or against. A person ticks it or does not; nothing is scored by
itself. The period is the year of the profile up to today."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from uchastie.crm.accounts.models import User
from uchastie.crm.assessment.models import Profile
from uchastie.crm.assessment.queries.profiles import list_acceptances, team_of, texts_of
from uchastie.crm.councils import queries as councils
from uchastie.crm.surveys import queries as surveys
from uchastie.crm.training import queries as training
from uchastie.kernel import clock
from uchastie.ui.text import plural


@dataclass(frozen=True, slots=True)
class Fact:
    code: str
    question: str
    text: str
    source: str
    against: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    first: dt.date
    last: dt.date


type Source = Callable[[Profile, Period], Iterable[Fact]]


def facts_of(profile: Profile, question: str) -> list[Fact]:
    """For one question: only the records that speak to it are read."""
    today = clock.today(profile.unit.zone)
    first = dt.date(profile.year, 1, 1)
    period = Period(min(first, today), min(today, dt.date(profile.year, 12, 31)))
    source = SOURCES.get(question)
    return [fact for fact in source(profile, period) if fact.question == question] if source else []


def _principles(profile: Profile, period: Period) -> Iterable[Fact]:
    accepted = {one.user_id for one in list_acceptances(profile)}
    team: list[User] = [user for users in team_of(profile.unit).values() for user in users]
    if not texts_of(profile).get("statement"):
        yield Fact("statement", "p1", "Заявление о принципах ещё не записано", "профиль", against=True)
    elif team:
        known = sum(user.pk in accepted for user in team)
        text = f"Заявление о принципах приняли {known} из {len(team)}"
        yield Fact("accepted", "p1", text, "профиль", against=known * 2 < len(team))


def _purpose(profile: Profile, period: Period) -> Iterable[Fact]:
    said = texts_of(profile)
    for topic, question, name in (
        ("aim", "a1", "Цель вовлечения"),
        ("limits", "a3", "Границы изменений"),
        ("roles", "a4", "Роль каждого"),
    ):
        written = bool(said.get(topic))
        text = f"{name}: записано в профиле" if written else f"{name}: в профиле не записано"
        yield Fact(topic, question, text, "профиль", against=not written)


def _trained(profile: Profile, period: Period) -> Iterable[Fact]:
    staff = [user.pk for users in team_of(profile.unit).values() for user in users]
    if staff:
        late = len(training.list_untrained(staff, period.last))
        text = f"Обучение в сроке у {len(staff) - late} из {plural(len(staff), 'сотрудника', 'сотрудников', 'сотрудников')}"
        yield Fact("trained", "s3", text, "обучение", against=late * 2 > len(staff))


def _bodies(profile: Profile, period: Period) -> Iterable[Fact]:
    """Presence: councils with beneficiaries in them, and those where there is only one."""
    bodies = councils.compositions(profile.unit)
    if not bodies:
        yield Fact("councils", "r1", "Советов с благополучателями нет", "советы", against=True)
        return
    seats = sum(body.beneficiaries for body in bodies)
    text = f"{plural(len(bodies), 'совет', 'совета', 'советов')}, благополучателей в них: {seats}"
    yield Fact("councils", "r1", text, "советы", against=not seats)
    alone = sum(body.only_one for body in bodies)
    told = f"Благополучатель один: в {alone} из {len(bodies)}" if alone else "Больше одного благополучателя в каждом"
    yield Fact("only_one", "r3", told, "советы", against=bool(alone))
    decided, done = sum(body.decided for body in bodies), sum(body.carried_out for body in bodies)
    if decided:
        result = f"Выполнено решений советов за год: {done} из {decided}"
        yield Fact("decisions", "i1", result, "советы", against=done * 2 < decided)


def _surveys(profile: Profile, period: Period) -> Iterable[Fact]:
    found = surveys.held(profile.unit, (period.first, period.last))
    if not found.surveys:
        yield Fact("surveys", "i5", "Опросов в этом году не завершали", "опросы", against=True)
        return
    asked = plural(found.surveys, "опрос", "опроса", "опросов")
    yield Fact("surveys", "i5", f"Завершено: {asked}, ответов {found.answers}", "опросы")
    text = f"О том, что вышло, рассказали после {found.told} из {found.surveys} опросов"
    yield Fact("told", "s2", text, "опросы", against=found.silent > found.told)


SOURCES: dict[str, Source] = {
    "p1": _principles,
    "a1": _purpose,
    "a3": _purpose,
    "a4": _purpose,
    "r1": _bodies,
    "r3": _bodies,
    "s2": _surveys,
    "s3": _trained,
    "i1": _bodies,
    "i5": _surveys,
}
