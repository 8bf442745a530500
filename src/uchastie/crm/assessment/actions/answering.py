"""Answers: of those who work here by account, of those it works for without one."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from uchastie.crm.assessment import access, queries
from uchastie.crm.assessment.actions.steps import lock_profile, record
from uchastie.crm.assessment.models import Answer, Mark, Profile, Proof, Sheet
from uchastie.crm.assessment.rules import texts
from uchastie.crm.assessment.rules.questions import PLAIN, QUESTIONS
from uchastie.crm.assessment.rules.states import State
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.revealing import found as revealing

CODES = frozenset(question.code for question in QUESTIONS)
PLAIN_CODES = frozenset(question.code for question in PLAIN)


class Late(Refusal):
    """Answers are collected already: the page says so."""

    status = 410


@dataclass(frozen=True, slots=True)
class Said:
    score: int
    taken: frozenset[str] = frozenset()  # codes of the facts that were ticked
    evidence: str = ""
    comment: str = ""


@transaction.atomic
def answer_question(*, actor: Actor, profile_id: UUID, question: str, said: Said) -> Sheet:
    """The facts that stood on the page are kept beside the answer, ticked or not. The last answer counts."""
    if question not in CODES:
        raise NotSeen
    sheet = _lock_own(actor, profile_id)
    if said.score not in range(4):
        raise Refusal("score", "Выберите оценку от 0 до 3.", field="score")
    for name, value in (("evidence", said.evidence), ("comment", said.comment)):
        if len(value) > texts.NOTE:
            raise Refusal("too_long", f"Слишком длинно: помещается {texts.NOTE} знаков.", field=name)
    values = {"score": said.score, "evidence": said.evidence.strip(), "comment": said.comment.strip()}
    answer, _ = Answer.objects.update_or_create(sheet=sheet, question=question, defaults=values)
    answer.proofs.all().delete()
    facts = queries.facts_of(sheet.profile, question)
    Proof.objects.bulk_create(
        [
            Proof(answer=answer, code=fact.code, text=fact.text, against=fact.against, taken=fact.code in said.taken)
            for fact in facts
        ]
    )
    record(actor, sheet.profile, "profile_answered", question=question)
    return sheet


@transaction.atomic
def close_sheet(*, actor: Actor, profile_id: UUID) -> Sheet:
    """Done: all 25 are answered. It may be opened again as long as answers are collected."""
    sheet = _lock_own(actor, profile_id)
    missing = len(CODES) - sheet.answers.count()
    if missing:
        raise Refusal("missing", f"Осталось вопросов без ответа: {missing}. Ответьте на все.")
    if not sheet.closed:
        sheet.closed = True
        sheet.save(update_fields=["closed"])
        record(actor, sheet.profile, "profile_sheet_closed")
    return sheet


@transaction.atomic
def reopen_sheet(*, actor: Actor, profile_id: UUID) -> Sheet:
    sheet = _lock_own(actor, profile_id)
    if sheet.closed:
        sheet.closed = False
        sheet.save(update_fields=["closed"])
        record(actor, sheet.profile, "profile_sheet_reopened")
    return sheet


def _lock_own(actor: Actor, profile_id: UUID) -> Sheet:
    profile = lock_profile(actor, profile_id)
    kind = access.require_respondent(actor, profile.unit)
    if profile.state != State.DRAFT:
        raise Refusal("collected", "Ответы уже собраны: изменить их нельзя.")
    sheet, _ = Sheet.objects.get_or_create(profile=profile, user_id=access.person_of(actor), defaults={"kind": kind})
    return sheet


# --- beneficiaries ---


def mark_of(profile: Profile, token: str) -> str:
    """What is kept of a token: it cannot be read back, and in another profile it is another."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"assessment {profile.pk} {token}".encode(), hashlib.sha256
    ).hexdigest()


def has_answered(profile: Profile, tokens: Iterable[str]) -> bool:
    marks = [mark_of(profile, token) for token in tokens]
    return Mark.objects.filter(profile=profile, digest__in=marks).exists()


@transaction.atomic
def answer_as_beneficiary(
    *, code: str, tokens: tuple[str, ...], scores: dict[str, int | None], accepts: bool | None, wish: str
) -> bool:
    """Without a name, once for a token (of the browser, of the person in «Мои сервисы»): one that has answered changes
    nothing and answers False. Not in the journal: its moment beside the row would say more than we promise."""
    profile = queries.find_open(code)
    if profile.state != State.DRAFT:
        raise Late("collected", "Ответы уже собраны. Спасибо, что хотели помочь.")
    _require_plain(scores, wish)
    try:
        with transaction.atomic():
            for token in tokens:
                Mark.objects.create(profile=profile, digest=mark_of(profile, token))
    except IntegrityError:
        return False
    sheet = Sheet.objects.create(profile=profile, kind="beneficiary", closed=True, accepts=accepts, wish=wish.strip())
    rows = [Answer(sheet=sheet, question=question, score=score) for question, score in scores.items()]
    Answer.objects.bulk_create(rows)
    return True


def _require_plain(scores: dict[str, int | None], wish: str) -> None:
    if set(scores) != PLAIN_CODES or any(score not in (None, 0, 1, 2, 3) for score in scores.values()):
        raise Refusal("scores", "Ответьте на десять вопросов. Если не знаете, так и отметьте.")
    if all(score is None for score in scores.values()):
        raise Refusal("nothing", "Ответьте хотя бы на один вопрос, кроме «не знаю».")
    if len(wish) > texts.NOTE:
        raise Refusal("too_long", f"Слишком длинно: помещается {texts.NOTE} знаков.", field="wish")
    if inside := revealing(wish):
        kinds = ", ".join(sorted({finding.name for finding in inside}))
        raise Refusal("revealing", f"Уберите: {kinds}. Мы обещали не знать, кто вы.", field="wish")
