"""What counts as read and as learnt, by when it must be, and what a certificate holds. Pure Python."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from uchastie.kernel.errors import Refusal

TRAINED_FOR = dt.timedelta(days=365)  # decision: once a year the training is repeated; older is a warning, not a block
LEARN_WITHIN = dt.timedelta(days=30)  # decision: of the first day at work, or of the day the centre took the service
READ_WITHIN = dt.timedelta(days=14)  # decision: of a new version of a regulation that must be read again
REMIND_BEFORE = dt.timedelta(days=30)  # a course is not found in a day
PLAN_AHEAD = dt.timedelta(days=366)
LINK_LENGTH = 500
NOTE_LENGTH = 200
NUMBER_LENGTH = 60


class Subject(StrEnum):
    """What staff are trained in (A8, A70, A87)."""

    STANDARDS = "standards"
    REGULATIONS = "regulations"
    PRINCIPLES = "principles"


SUBJECT_NAMES: dict[Subject, str] = {
    Subject.STANDARDS: "Стандарты обслуживания",
    Subject.REGULATIONS: "Регламенты сервисов",
    Subject.PRINCIPLES: "Принципы работы с гражданами",
}


class Standing(StrEnum):
    """How a person stands with one thing of the plan. ENDING: known, but not for long. LATE: the day has passed."""

    KNOWN = "known"
    ENDING = "ending"
    PLANNED = "planned"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Term:
    """`until`: the last day on which what was learnt counts, None when it does not end or was never learnt. `due_on`: by
    when it is to be learnt, or learnt again."""

    standing: Standing
    known: bool
    due_on: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the paper of a course says; all may be empty: an hour with the head gives no paper."""

    number: str = ""
    issued_by: str = ""
    link: str = ""
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a regulation; `reread`: those who knew the one before read it again."""

    number: int
    reread: bool


def has_read(number: int, versions: Iterable[Version], read: Collection[int]) -> bool:
    """Is version `number` known to somebody who has read the versions `read`? A small correction needs no new reading,
    so walk down from it until a version he has read, or one that had to be read anew."""
    for version in sorted(versions, key=lambda one: -one.number):
        if version.number > number:
            continue
        if version.number in read:
            return True
        if version.reread:
            return False
    return False


def counts_until(learnt_on: dt.date, valid_until: dt.date | None) -> dt.date:
    """The day the certificate names, else a year."""
    return valid_until or learnt_on + TRAINED_FOR


def term_of_course(until: dt.date | None, due_on: dt.date, today: dt.date) -> Term:
    """A subject is learnt anew when it ends, or by the day the head has set after that."""
    if until is None:
        return Term(Standing.LATE if due_on < today else Standing.PLANNED, known=False, due_on=due_on)
    again = max(until, due_on)
    if until < today:
        return Term(Standing.LATE if again < today else Standing.PLANNED, known=False, due_on=again, until=until)
    soon = until - today <= REMIND_BEFORE
    return Term(Standing.ENDING if soon else Standing.KNOWN, known=True, due_on=again, until=until)


def term_of_reading(read: bool, due_on: dt.date, today: dt.date) -> Term:
    """A version that was read stays read; the next one asks anew."""
    if read:
        return Term(Standing.KNOWN, known=True)
    return Term(Standing.LATE if due_on < today else Standing.PLANNED, known=False, due_on=due_on)


def require_due(due_on: dt.date, today: dt.date) -> dt.date:
    if due_on < today:
        raise Refusal("past", "Этот день прошёл. Выберите, к какому дню выучить.", field="due_on")
    if due_on - today > PLAN_AHEAD:
        raise Refusal("far", "Это больше чем через год. Проверьте день.", field="due_on")
    return due_on


def require_planned(planned_on: dt.date | None, due_on: dt.date, today: dt.date) -> dt.date | None:
    if planned_on is None:
        return None
    if planned_on < today:
        raise Refusal("past", "Занятие назначают на день, который ещё не прошёл.", field="planned_on")
    if planned_on > due_on:
        raise Refusal("after", "Занятие позже срока. Выберите день раньше или сдвиньте срок.", field="planned_on")
    return planned_on


def require_certificate(given: Certificate, learnt_on: dt.date) -> Certificate:
    clean = Certificate(
        " ".join(given.number.split()), " ".join(given.issued_by.split()), given.link.strip(), given.valid_until
    )
    if clean.valid_until and clean.valid_until < learnt_on:
        raise Refusal("valid_until", "Свидетельство кончается раньше, чем выдано. Проверьте дни.", field="valid_until")
    if clean.valid_until and clean.valid_until - learnt_on > 10 * TRAINED_FOR:
        raise Refusal("valid_until", "Проверьте год: это больше десяти лет.", field="valid_until")
    require_link(clean.link)
    return clean


def require_link(link: str) -> str:
    if link and not is_web(link):
        raise Refusal("link", "Ссылка начинается с https:// и ведёт на сайт. Проверьте её.", field="link")
    return link


def is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and "." in parts.netloc and not any(sign.isspace() for sign in link)


def require_training(subjects: Collection[str], learnt_on: dt.date, today: dt.date) -> tuple[Subject, ...]:
    if not subjects:
        raise Refusal("subject", "Отметьте, чему обучили.", field="subjects")
    if learnt_on > today:
        raise Refusal("future", "Этот день ещё не наступил. Отметьте обучение, когда оно пройдёт.", field="learnt_on")
    if today - learnt_on > 10 * TRAINED_FOR:
        raise Refusal("long_ago", "Проверьте год: это больше десяти лет назад.", field="learnt_on")
    return tuple(subject for subject in Subject if subject in set(subjects))
