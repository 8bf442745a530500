"""No guardian (B43): each open need becomes an ordinary request of a centre, once. The marker stays, the search goes
on, and the result comes back to the family."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.desk import actions as desk
from uchastie.crm.desk.rules import Status
from uchastie.crm.families import rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.needs import set_need_state
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.models import FamilyCase, Need, NeedRequest
from uchastie.crm.families.rules import FamilyState, NeedState, Periodicity
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

SPLITTABLE = frozenset(
    {
        FamilyState.SCREENING,
        FamilyState.NEEDS_CLARIFIED,
        FamilyState.WAITING,
        FamilyState.DECLINED,
        FamilyState.HELPED,
        FamilyState.ENDED,
    }
)
OVER = frozenset({Status.CANCELLED, Status.CLOSED})


@dataclass(frozen=True, slots=True)
class Part:
    """One need goes to one centre as a request for this service."""

    need_id: UUID
    service_code: str


@transaction.atomic
def split_needs(
    *, actor: Actor, case_id: UUID, version: int | None = None, centre: Unit, parts: Sequence[Part], agreed: bool
) -> list[NeedRequest]:
    """All or none. `agreed`: the family has said that this centre may call. A need whose request is still open is not
    sent twice, whoever tries."""
    case = found.by_coordinator(actor, case_id, version)
    if FamilyState(case.state) not in SPLITTABLE:
        raise Refusal("split_state", "Сейчас потребности не делят на заявки: ими занимается опекун.")
    if not parts:
        raise Refusal("split_none", "Отметьте хотя бы одну потребность.", field="needs")
    if not agreed:
        raise Refusal("split_agreed", "Сначала спросите семью: центр получит её имя и телефон.", field="agreed")
    if not case.unit.region_id or centre.region_id != case.unit.region_id:
        raise Refusal("split_region", "Выберите центр своего региона.", field="centre")
    release_finished(case)
    made = [_send(actor, case, centre, part) for part in parts]
    found.change(case, split_at=clock.now())
    record(actor, case, "needs_split", count=len(made), to=centre.pk)
    return made


def _send(actor: Actor, case: FamilyCase, centre: Unit, part: Part) -> NeedRequest:
    need = case.needs.select_related("category").filter(pk=part.need_id).first()
    if need is None:
        raise NotSeen
    if need.state not in rules.OPEN_NEEDS:
        raise Refusal("split_need", f"«{need.description}» уже закрыта или обещана опекуном.", field="needs")
    if licensing.find_offered(centre, part.service_code) is None:
        raise Refusal("not_offered", "Этого сервиса в центре нет. Выберите другой из списка.", field="service")
    request = desk.send_request(
        actor=actor,
        unit=centre,
        service_code=part.service_code,
        beneficiary_id=case.applicant_id,
        need=_words(need),
        preferred_time=need.times,
    )
    try:
        with transaction.atomic():
            return NeedRequest.objects.create(need=need, request=request, made_at=clock.now())
    except IntegrityError:
        message = f"«{need.description}» уже передана центру: заявка ещё открыта."
        raise Conflict("split_twice", message) from None


def _words(need: Need) -> str:
    """What the centre reads: the need, never the story of the family."""
    how = [rules.FORMAT_NAMES.get(rules.NeedFormat(need.format)) if need.format else ""]
    how.append(rules.PERIODICITY_NAMES[Periodicity(need.periodicity)] if need.periodicity else "")
    listed = ", ".join(word for word in how if word)
    return f"{need.category.name}: {need.description}" + (f" ({listed})" if listed else "")


def release_finished(case: FamilyCase) -> None:
    """Requests that were cancelled or closed hold their need no more: it may be sent again."""
    rows = NeedRequest.objects.filter(need__case=case, closed_at=None, request__status__in=sorted(OVER))
    rows.update(closed_at=clock.now())


def release_taken(actor: Actor, need_ids: Iterable[UUID]) -> None:
    """A guardian has begun to help with these needs (B43): requests no centre has begun yet are closed, the others go on
    and stay on the card of the family."""
    for link in NeedRequest.objects.filter(need__in=list(need_ids), closed_at=None):
        if desk.cancel_untouched(actor=actor, request_id=link.request_id, note="С этим помогает опекун"):
            link.closed_at = clock.now()
            link.save(update_fields=["closed_at"])


def follow_delivery(request_id: UUID) -> None:
    """The centre has helped: the need is met, or partly when the help is to come again."""
    link = _link(request_id)
    if link is None:
        return
    link.delivered, link.closed_at = True, clock.now()
    link.save(update_fields=["delivered", "closed_at"])
    if link.need.state in rules.OPEN_NEEDS:
        once = link.need.periodicity in {"", Periodicity.ONCE}
        set_need_state(actor=SYSTEM, need_id=link.need_id, state=NeedState.MET if once else NeedState.PARTLY)


def follow_return(request_id: UUID) -> None:
    """A delivery taken back, a request reopened: the need is open again, and its request holds it again."""
    link = _link(request_id)
    if link is None or link.closed_at is None:
        return
    if NeedRequest.objects.filter(need_id=link.need_id, closed_at=None).exists():
        return
    link.delivered, link.closed_at = False, None
    link.save(update_fields=["delivered", "closed_at"])
    if link.need.state in {NeedState.MET, NeedState.PARTLY}:
        set_need_state(actor=SYSTEM, need_id=link.need_id, state=NeedState.OPEN)


def follow_review(request_id: UUID, stars: int) -> None:
    NeedRequest.objects.filter(request_id=request_id).update(stars=stars)


def _link(request_id: UUID) -> NeedRequest | None:
    return NeedRequest.objects.select_related("need").filter(request_id=request_id).first()


def service_for(need: Need, centre: Unit) -> str:
    """The service under which the need goes: that of its category when the centre offers it, else the consultation."""
    offered = [service.code for service in licensing.list_to_choose(centre)]
    wanted = need.category.service_code
    if wanted in offered:
        return wanted
    return "consulting" if "consulting" in offered else next(iter(offered), "")
