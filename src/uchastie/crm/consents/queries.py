"""Reads: the text in force, the document of one centre, the receipt of one request."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, QuerySet, UUIDField

from uchastie.crm.consents import rules
from uchastie.crm.consents.models import Consent, ConsentText
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.network.models import Unit
from uchastie.crm.setup.queries import get_operator
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared
from uchastie.ui import text as words


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the questions in plain words; `icon` is a name in the sprite."""

    icon: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the data of one centre in it."""

    id: UUID
    title: str
    edition: int
    published_on: dt.date
    plain: tuple[Answer, ...]
    points: tuple[str, ...]
    kept_until: dt.date


_IN_FORCE = Prepared(
    lambda purpose: ConsentText.objects.filter(purpose=purpose).order_by("-number")[:1], purpose=CharField()
)


_EDITION = Prepared(
    lambda purpose: ConsentText.objects.filter(purpose=purpose).defer("plain", "points").order_by("-number")[:1],
    purpose=CharField(),
)


def current_text(purpose: Purpose) -> ConsentText:
    """The newest published text of the purpose. Without one nothing may be collected: `NotSeen`."""
    return _found(_IN_FORCE.first(purpose=purpose))


def current_edition(purpose: Purpose) -> ConsentText:
    """The same for a receipt, which says which text it was and not what it said: its words are not read."""
    return _found(_EDITION.first(purpose=purpose))


def _found(text: ConsentText | None) -> ConsentText:
    if text is None:
        raise NotSeen
    return text


_ABOUT = Prepared(
    lambda about: (
        Consent.objects.filter(about_id=about)
        .select_related("text")
        .defer("text__plain", "text__points")
        .order_by("-given_at", "-id")[:1]
    ),
    about=UUIDField(),
)


def consent_about(about_id: UUID) -> Consent | None:
    """The receipt given with this object, the newest one; the words of its text are read when they are asked for."""
    return _ABOUT.first(about=about_id)


def is_withdrawn(consent_id: UUID) -> bool:
    return Consent.objects.filter(pk=consent_id, withdrawn_at__isnull=False).exists()


def list_given(subject_ids: Collection[UUID], *, limit: int = 100) -> QuerySet[Consent]:
    """Receipts of these people, newest first, for the people themselves."""
    given = Consent.objects.filter(subject_id__in=subject_ids).select_related("text")
    return given.order_by("-given_at", "-id")[:limit]


def document_of(text: ConsentText, unit: Unit, on: dt.date, **more: str) -> Document:
    """The document as a person of this centre reads it on this day; `more` are places of this purpose alone."""
    until = rules.kept_until(on, text.keep_years)
    values = {
        "operator": unit.host_name or get_operator().name or unit.name,
        "unit": unit.name,
        "address": unit.place or "адрес уточните в центре",
        "phone": words.phone(unit.phone) or "телефон уточните в центре",
        "until": words.full_day(until),
        **more,
    }
    plain = tuple(Answer(item["icon"], item["question"], rules.fill(item["answer"], values)) for item in text.plain)
    points = tuple(rules.fill(point, values) for point in text.points)
    return Document(text.pk, text.title, text.number, text.published_on, plain, points, until)
