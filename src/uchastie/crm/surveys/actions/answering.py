"""Answering. Nothing here writes to the journal, and at the end the thread from the sheet to who has filled it is cut:
the ticket and the permit are wiped, only ten minutes of the time remain (C17, C30)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from uchastie.crm.surveys import queries, rules
from uchastie.crm.surveys.models import Answer, Invitation, Permit, Question, Sheet, Survey, Voice
from uchastie.crm.surveys.rules import Audience, Form, Given, Kind, State
from uchastie.kernel import clock, revealing
from uchastie.kernel.errors import Refusal

ANSWERED = "Вы уже ответили. Один человек отвечает один раз."
ANSWERED_TEEN = "Твой ответ на эту анкету уже есть. Спасибо!"


@dataclass(frozen=True, slots=True)
class Respondent:
    """`ticket` is the secret of the cookie, `ids` all cards of the person who is in by a code, `permit` the code of a
    parent's consent."""

    ticket: str
    ids: tuple[UUID, ...] = ()
    permit: str = ""


def ticket_digest(survey: Survey, ticket: str) -> str:
    return salted_hmac("surveys.ticket", f"{survey.pk}:{ticket}", algorithm="sha256").hexdigest()


def _voices(survey: Survey, who: Respondent) -> list[str]:
    """All digests this person could have left; the first is the one that is written."""
    names = [f"person:{key}" for key in who.ids] or ([f"permit:{who.permit}"] if who.permit else [])
    names = names or [f"ticket:{who.ticket}"]
    return [salted_hmac("surveys.voice", f"{survey.pk}:{name}", algorithm="sha256").hexdigest() for name in names]


def has_answered(survey: Survey, who: Respondent) -> bool:
    return Voice.objects.filter(survey=survey, digest__in=_voices(survey, who)).exists()


@transaction.atomic
def begin(*, survey: Survey, who: Respondent, agreed: bool = False) -> Sheet:
    """A sheet for this ticket; the one that was begun goes on."""
    _require_askable(survey, who)
    permit = _permit_of(survey, who) if survey.form == Form.TEEN else None
    if permit is not None and not agreed:
        raise Refusal("own_agreement", "Отметь, что хочешь отвечать: без твоего согласия не начнём.", field="agree")
    values = {"permit": permit, "known": bool(who.ids or permit), "begun_on": clock.now().date()}
    return Sheet.objects.get_or_create(survey=survey, ticket=ticket_digest(survey, who.ticket), defaults=values)[0]


def _require_askable(survey: Survey, who: Respondent) -> None:
    if survey.state != State.OPEN or survey.closes_on < clock.today(survey.zone):
        raise Refusal("closed", "Опрос уже завершён.")
    if has_answered(survey, who):
        raise Refusal("answered", ANSWERED_TEEN if survey.form == Form.TEEN else ANSWERED)
    if survey.audience != Audience.LINK and not is_invited(survey, who):
        raise Refusal("not_invited", "Этот опрос для тех, кого позвали по имени.")


def is_invited(survey: Survey, who: Respondent) -> bool:
    return bool(who.ids) and Invitation.objects.filter(survey=survey, person__in=who.ids).exists()


def _permit_of(survey: Survey, who: Respondent) -> Permit:
    permit = queries.find_permit(survey, who.permit)
    if permit is None or permit.consent is None or permit.consent.withdrawn_at is not None:
        raise Refusal("permit", "Сначала нужно согласие родителя.")
    return permit


@transaction.atomic
def answer(*, survey: Survey, who: Respondent, place: int, given: Given) -> None:
    """One question; a skipped one leaves nothing. What may lead to a person is said and stays with its author."""
    sheet, question = _open_sheet(survey, who), queries.get_question(survey, place)
    _require_no_traces(given.text, teen=survey.form == Form.TEEN)
    Answer.objects.filter(sheet=sheet, question=question).delete()
    if not given.skipped:
        Answer.objects.create(sheet=sheet, question=question, chosen=list(given.chosen), text=given.text)


def read(question: Question, chosen: list[str], places: dict[int, str], text: str) -> Given:
    return rules.read_answer(Kind(question.kind), len(question.options), chosen, places, text)


def _require_no_traces(text: str, *, teen: bool) -> None:
    found = revealing.found(text)
    if found:
        verb = "Убери" if teen else "Уберите"
        message = f"{verb} отсюда: {found[0].text}. По этому можно узнать человека, а ответы здесь без имён."
        raise Refusal("revealing", message, field="text")


@transaction.atomic
def finish(*, survey: Survey, who: Respondent) -> None:
    """The voice is written and the sheet becomes nobody's, in one step: twice is refused by the database."""
    sheet = _open_sheet(survey, who)
    if survey.form == Form.TEEN:
        _permit_of(survey, who)
    try:
        with transaction.atomic():
            Voice.objects.create(survey=survey, digest=_voices(survey, who)[0])
    except IntegrityError as error:
        raise Refusal("answered", ANSWERED) from error
    slot = rules.slot_of(clock.now())
    Sheet.objects.filter(pk=sheet.pk).update(finished=True, ticket="", permit=None, slot=slot)


def _open_sheet(survey: Survey, who: Respondent) -> Sheet:
    _require_askable(survey, who)
    sheet = find_sheet(survey, who)
    if sheet is None:
        raise Refusal("no_sheet", "Начните сначала: прошлые ответы стёрты.")
    return sheet


def find_sheet(survey: Survey, who: Respondent) -> Sheet | None:
    return Sheet.objects.filter(survey=survey, ticket=ticket_digest(survey, who.ticket), finished=False).first()


@transaction.atomic
def leave(*, survey: Survey, who: Respondent) -> None:
    """On any screen; what was answered is erased."""
    forget_sheet(survey, who)


def forget_sheet(survey: Survey, who: Respondent) -> None:
    Sheet.objects.filter(survey=survey, ticket=ticket_digest(survey, who.ticket), finished=False).delete()
