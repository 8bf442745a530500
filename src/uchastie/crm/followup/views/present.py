"""How calls are told: data for the templates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from uchastie.crm.families import queries as families
from uchastie.crm.followup import queries
from uchastie.crm.followup.models import Call, CallSide
from uchastie.crm.followup.queries import BoardRow
from uchastie.crm.followup.rules import schedule
from uchastie.crm.followup.rules.schedule import OPEN_SIDES, Party, SideState
from uchastie.crm.followup.rules.script import Difference, Question, as_list
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.ui import text


@dataclass(frozen=True, slots=True)
class BoardLine:
    call: Call
    name: str
    tone: str
    when: str
    sides: tuple[tuple[str, str, bool], ...]  # party, words, still to call


def board_lines(rows: list[BoardRow], today: dt.date) -> list[BoardLine]:
    return [_board_line(row, today) for row in rows]


def _board_line(row: BoardRow, today: dt.date) -> BoardLine:
    call = row.call
    assert call.attention_on is not None  # noqa: S101 - only such calls are listed
    late = call.attention_on < today
    when = f"с {text.day(call.attention_on, today)}" if late else text.day(call.attention_on, today)
    tone = "late" if late else "today" if call.attention_on == today else ""
    sides = tuple((party, side_words(side, today), side.state in OPEN_SIDES) for party, side in _pairs(row))
    return BoardLine(call, schedule.name_of(call.number), tone, when, sides)


def _pairs(row: BoardRow) -> tuple[tuple[Party, CallSide], ...]:
    return (Party.FAMILY, row.family), (Party.GUARDIAN, row.guardian)


def side_words(side: CallSide, today: dt.date) -> str:
    if side.state == SideState.DONE:
        return "поговорили"
    if side.state == SideState.SKIPPED:
        return "не звоним"
    if side.state == SideState.NO_ANSWER and side.retry_on:
        tried = text.plural(side.attempts, "попытка", "попытки", "попыток")
        return f"{tried}, повтор {text.day(side.retry_on, today)}"
    return "позвонить"


@dataclass(frozen=True, slots=True)
class Line:
    """A question with what the other side has answered, in words."""

    question: Question
    other: str
    only_family: str
    only_guardian: str
    differs: bool


def answer_lines(questions: tuple[Question, ...], other: CallSide, found: dict[str, Difference]) -> list[Line]:
    return [_line(question, other, found.get(question.key)) for question in questions]


def _line(question: Question, other: CallSide, difference: Difference | None) -> Line:
    def words(values: Any) -> str:
        return ", ".join(question.label(value) for value in as_list(values))

    answered = words(other.answers.get(question.key))
    if difference is None:
        return Line(question, answered, "", "", False)
    mine, theirs = list(difference.only_family), list(difference.only_guardian)
    return Line(question, answered, words(mine), words(theirs), True)


def contact_of(actor: Actor, call: Call, party: Party) -> dict[str, Any]:
    """Name and phone of the one side that is called; the family's only while the veil is open."""
    pair = call.guardianship
    if party is Party.GUARDIAN:
        person = pair.guardian.representative
        return {
            "open": True,
            "name": person.name,
            "contacts": people.contacts_of([person.pk])[person.pk],
            "veil": False,
        }
    case = families.get_case(actor, pair.case_id)
    if not families.is_open(actor, case):
        return {"open": False}
    opened = families.under_the_veil(actor, case)
    until = families.opened_until(actor, case)
    return {"open": True, "name": opened.name, "contacts": opened.contacts, "until": until, "veil": True}


def call_context(actor: Actor, call: Call, party: Party) -> dict[str, Any]:
    """All the page of a call but its forms."""
    sides = {Party(side.side): side for side in call.sides.all()}
    other = Party.GUARDIAN if party is Party.FAMILY else Party.FAMILY
    questions = queries.script_of(call)
    found = queries.differences_of(call, questions)
    today = queries.today_of(call.unit)
    pair = call.guardianship
    return {
        "call": call,
        "pair": pair,
        "party": party,
        "other": other,
        "side": sides[party],
        "other_side": sides[other],
        "lines": answer_lines(questions, sides[other], found),
        "disagreeing": [line for line in answer_lines(questions, sides[other], found) if line.differs],
        "points": queries.dline(queries.list_of_pair(pair.pk), pair.help_started_on or call.due_on, today, call),
        "name": schedule.name_of(call.number),
        "contact": contact_of(actor, call, party),
        "following": queries.next_open(actor, call),
        "words": {key: side_words(side, today) for key, side in sides.items()},
        "late": call.attention_on is not None and call.attention_on < today,
        "zone": call.unit.zone,
    }
