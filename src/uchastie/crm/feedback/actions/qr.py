"""A review left by a printed QR code, without an account (A41)."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk.queries.own import find_asked_for
from uchastie.crm.desk.rules import Heard, require_review
from uchastie.crm.feedback import access, queries, rules
from uchastie.crm.feedback.actions.linking import join
from uchastie.crm.feedback.actions.marks import place_mark
from uchastie.crm.feedback.events import MarkLeft
from uchastie.crm.feedback.models import Mark, Place
from uchastie.crm.feedback.rules import PlaceKind, Source
from uchastie.crm.licensing import queries as licensing
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Said:
    stars: int
    comment: str = ""
    service_code: str = ""
    heard_from: Heard | None = None
    recommend: int | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """What the author has left to get an answer, all of it optional; a contact needs its consent."""

    phone: str = ""
    email: str = ""
    number: str = ""
    consent_text_id: UUID | None = None
    address: str | None = None  # of the network, for the receipt of the consent

    @property
    def contact(self) -> str:
        return self.email or self.phone


@transaction.atomic
def leave_review(
    *,
    visitor: Actor,
    code: str,
    said: Said,
    author: Author = Author(),
    suspicious: bool = False,
    key: str,
) -> Mark:
    """The same `key` twice is one review. `suspicious`: too many from one device or address today."""
    access.require_visitor(visitor)
    place = queries.find_open_place(code)
    if place.revoked_at is not None:
        raise Refusal("revoked", "Этот код больше не принимает отзывы. Попросите в центре новый.")
    require_review(said.stars, said.comment)
    rules.require_recommend(said.recommend)

    def write() -> str:
        mark = place_mark(_mark(place, said, author, suspicious=suspicious))
        _take_consent(mark, author)
        if not suspicious:
            _join_by_itself(mark, author)
            bus.announce(MarkLeft(mark.pk))
        return str(mark.pk)

    fingerprint = hashlib.sha256(repr((said, author.contact, author.number)).encode()).hexdigest()
    answer, _ = idempotency.once(scope=f"feedback.qr:{place.pk}", key=key, fingerprint=fingerprint, run=write)
    return Mark.objects.get(pk=UUID(answer))


def _mark(place: Place, said: Said, author: Author, *, suspicious: bool) -> Mark:
    service = licensing.find_offered(place.unit, said.service_code) if said.service_code else place.service
    if said.service_code and service is None:
        raise Refusal("not_offered", "Этого сервиса в центре нет. Выберите другой из списка.", field="service")
    return Mark(
        id=new_id(),
        unit=place.unit,
        source=Source.QR,
        place=place,
        service=service,
        employee=place.employee if place.kind == PlaceKind.EMPLOYEE else None,
        stars=said.stars,
        comment=said.comment,
        recommend=said.recommend,
        heard_from=said.heard_from or "",
        phone=author.phone,
        email=author.email,
        number=author.number,
        suspicious=suspicious,
        rated_at=clock.now(),
    )


def _take_consent(mark: Mark, author: Author) -> None:
    if not author.contact:
        return
    if author.consent_text_id is None:
        raise Refusal("consent", "Отметьте согласие: без него мы не можем записать ваш контакт.", field="agree")
    consents.give(
        SYSTEM,
        purpose=Purpose.ANSWER,
        subject_id=mark.pk,
        about_id=mark.pk,
        name="Автор отзыва",
        method=Method.WEB,
        text_id=author.consent_text_id,
        address=author.address,
    )


def _join_by_itself(mark: Mark, author: Author) -> None:
    """Who names the number of a request and the contact it was made with is its person: the review is its review."""
    for contact in filter(None, (author.phone, author.email)):
        request = find_asked_for(author.number, contact) if author.number else None
        if request and request.pk in {found.pk for found in queries.list_linkable(SYSTEM, mark)}:
            join(SYSTEM, mark, request.pk)
            return
