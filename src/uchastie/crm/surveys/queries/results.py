"""Honest counts of a closed survey: how many were asked, how many answered, with and without what looks like a flood.
Nobody reads a sheet as a whole; words are read only by those who ask, in the order of the alphabet."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from uchastie.crm.surveys import rules
from uchastie.crm.surveys.models import Answer, Question, Sheet, Survey
from uchastie.crm.surveys.queries.reading import numbers_of, questions_of
from uchastie.crm.surveys.rules import FEWEST, Flood, Kind, Line, Ranked


@dataclass(frozen=True, slots=True)
class Block:
    """One question. `texts` are empty for everybody but those who ask."""

    question: Question
    answered: int
    lines: tuple[Line, ...]
    ranked: tuple[Ranked, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`blocks` count everybody, `calm` leaves out what came in floods; None when there was none."""

    answers: int
    asked: int | None
    shown: bool
    blocks: tuple[Block, ...]
    floods: tuple[Flood, ...]
    calm_answers: int
    calm: tuple[Block, ...] | None

    @property
    def share(self) -> int | None:
        return round(100 * self.answers / self.asked) if self.asked else None


def floods_of(survey: Survey) -> tuple[Flood, ...]:
    """Only of unknown people: who is in by a code or by a parent's consent cannot come twice."""
    rows = Sheet.objects.filter(survey=survey, finished=True, known=False).values("slot").annotate(n=Count("id"))
    return rules.floods_in({row["slot"]: row["n"] for row in rows if row["slot"]})


def results_of(survey: Survey, *, words: bool) -> Results:
    """`words`: may the reader see free texts?"""
    answers, asked = numbers_of([survey])[survey.pk]
    floods = floods_of(survey)
    if not rules.shown_total(answers):
        return Results(answers, asked, False, (), floods, answers, None)
    questions = questions_of(survey)
    sheets = {
        key: (slot, known)
        for key, slot, known in Sheet.objects.filter(survey=survey, finished=True).values_list("id", "slot", "known")
    }
    given = list(Answer.objects.filter(sheet__survey=survey, sheet__finished=True))
    blocks = _blocks(questions, given, words)
    if not floods:
        return Results(answers, asked, True, blocks, floods, answers, None)
    calm = {
        key
        for key, (slot, known) in sheets.items()
        if known or not (slot and any(flood.begins_at <= slot < flood.ends_at for flood in floods))
    }
    rest = _blocks(questions, [one for one in given if one.sheet_id in calm], False)
    enough = rules.shown_total(len(calm)) and answers - len(calm) >= FEWEST
    return Results(answers, asked, True, blocks, floods, len(calm), rest if enough else ())


def _blocks(questions: Iterable[Question], given: Collection[Answer], words: bool) -> tuple[Block, ...]:
    by_question: dict[UUID, list[Answer]] = defaultdict(list)
    for answer in given:
        by_question[answer.question_id].append(answer)
    return tuple(_block(question, by_question[question.pk], words) for question in questions)


def _block(question: Question, given: list[Answer], words: bool) -> Block:
    chosen = [answer.chosen for answer in given if answer.chosen]
    texts = sorted((answer.text for answer in given if answer.text), key=str.casefold)
    lines: tuple[Line, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    if question.kind == Kind.RANK:
        ranked = rules.rank_of(question.options, chosen)
    elif question.kind != Kind.TEXT:
        counted = Counter(option for options in chosen for option in options)
        lines = rules.lines_of(
            question.options, [counted[place] for place in range(len(question.options))], len(chosen)
        )
    shown = tuple(texts) if words and len(texts) >= FEWEST else ()
    return Block(question, len(given), lines, ranked, shown)
