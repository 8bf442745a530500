"""The word of the people in it, the word of the moderator, and the end: by anyone of them, at once and without a reason."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.documents import actions as documents
from uchastie.crm.network.models import Unit
from uchastie.crm.practices import access, queries
from uchastie.crm.practices.actions.steps import PHOTO, lock_case, move, record
from uchastie.crm.practices.actions.writing import pass_on
from uchastie.crm.practices.models import CasePerson, CaseStudy, Trial
from uchastie.crm.practices.rules import content
from uchastie.crm.practices.rules.states import Move, State
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

CHANGED = "Пока вы читали, практику изменили. Прочитайте её ещё раз и решите."


@transaction.atomic
def agree(
    *,
    actor: Actor,
    person_id: UUID,
    seal: str,
    text_id: UUID,
    method: Method = Method.WEB,
    address: str | None = None,
) -> CasePerson:
    """The person by the link, or those who wrote it with the signed paper in hand. Twice is once."""
    person, case = _lock(actor, person_id, method)
    if case.state != State.CONSENT_CHECK:
        raise Refusal("not_asked", "Сейчас согласия не спрашивают: практику меняют, проверяют или уже решили.")
    if not case.digest or seal != case.digest or queries.seal_of(case) != seal:
        raise Conflict("changed", CHANGED)
    if queries.has_agreed(person, seal):
        return person
    receipt = consents.give(
        actor,
        purpose=Purpose.PRACTICE,
        subject_id=person.pk,
        about_id=case.pk,
        name=person.name,
        method=method,
        text_id=text_id,
        address=address,
    )
    former = person.consent_id
    person.consent, person.agreed_digest, person.refused_at = receipt, seal, None
    person.save(update_fields=["consent", "agreed_digest", "refused_at"])
    if former is not None:
        consents.withdraw(SYSTEM, consent_id=former)
    record(actor, case, "practice_agreed", person=person.pk)
    pass_on(actor, case)
    return person


@transaction.atomic
def refuse(*, actor: Actor, person_id: UUID) -> CasePerson:
    """«Не согласен»: before it is out, it goes back to its authors; what is out is taken down. No reason is asked."""
    person, case = _lock(actor, person_id, Method.WEB if actor.kind is ActorKind.HOLDER else Method.PAPER)
    if person.refused_at is not None:
        return person
    receipt, shown = person.consent_id, case.state == State.PUBLISHED
    person.agreed_digest, person.refused_at = "", clock.now()
    person.save(update_fields=["agreed_digest", "refused_at"])
    record(actor, case, "practice_refused", person=person.pk)
    if shown:
        _archive(actor, case)
    elif case.state in {State.CONSENT_CHECK, State.MODERATION}:
        move(actor, case, Move.TAKE_BACK)
    if receipt is not None:
        consents.withdraw(SYSTEM, consent_id=receipt)
    return person


def _lock(actor: Actor, person_id: UUID, method: Method) -> tuple[CasePerson, CaseStudy]:
    person = CasePerson.objects.filter(pk=person_id).first()
    if person is None:
        raise NotSeen
    holder = actor.kind is ActorKind.HOLDER and actor.id == person.pk
    case = lock_case(SYSTEM if holder else actor, person.case_id)
    if not holder:
        access.require_owner(actor, case)
    if (method is Method.WEB) != holder:
        raise Denied("Согласие даёт сам человек по своей ссылке или на бумаге с подписью.")
    person.refresh_from_db()
    return person, case


@transaction.atomic
def follow_receipt(*, consent_id: UUID) -> None:
    """A consent was withdrawn elsewhere: the practice is nowhere from this moment."""
    for case_id in queries.list_of_receipt(consent_id):
        case = lock_case(SYSTEM, case_id)
        people = CasePerson.objects.filter(case=case, consent=consent_id, refused_at__isnull=True)
        if not people.update(refused_at=clock.now(), agreed_digest=""):
            continue
        if case.state == State.PUBLISHED:
            _archive(SYSTEM, case)
        elif case.state in {State.CONSENT_CHECK, State.MODERATION}:
            move(SYSTEM, case, Move.TAKE_BACK)


@transaction.atomic
def publish_case(*, actor: Actor, case_id: UUID, version: int | None) -> CaseStudy:
    case = lock_case(actor, case_id, version)
    access.require_moderator(actor, case)
    seal = queries.seal_of(case)
    if seal != case.digest or not all(queries.has_agreed(person, seal) for person in queries.list_people(case)):
        raise Refusal("no_consent", "Не все, кого можно узнать, согласились с этими словами.")
    return move(actor, case, Move.PUBLISH, published_at=clock.now())


@transaction.atomic
def return_case(*, actor: Actor, case_id: UUID, version: int | None, reason: str) -> CaseStudy:
    case = lock_case(actor, case_id, version)
    access.require_moderator(actor, case)
    words = reason.strip()
    if not words or len(words) > content.REASON:
        raise Refusal("reason", f"Напишите, что исправить: до {content.REASON} знаков.", field="reason")
    return move(actor, case, Move.RETURN, reason=words)


@transaction.atomic
def archive_case(*, actor: Actor, case_id: UUID, version: int | None = None) -> CaseStudy:
    """By those who wrote it or the federal team. Twice is once."""
    case = lock_case(actor, case_id, version)
    if not access.moderates(actor):
        access.require_owner(actor, case)
    return case if case.state == State.ARCHIVED else _archive(actor, case)


def _archive(actor: Actor, case: CaseStudy) -> CaseStudy:
    """Pictures and names go for good; the words stay for those who wrote them, and only for them."""
    case.photos.all().delete()
    documents.delete_files_about(SYSTEM, purpose=PHOTO, about_id=case.pk)
    case.people.update(name="")
    return move(actor, case, Move.ARCHIVE)


@transaction.atomic
def try_here(*, actor: Actor, case_id: UUID, unit: Unit | None) -> Trial:
    """«Попробуем у себя», once for a unit; a practice of one's own is already there."""
    home = access.require_writer(actor, unit)
    case = queries.get_published(case_id)
    if case.unit_id == home.pk:
        raise Refusal("own", "Это ваша практика: вы её уже делаете.")
    trial, made = Trial.objects.get_or_create(
        case=case, unit=home, defaults={"user_id": access.person_of(actor), "at": clock.now()}
    )
    if made:
        record(actor, case, "practice_tried", trial=trial.pk)
    return trial
