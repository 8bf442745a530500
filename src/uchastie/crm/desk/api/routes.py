"""Operations on requests. Every operation that changes something takes an idempotency key; every edit says which
version it has seen."""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Status

from uchastie.crm.accounts.rules import Scope
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk import rules as desk
from uchastie.crm.desk.api import shapes
from uchastie.crm.desk.api.shapes import Lines, Problem, Receipt, RequestIn, RequestOut, ReviewOut, Shape, State
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import groups
from uchastie.crm.desk.rules.gathering import Participant
from uchastie.crm.network import queries as network
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import NOBODY, Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Denied, NotSeen
from uchastie.kernel.paging import keyset

router = Router()

READ_PROBLEMS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 422, 429, 500}): Problem}
WRITE_PROBLEMS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 413, 422, 429, 500}): Problem}
REVIEW_PROBLEMS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 410, 413, 422, 429, 500}): Problem}
EDIT_PROBLEMS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 413, 422, 428, 429, 500}): Problem}

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=60,
        pattern=r"^[\x21-\x7e]+$",
        description="Повтор с тем же ключом и телом получает тот же ответ, с другим телом — 409",
    ),
]
Version = Annotated[
    str,
    Header(alias="If-Match", pattern=r'^"?[0-9]{1,9}"?$', description="Версия заявки, которую вы видели"),
]


class Filters(Shape):
    status: desk.Status | None = None
    unit: UUID | None = None
    updated_after: Annotated[shapes.Moment | None, Query(description="Изменённые после этого момента, по порядку")] = (
        None
    )
    after: Annotated[str | None, Query(max_length=500)] = None
    limit: Annotated[int, Query(ge=1, le=200)] = 50


@router.post("/", response={201: Receipt, **WRITE_PROBLEMS}, operation_id="createRequest", summary="Подать заявку")
def create(request: HttpRequest, body: RequestIn, key: Key) -> Any:
    actor = _actor(request, Scope.REQUESTS_WRITE)
    unit = network.get_unit(actor, body.unit)
    given = body.applicant.model_dump(exclude={"more_phones"})
    applicant = desk.Applicant(**given, more_phones=tuple(body.applicant.more_phones))
    letter = body.letter or shapes.LetterIn.model_construct(number="", date=None)
    manual = actions.Manual(
        channel=desk.Channel(body.channel),
        consent_method=body.consent,
        letter_number=letter.number,
        letter_date=letter.date,
    )
    made = actions.add_request(
        actor=actor,
        unit=unit,
        service_code=body.service,
        applicant=applicant,
        need=body.need,
        manual=manual,
        key=f"api:{actor.id and actor.id.hex}:{key}",
    )
    return Status(201, shapes.receipt(made))


@router.post(
    "/groups/", response={201: shapes.GroupReceipt, **WRITE_PROBLEMS}, operation_id="serveGroup", summary="Группа"
)
def create_group(request: HttpRequest, body: shapes.GroupIn, key: Key) -> Any:
    """Групповая консультация: у каждого названного своя заявка и приглашение оценить. Всё или ничего."""
    actor = _actor(request, Scope.REQUESTS_WRITE)
    named = tuple(Participant(**one.model_dump()) for one in body.people)
    done = actions.Done(topic_code=body.delivery.topic, **body.delivery.model_dump(exclude={"topic"}))
    group = actions.serve_group(
        actor=actor,
        unit=network.get_unit(actor, body.unit),
        service_code=body.service,
        gathering=actions.Gathering(named, body.unnamed, body.consent),
        done=done,
        key=f"api:{actor.id and actor.id.hex}:{key}",
    )
    return Status(201, shapes.group_receipt(groups.get_group(actor, group.pk)))


@router.get("/", response={200: Lines, **READ_PROBLEMS}, operation_id="listRequests", summary="Список заявок")
def list_requests(request: HttpRequest, filters: Annotated[Filters, Query()]) -> Lines:
    rows = queries.list_requests(_actor(request, Scope.REQUESTS_READ)).select_related(None)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.unit:
        rows = rows.filter(unit_id=filters.unit)
    order: tuple[str, ...] = ("-submitted_at", "-id")
    if filters.updated_after:
        rows, order = rows.filter(updated_at__gt=filters.updated_after), ("updated_at", "id")
    page = keyset(rows, order=order, size=filters.limit, after=filters.after)
    return Lines(items=[shapes.line(row) for row in page.items], next=page.after)


@router.get("/{uuid:request_id}/", response={200: RequestOut, **READ_PROBLEMS}, operation_id="getRequest")
def get(request: HttpRequest, request_id: UUID, response: HttpResponse) -> RequestOut:
    """Одна заявка с данными человека. Каждое чтение видно человеку на странице его заявки."""
    found = actions.open_request(actor=_actor(request, Scope.REQUESTS_READ), request_id=request_id, glance=True)
    contacts = people.contacts_of([found.beneficiary_id])[found.beneficiary_id]
    response["ETag"] = f'"{found.version}"'
    return shapes.whole(found, contacts.phones, contacts.emails)


@router.post("/{uuid:request_id}/contacts/", response={200: State, **EDIT_PROBLEMS}, operation_id="recordContact")
def contacts(request: HttpRequest, request_id: UUID, body: shapes.ContactIn, key: Key, version: Version) -> Any:
    """Попытка связаться с человеком."""
    return _edit(request, request_id, "contact", body, key, version, actions.record_contact, body.model_dump())


@router.post("/{uuid:request_id}/agreement/", response={200: State, **EDIT_PROBLEMS}, operation_id="agree")
def agreement(request: HttpRequest, request_id: UUID, body: shapes.AgreementIn, key: Key, version: Version) -> Any:
    """День, час и формат, о которых договорились."""
    values = {"agreed_at": body.agreed_at, "agreed_format": body.format, "note": body.note}
    return _edit(request, request_id, "agree", body, key, version, actions.agree, values)


@router.post("/{uuid:request_id}/delivery/", response={200: State, **EDIT_PROBLEMS}, operation_id="deliver")
def delivery(request: HttpRequest, request_id: UUID, body: shapes.DeliveryIn, key: Key, version: Version) -> Any:
    """Сервис оказан по регламенту; человеку уходит приглашение оценить."""
    done = actions.Done(topic_code=body.topic, **body.model_dump(exclude={"topic"}))
    return _edit(request, request_id, "deliver", body, key, version, actions.deliver, {"done": done})


@router.post("/{uuid:request_id}/cancellation/", response={200: State, **EDIT_PROBLEMS}, operation_id="cancelRequest")
def cancellation(
    request: HttpRequest, request_id: UUID, body: shapes.CancellationIn, key: Key, version: Version
) -> Any:
    """Ничего не удаляется: заявка отменяется с причиной."""
    return _edit(request, request_id, "cancel", body, key, version, actions.cancel_request, body.model_dump())


@router.post("/{uuid:request_id}/review/", response={200: ReviewOut, **REVIEW_PROBLEMS}, operation_id="rate")
def review(request: HttpRequest, request_id: UUID, body: shapes.ReviewIn) -> ReviewOut:
    """Оценку ставит сам человек: нужен знак из его ссылки, ключа системы мало. Повтор меняет оценку."""
    _actor(request, Scope.REQUESTS_WRITE)
    holder, found = queries.request_of_token(body.token)
    if found.pk != request_id:
        raise NotSeen
    return ReviewOut.model_validate(actions.rate(holder=holder, visitor=NOBODY, stars=body.stars, comment=body.comment))


def _actor(request: HttpRequest, scope: Scope) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    if not actor.allows_scope(scope):
        raise Denied("Ключ не даёт права на это действие: нужна область " + scope)
    return actor


@transaction.atomic
def _edit(
    request: HttpRequest,
    request_id: UUID,
    operation: str,
    body: Shape,
    key: str,
    version: str,
    act: Callable[..., ServiceRequest],
    values: dict[str, Any],
) -> HttpResponse:
    """Run the action once for this key and answer with the bytes of the first time."""
    actor = _actor(request, Scope.REQUESTS_WRITE)
    asked = f"{operation}|{request_id}|{version}|{body.model_dump_json()}"

    def run() -> str:
        done = act(actor=actor, request_id=request_id, version=int(version.strip('"')), **values)
        return State.model_validate(done).model_dump_json()

    fingerprint = hashlib.sha256(asked.encode()).hexdigest()
    answer, _ = idempotency.once(scope=f"api:edit:{actor.id}", key=key, fingerprint=fingerprint, run=run)
    return HttpResponse(answer, content_type="application/json; charset=utf-8")
