"""Those who made a practice write it, name who can be recognised, add pictures, and send it on."""

from dataclasses import fields
from typing import Any, BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.practices import access, queries
from uchastie.crm.practices.actions.steps import PHOTO, lock_case, lock_writable, move, record
from uchastie.crm.practices.models import CasePerson, CasePhoto, CaseStudy
from uchastie.crm.practices.rules import content
from uchastie.crm.practices.rules.content import Words
from uchastie.crm.practices.rules.states import WRITABLE, Move, State
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.revealing import found as revealing

UNFINISHED = 50  # of one unit
FULL = f"Снимков может быть не больше {content.PHOTOS}. Уберите один, чтобы добавить другой."


@transaction.atomic
def write_case(*, actor: Actor, unit: Unit | None, words: Words, key: str) -> CaseStudy:
    """A draft; the same form twice is one practice."""
    home = access.require_writer(actor, unit)
    _require_open_words(words)

    def make() -> str:
        if CaseStudy.objects.filter(unit=home, state__in=sorted(WRITABLE)).count() >= UNFINISHED:
            raise Refusal("too_many", "Слишком много незаконченных практик. Закончите или снимите те, что есть.")
        now = clock.now()
        case = CaseStudy.objects.create(
            unit=home, author_id=access.person_of(actor), created_at=now, changed_at=now, **_values(words)
        )
        record(actor, case, "practice_written")
        return str(case.pk)

    shape = content.digest_of(words, ())
    made, _ = idempotency.once(scope=f"practice:{home.pk}", key=key, fingerprint=shape, run=make)
    return queries.get_case(actor, UUID(made))


@transaction.atomic
def change_case(*, actor: Actor, case_id: UUID, version: int | None, words: Words) -> CaseStudy:
    case = lock_writable(actor, case_id, version)
    _require_open_words(words)
    case.apply(changed_at=clock.now(), **_values(words))
    record(actor, case, "practice_changed")
    return case


def _values(words: Words) -> dict[str, Any]:
    values = {field.name: getattr(words, field.name) for field in fields(words)}
    tags = content.tags_of(words.groups, words.dimensions)
    return values | {"groups": list(words.groups), "dimensions": list(words.dimensions), "tags": tags}


def _require_open_words(words: Words) -> None:
    """Everybody reads a practice: no phones, cards, addresses of mail, links in it."""
    for name, value in words.checked().texts().items():
        if inside := revealing(value):
            kinds = ", ".join(sorted({finding.name for finding in inside}))
            message = f"Уберите: {kinds}. Практику прочитает кто угодно."
            raise Refusal("revealing", message, field=name)


@transaction.atomic
def name_person(*, actor: Actor, case_id: UUID, label: str, name: str) -> CasePerson:
    """Somebody who can be recognised: `label` as the text calls them, `name` for those who ask for consent."""
    case = lock_writable(actor, case_id)
    clean, own = " ".join(label.split()), " ".join(name.split())
    if not clean or len(clean) > content.SHORT:
        raise Refusal("label", "Напишите, как человек назван в тексте: «мама, соведущая».", field="label")
    if not own or len(own) > content.NAME:
        raise Refusal("name", "Напишите имя: чтобы знать, у кого спросили. Его не публикуем.", field="name")
    same = case.people.filter(label=clean, name=own).first()
    if same:
        return same
    if case.people.count() >= content.PEOPLE:
        raise Refusal("too_many", f"Не больше {content.PEOPLE} человек. Опишите остальных так, чтобы их не узнать.")
    person = CasePerson.objects.create(case=case, label=clean, name=own)
    case.apply()
    record(actor, case, "practice_person_named", person=person.pk)
    return person


@transaction.atomic
def unname_person(*, actor: Actor, person_id: UUID) -> CaseStudy:
    """Who cannot be recognised any more, or was named by mistake. A receipt that was given stays in the registry."""
    person = CasePerson.objects.filter(pk=person_id).first()
    if person is None:
        raise NotSeen
    case = lock_writable(actor, person.case_id)
    record(actor, case, "practice_person_unnamed", person=person.pk)
    person.delete()
    case.apply()
    return case


def add_photo(*, actor: Actor, case_id: UUID, upload: Upload | BinaryIO, alt: str) -> CasePhoto:
    """The heavy work comes before the transaction; when the row is refused, the file goes at once."""
    case = queries.get_case(actor, case_id)
    access.require_owner(actor, case)
    words = " ".join(alt.split())
    if not words or len(words) > content.ALT:
        raise Refusal("alt", "Опишите снимок словами: для тех, кто не видит.", field="alt")
    if revealing(words):
        raise Refusal("revealing", "Уберите телефон, адрес или ссылку из описания.", field="alt")
    [file] = documents.store_photo(
        actor, upload=upload, sides=(content.SIDE,), purpose=PHOTO, about_id=case.pk, unit_id=case.unit_id
    )
    try:
        return _keep_photo(actor, case_id, file, words)
    except (Refusal, IntegrityError) as error:
        documents.delete_file(SYSTEM, file_id=file.pk)
        if isinstance(error, Refusal):
            raise
        raise Refusal("full", FULL, field="upload") from error


@transaction.atomic
def _keep_photo(actor: Actor, case_id: UUID, file: StoredFile, alt: str) -> CasePhoto:
    case = lock_writable(actor, case_id)
    taken = set(case.photos.values_list("place", flat=True))
    free = [number for number in range(1, content.PHOTOS + 1) if number not in taken]
    if not free:
        raise Refusal("full", FULL, field="upload")
    photo = CasePhoto.objects.create(case=case, place=free[0], alt=alt, file=file)
    case.apply()
    record(actor, case, "practice_photo_added", photo=photo.pk)
    return photo


@transaction.atomic
def remove_photo(*, actor: Actor, photo_id: UUID) -> CaseStudy:
    photo = CasePhoto.objects.filter(pk=photo_id).first()
    if photo is None:
        raise NotSeen
    case = lock_writable(actor, photo.case_id)
    file_id = photo.file_id
    photo.delete()
    documents.delete_file(SYSTEM, file_id=file_id)
    case.apply()
    record(actor, case, "practice_photo_removed", photo=photo_id)
    return case


@transaction.atomic
def submit_case(*, actor: Actor, case_id: UUID, version: int | None, names_checked: bool) -> CaseStudy:
    """To the people in it; with nobody to ask, or everybody agreed to these very words before, straight to moderation."""
    case = lock_writable(actor, case_id, version)
    words = queries.words_of(case).checked()
    if case.people.filter(refused_at__isnull=False).exists():
        message = "Кто-то из людей против. Перепишите так, чтобы его нельзя было узнать, и уберите из списка."
        raise Refusal("refused", message)
    seal = queries.seal_of(case)
    named = names_in_case(case)
    if named and not names_checked:
        message = f"В тексте есть имена людей, которых знает центр: {', '.join(named)}. Замените их или подтвердите."
        raise Refusal("names", message, field="names_checked")
    if not case.people.exists() and words.quote:
        raise Refusal("people", "В практике есть слова человека: добавьте его и получите согласие.")
    move(actor, case, Move.SUBMIT, digest=seal, reason="", names_ok=seal if named else "")
    return pass_on(actor, case)


def names_in_case(case: CaseStudy) -> tuple[str, ...]:
    photos = [photo.alt for photo in case.photos.all()]
    labels = [person.label for person in case.people.all()]
    return people.names_in(case.unit, "\n".join([*queries.words_of(case).texts().values(), *photos, *labels]))


def pass_on(actor: Actor, case: CaseStudy) -> CaseStudy:
    """Everybody has agreed: on to moderation."""
    asked = queries.list_people(case)
    if case.state == State.CONSENT_CHECK and all(queries.has_agreed(person, case.digest) for person in asked):
        return move(actor, case, Move.PASS)
    return case


@transaction.atomic
def take_back(*, actor: Actor, case_id: UUID, version: int | None) -> CaseStudy:
    """To change what was sent. Who has agreed is asked again only when the words have changed."""
    case = lock_case(actor, case_id, version)
    access.require_owner(actor, case)
    return move(actor, case, Move.TAKE_BACK)
