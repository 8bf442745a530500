"""What the answers say together, once they are collected. Before that nobody sees any of them: not the head, not the
headquarters. Few answers of beneficiaries are never shown: they could be guessed to be somebody's."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from uchastie.crm.assessment.models import Answer, Profile, Proof, Sheet
from uchastie.crm.assessment.queries.profiles import find_before
from uchastie.crm.assessment.rules import results
from uchastie.crm.assessment.rules.questions import PLAIN, QUESTIONS, Question
from uchastie.crm.assessment.rules.results import FEW, Averages, Line
from uchastie.crm.assessment.rules.states import Kind, State
from uchastie.crm.practices.rules.method import Dimension


@dataclass(frozen=True, slots=True)
class Detail:
    """One question: averages, what was ticked or written beside it. No name stands beside any of it."""

    question: Question
    management: float | None
    staff: float | None
    proofs: tuple[tuple[str, bool], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    lines: tuple[Line, ...]
    averages: dict[Kind, Averages]
    details: tuple[Detail, ...]
    plain: tuple[tuple[Question, float | None], ...]
    wishes: tuple[str, ...]
    accepted: int  # beneficiaries who agree with the principles
    answered: int  # beneficiaries
    few: bool
    year_before: int | None


def result_of(profile: Profile) -> Result | None:
    """None while answers are being given."""
    if profile.state == State.DRAFT:
        return None
    now, answered = _averages(profile)
    before = find_before(profile)
    past = _averages(before)[0] if before else None
    few = answered < FEW
    return Result(
        lines=results.lines(now, past),
        averages=now,
        details=_details(profile),
        plain=() if few else _plain(profile),
        wishes=() if few else _wishes(profile),
        accepted=0 if few else _beneficiaries(profile).filter(accepts=True).count(),
        answered=answered,
        few=few,
        year_before=before.year if before else None,
    )


def _beneficiaries(profile: Profile) -> "QuerySet[Sheet]":
    return Sheet.objects.filter(profile=profile, kind=Kind.BENEFICIARY)


def _wishes(profile: Profile) -> tuple[str, ...]:
    """In the order of letters: it says nothing of who came first."""
    rows = _beneficiaries(profile).exclude(wish="")
    return tuple(rows.order_by("wish").values_list("wish", flat=True))


def _averages(profile: Profile) -> tuple[dict[Kind, Averages], int]:
    """Of each kind, and how many beneficiaries have answered; those of too few are not even counted."""
    answered = _beneficiaries(profile).count()
    scores: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    rows = Answer.objects.filter(sheet__profile=profile, sheet__closed=True, score__isnull=False)
    if answered < FEW:
        rows = rows.exclude(sheet__kind=Kind.BENEFICIARY)
    for kind, question, score in rows.values_list("sheet__kind", "question", "score"):
        if score is not None:
            scores[kind].append((question, score))
    return {kind: results.averages(scores[kind]) for kind in Kind}, answered


def _details(profile: Profile) -> tuple[Detail, ...]:
    scores: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    words: defaultdict[str, list[str]] = defaultdict(list)
    rows = Answer.objects.filter(sheet__profile=profile, sheet__closed=True).exclude(sheet__kind=Kind.BENEFICIARY)
    for kind, question, score, *said in rows.values_list("sheet__kind", "question", "score", "evidence", "comment"):
        if score is not None:
            scores[kind, question].append(score)
        words[question] += [text for text in said if text]
    proofs: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    ticked = Proof.objects.filter(answer__in=rows, taken=True).order_by("against", "text")
    for question, text, against in ticked.values_list("answer__question", "text", "against"):
        proofs[question][text] = against
    return tuple(
        Detail(
            question,
            _mean(scores[Kind.MANAGEMENT, question.code]),
            _mean(scores[Kind.STAFF, question.code]),
            tuple(proofs[question.code].items()),
            tuple(sorted(words[question.code])),
        )
        for question in QUESTIONS
    )


def _plain(profile: Profile) -> tuple[tuple[Question, float | None], ...]:
    scores: defaultdict[str, list[int]] = defaultdict(list)
    rows = Answer.objects.filter(sheet__in=_beneficiaries(profile), score__isnull=False)
    for question, score in rows.values_list("question", "score"):
        if score is not None:
            scores[question].append(score)
    return tuple((question, _mean(scores[question.code])) for question in PLAIN)


def _mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None


def last_words(profile: Profile, dimension: Dimension) -> str:
    """«Что было в прошлый раз» beside the questions of a dimension; "" without a profile before."""
    before = find_before(profile)
    if before is None:
        return ""
    line = next(line for line in results.lines(_averages(before)[0]) if line.dimension is dimension)
    staff, others = results.score_words(line.staff), results.score_words(line.beneficiary)
    return f"{line.name} в {before.year} году: сотрудники {staff}, благополучатели {others}. {line.gap.capitalize()}."
