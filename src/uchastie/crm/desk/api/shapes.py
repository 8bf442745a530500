"""What goes in and out. Shape only: meaning is judged by the rules behind the actions."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

from uchastie.crm.consents.rules import Method
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.groups import Gathered
from uchastie.crm.desk.rules import (
    GROUP_LIMIT,
    TEXT_LIMIT,
    UNNAMED_LIMIT,
    CancelReason,
    Channel,
    Format,
    Result,
    Status,
)
from uchastie.crm.people.rules import Kind, Way

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("в тексте есть управляющие знаки")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_printable)]


def _utc(moment: dt.datetime) -> dt.datetime:
    """Without a zone it is UTC, as are all moments here. Databases keep neither year 1 nor an offset of +18:33."""
    if not 2000 <= moment.year <= 2100:
        raise ValueError("год должен быть от 2000 до 2100")
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


Moment = Annotated[dt.datetime, AfterValidator(_utc)]


class Shape(Schema):
    """A misspelt field is an error, not silence."""

    model_config = ConfigDict(extra="forbid")


class ApplicantIn(Shape):
    name: Text = Field(max_length=200)
    preferred_way: Way
    kind: Kind = Kind.PERSON
    phone: Text = Field("", max_length=40, description="Как угодно: +7 912 345-67-89, 89123456789")
    email: Text = Field("", max_length=254)
    preferred_time: Text = Field("", max_length=100)
    volunteer_id: Text = Field("", max_length=20, description="ID на Добро.рф, если он есть")
    more_phones: list[Text] = Field([], max_length=3, description="Ещё телефоны")
    inn: Text = Field("", max_length=20, description="ИНН организации")


class LetterIn(Shape):
    """An official letter as it was registered."""

    number: Text = Field(min_length=1, max_length=50, description="Входящий номер")
    date: dt.date | None = None


class ByHand(StrEnum):
    """Where the person has turned to; `api` when the other system itself was the channel."""

    API = "api"
    PHONE = "phone"
    EMAIL = "email"
    OFFICIAL_LETTER = "official_letter"
    VISIT = "visit"


class RequestIn(Shape):
    unit: UUID = Field(description="Добро.Центр")
    service: Text = Field(max_length=40, description="Код сервиса из набора центра")
    applicant: ApplicantIn
    need: Text = Field("", max_length=TEXT_LIMIT)
    consent: Method = Field(description="Как человек дал согласие на обработку данных")
    channel: ByHand = ByHand.API
    letter: LetterIn | None = Field(None, description="Обязательно для official_letter")


class ContactIn(Shape):
    way: Way
    result: Result = Field(description="Срок останавливает только talked")
    note: Text = Field("", max_length=500)


class AgreementIn(Shape):
    agreed_at: Annotated[AwareDatetime, AfterValidator(_utc)]
    format: Format
    note: Text = Field("", max_length=300)


class DeliveryIn(Shape):
    format: Format
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    topic: Text = Field("", max_length=40)
    outcome: Text = Field("", max_length=TEXT_LIMIT)
    all_steps: bool = Field(False, description="Все шаги регламента выполнены")
    exemption: Text = Field("", max_length=500, description="Почему обошлись без части шагов")


class ParticipantIn(Shape):
    name: Text = Field(max_length=200)
    phone: Text = Field("", max_length=40)
    email: Text = Field("", max_length=254)
    volunteer_id: Text = Field("", max_length=20)


class GroupIn(Shape):
    """One consultation of many people: each gets a request and a delivery, the unnamed are counted."""

    unit: UUID = Field(description="Добро.Центр")
    service: Text = Field(max_length=40, description="Код сервиса из набора центра")
    people: list[ParticipantIn] = Field(min_length=1, max_length=GROUP_LIMIT)
    unnamed: Annotated[int, Field(ge=0, le=UNNAMED_LIMIT)] = 0
    consent: Method = Field(description="Как люди дали согласие на обработку данных")
    delivery: DeliveryIn


class CancellationIn(Shape):
    reason: CancelReason
    note: Text = Field("", max_length=500)


class ReviewIn(Shape):
    """The person's own rating: the token of the link that only the person has."""

    token: Text = Field(max_length=300)
    stars: Annotated[int, Field(ge=1, le=5)]
    comment: Text = Field("", max_length=TEXT_LIMIT)


class Receipt(Schema):
    """What does not change after the request was taken, so that a repeated request gets the same bytes."""

    id: UUID
    number: str
    unit: UUID
    service: str
    submitted_at: dt.datetime
    contact_due_at: dt.datetime
    warning: str = Field(description="Непусто, если календарь года ещё не опубликован")


class Made(Schema):
    id: UUID
    number: str


class GroupReceipt(Schema):
    """The same bytes for a repeated request."""

    id: UUID
    unit: UUID
    service: str
    at: dt.datetime
    unnamed: int
    requests: list[Made]


class State(Schema):
    """Where the request stands after a step."""

    id: UUID
    number: str
    status: Status
    version: int
    attempts: int
    contacted_at: dt.datetime | None
    agreed_at: dt.datetime | None
    delivered_at: dt.datetime | None
    closed_at: dt.datetime | None


class Line(State):
    """A row of the list: no names and no contacts."""

    unit: UUID
    service: str
    channel: Channel
    submitted_at: dt.datetime
    updated_at: dt.datetime
    contact_due_at: dt.datetime
    id_pending: bool


class Lines(Schema):
    items: list[Line]
    next: str | None = Field(description="Передайте в after, чтобы продолжить; null в конце")


class ApplicantOut(Schema):
    kind: Kind
    name: str
    phones: list[str]
    emails: list[str]
    volunteer_id: str
    preferred_way: Way
    preferred_time: str


class RequestOut(Line):
    applicant: ApplicantOut
    need: str
    agreed_format: Format | None
    cancel_reason: CancelReason | None


class ReviewOut(Schema):
    stars: int
    comment: str
    created_at: dt.datetime
    edited_at: dt.datetime | None


class FieldProblem(Schema):
    field: str
    message: str


class Problem(Schema):
    """RFC 9457, with the code of the refusal and, for a wrong shape, the fields."""

    type: str
    title: str
    status: int
    code: str
    field: str | None = None
    errors: list[FieldProblem] | None = None


def receipt(request: ServiceRequest) -> Receipt:
    return Receipt(
        id=request.pk,
        number=request.number,
        unit=request.unit_id,
        service=request.service_id,
        submitted_at=request.submitted_at,
        contact_due_at=request.contact_due_at,
        warning=request.contact_warning,
    )


def group_receipt(found: Gathered) -> GroupReceipt:
    group = found.group
    made = [Made(id=one.request_id, number=one.number) for one in found.members]
    return GroupReceipt(
        id=group.pk, unit=group.unit_id, service=group.service_id, at=group.at, unnamed=group.unnamed, requests=made
    )


def line(request: ServiceRequest) -> Line:
    return Line(**_line(request))


def _line(request: ServiceRequest) -> dict[str, Any]:
    same = {name: getattr(request, name) for name in Line.model_fields if name not in {"unit", "service"}}
    return same | {"unit": request.unit_id, "service": request.service_id}


def whole(request: ServiceRequest, phones: tuple[str, ...], emails: tuple[str, ...]) -> RequestOut:
    person = request.beneficiary
    applicant = ApplicantOut(
        kind=Kind(person.kind),
        name=person.name,
        phones=list(phones),
        emails=list(emails),
        volunteer_id=person.volunteer_id,
        preferred_way=Way(request.preferred_way),
        preferred_time=request.preferred_time,
    )
    return RequestOut(
        **_line(request),
        applicant=applicant,
        need=request.need,
        agreed_format=Format(request.agreed_format) if request.agreed_format else None,
        cancel_reason=CancelReason(request.cancel_reason) if request.cancel_reason else None,
    )
