"""What counts as read and as learnt. Pure Python."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

TRAINED_FOR = dt.timedelta(days=365)  # decision: once a year the training is repeated; older is a warning, not a block
NOTE_LENGTH = 200


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


class Learnt(StrEnum):
    YES = "yes"
    LONG_AGO = "long_ago"
    NO = "no"


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


def state_of(learnt_on: dt.date | None, today: dt.date) -> Learnt:
    if learnt_on is None:
        return Learnt.NO
    return Learnt.YES if today - learnt_on <= TRAINED_FOR else Learnt.LONG_AGO


def require_training(subjects: Collection[str], learnt_on: dt.date, today: dt.date) -> tuple[Subject, ...]:
    if not subjects:
        raise Refusal("subject", "Отметьте, чему обучили.", field="subjects")
    if learnt_on > today:
        raise Refusal("future", "Этот день ещё не наступил. Отметьте обучение, когда оно пройдёт.", field="learnt_on")
    if today - learnt_on > 10 * TRAINED_FOR:
        raise Refusal("long_ago", "Проверьте год: это больше десяти лет назад.", field="learnt_on")
    return tuple(subject for subject in Subject if subject in set(subjects))
