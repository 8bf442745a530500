"""What two who agreed see of it: the same page for both sides, each with the other's contact."""

from dataclasses import dataclass
from typing import Any

from uchastie.crm.neighbours import access, queries
from uchastie.crm.neighbours.forms import TimeForm, WordForm
from uchastie.crm.neighbours.models import Answer, Notice, Word
from uchastie.crm.neighbours.queries import Contacts
from uchastie.crm.neighbours.rules import AnswerState
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Agreed:
    """`other` is who one meets; `said` own word, `heard` the other's when it is open."""

    answer: Answer
    by_author: bool
    other: str
    mark: str
    contacts: Contacts | None
    said: Word | None
    heard: Word | None
    other_said: bool
    may_agree: bool
    time: TimeForm
    word: WordForm

    @property
    def active(self) -> bool:
        return self.answer.state == AnswerState.CHOSEN


def agreed(actor: Actor, answer: Answer, notice: Notice) -> Agreed:
    by_author = not access.answered(actor, answer)
    words = queries.words_of(answer)
    author = notice.author
    other = answer.neighbour if by_author else author
    theirs = words.get(not by_author)
    return Agreed(
        answer=answer,
        by_author=by_author,
        other=other.name if other else notice.unit.name,
        mark=other.mark if other else "",
        contacts=queries.contacts_of(answer, of_author=not by_author),
        said=words.get(by_author),
        heard=theirs if theirs and theirs.opened_at else None,
        other_said=theirs is not None,
        may_agree=answer.meet_at is not None and answer.agreed_at is None and answer.by_author is not by_author,
        time=time_form(notice, auto_id="time-%s"),
        word=WordForm(auto_id="word-%s"),
    )


def time_form(notice: Notice, data: Any = None, **kwargs: Any) -> TimeForm:
    zone = notice.unit.zone
    return TimeForm(data, today=clock.today(zone), zone=zone, **kwargs)
