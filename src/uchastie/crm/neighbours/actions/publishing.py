"""An ask or an offer is shown: by a neighbour, by the centre for a child, by the centre or the headquarters for a need
that nobody else could meet (B43), with the consent of the one whose need it is and without a word about who that is."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.rules import OPEN as OPEN_REQUESTS
from uchastie.crm.families import access as families_access
from uchastie.crm.families import queries as families
from uchastie.crm.families.rules import OPEN_NEEDS, NeedState
from uchastie.crm.neighbours import access, queries, rules
from uchastie.crm.neighbours.actions.joining import require_active
from uchastie.crm.neighbours.actions.places import end, move, record, show
from uchastie.crm.neighbours.models import Neighbour, Notice
from uchastie.crm.neighbours.rules import LIVING, Age, Category, Duration, Kind, State
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Denied, NotSeen, Refusal


@dataclass(frozen=True, slots=True)
class Draft:
    kind: Kind
    category: Category
    title: str
    times: str
    duration: Duration
    text: str = ""
    street: str = ""
    widen: bool = True

    def checked(self) -> dict[str, Any]:
        """The words as they will be read by all, or what may not stand in them."""
        for name, most in (("title", rules.TITLE), ("text", rules.TEXT), ("times", 100), ("street", 100)):
            value = getattr(self, name)
            if len(value) > most:
                raise Refusal("too_long", f"Слишком длинно: помещается {most} знаков. Сократите.", field=name)
            rules.require_open_words(value, field=name)
        if len(self.title.strip()) < 5:
            raise Refusal("title", "Напишите, что нужно: два-три слова.", field="title")
        if any(sign.isdigit() for sign in self.street):
            raise Refusal("house", "Только улица: дом откроется тому, с кем договоритесь.", field="street")
        values = {name: getattr(self, name).strip() for name in ("title", "text", "times", "street")}
        return values | {"kind": self.kind, "category": self.category, "duration": self.duration, "widen": self.widen}


@transaction.atomic
def publish(*, neighbour: Neighbour, draft: Draft, key: str) -> Notice:
    """The same form twice is one notice. A child's one waits for the centre and a parent."""
    values = draft.checked()
    actor = access.neighbour_actor(neighbour)
    neighbour = Neighbour.objects.select_for_update().get(pk=neighbour.pk)

    def make() -> str:
        require_active(neighbour)
        _require_few(neighbour)
        state = State.CHILD if neighbour.age == Age.CHILD else State.OPEN
        return str(_write(actor, neighbour.unit, values, state=state, author=neighbour).pk)

    body = "\0".join(str(one) for one in values.values())
    made, _ = idempotency.once(
        scope=f"notice:{neighbour.pk}", key=key, fingerprint=hashlib.sha256(body.encode()).hexdigest(), run=make
    )
    return Notice.objects.get(pk=UUID(made))


def _require_few(neighbour: Neighbour) -> None:
    days = (clock.now() - neighbour.joined_at).days
    limits = rules.limits_of(days_here=days, helped=neighbour.helped)
    if neighbour.notices.filter(state__in=sorted(LIVING)).count() >= limits.open_notices:
        message = f"Сразу можно держать открытыми: {limits.open_notices}. Закончите или снимите одну из просьб."
        raise Refusal("too_many", message)


def _write(actor: Actor, unit: Unit, values: dict[str, Any], *, state: State, **more: Any) -> Notice:
    latitude, longitude = rules.coarse((unit.latitude, unit.longitude))
    notice = Notice.objects.create(
        **values,
        unit=unit,
        state=state,
        cell=queries.cell_of_unit(unit),
        latitude=latitude,
        longitude=longitude,
        shown_at=clock.now(),
        **more,
    )
    if state is State.OPEN:
        show(notice)
    record(actor, notice, "notice_shown", kind=str(notice.kind))
    return notice


@transaction.atomic
def withdraw_notice(*, actor: Actor, notice_id: UUID) -> Notice:
    """At any moment, without a reason."""
    notice = queries.lock_notice(notice_id)
    access.require_leader(actor, notice)
    if notice.state in LIVING:
        end(actor, notice, State.WITHDRAWN, "notice_withdrawn")
    return notice


@transaction.atomic
def publish_for_child(*, actor: Actor, notice_id: UUID, parent_agrees: bool) -> Notice:
    """A child's ask, after a talk with a parent: from here it stands in the name of the author as any other, and the
    centre is beside it."""
    notice = queries.lock_notice(notice_id)
    access.require_moderator(actor, notice)
    if notice.state != State.CHILD:
        return notice
    if not parent_agrees:
        raise Refusal("parent", "Поговорите с родителем и отметьте его согласие.", field="parent_agrees")
    return move(actor, notice, State.OPEN, "child_notice_shown", shown_at=clock.now(), published_by_id=actor.user_id)


@transaction.atomic
def publish_need(*, actor: Actor, case_id: UUID, need_id: UUID, draft: Draft, method: Method, agreed: bool) -> Notice:
    """B43: what neither a centre nor a guardian could meet. Only the words typed here are shown; names of the family in
    them are refused."""
    case = families.get_case(actor, case_id)
    need = next((one for one in families.list_needs(case) if one.pk == need_id), None)
    if need is None:
        raise NotSeen
    if not families_access.is_coordinator(actor, case.unit.path):
        raise Denied("Потребность семьи показывает её координатор.")
    if NeedState(need.state) not in OPEN_NEEDS:
        raise Refusal("need_closed", "Эта потребность уже закрыта или обещана.")
    names = [case.applicant.name, *(member.name for member in families.list_members(case))]
    values = _nameless(draft, names, case.unit)
    consent = _consent(actor, agreed, case.applicant_id, need.pk, case.applicant.name, method)
    return _once(need_id, lambda: _write_led(actor, case.unit, values, need=need, consent=consent), need=need_id)


@transaction.atomic
def publish_request(*, actor: Actor, request_id: UUID, draft: Draft, method: Method, agreed: bool) -> Notice:
    """The same for a request of a centre that no service covers."""
    request = desk.get_request(actor, request_id)
    if not actor.covers(request.unit.path, *access.CENTRE):
        raise Denied("Заявку показывают соседям сотрудники её центра.")
    if request.status not in OPEN_REQUESTS:
        raise Refusal("request_closed", "Эта заявка уже закрыта.")
    values = _nameless(draft, [request.beneficiary.name], request.unit)
    person = request.beneficiary
    consent = _consent(actor, agreed, person.pk, request.pk, person.name, method)
    return _once(
        request_id,
        lambda: _write_led(actor, request.unit, values, request=request, consent=consent),
        request=request_id,
    )


def _once(_: UUID, write: Any, **about: UUID) -> Notice:
    """Shown already: that one."""
    shown = Notice.objects.filter(state__in=[State.OPEN, State.AGREED, State.HIDDEN], **about).first()
    if shown is not None:
        raise Refusal("shown", "Соседи уже видят эту просьбу.")
    made: Notice = write()
    return made


def _nameless(draft: Draft, names: list[str], unit: Unit) -> dict[str, Any]:
    values = draft.checked()
    for field in ("title", "text", "times", "street"):
        parts = {part.casefold()[:-1] for name in names for part in name.split() if len(part) > 3}
        words = [word.strip("«»,.!?:;()").casefold() for word in str(values[field]).split()]
        said = [word for word in words if any(word.startswith(part) for part in parts)]
        said += list(people.names_in(unit, str(values[field])))
        if said:
            raise Refusal("names", f"Уберите имя: «{said[0]}». Соседи не должны узнать, о ком речь.", field=field)
    return values


def _consent(actor: Actor, agreed: bool, subject_id: UUID, about_id: UUID, name: str, method: Method) -> Any:
    if not agreed:
        raise Refusal("agreed", "Спросите согласие и отметьте его: без него не показываем.", field="agreed")
    return consents.take(
        actor, subject_id=subject_id, about_id=about_id, name=name, method=method, purpose=Purpose.NEED_SHOWN
    )


def _write_led(actor: Actor, unit: Unit, values: dict[str, Any], **more: Any) -> Notice:
    return _write(actor, unit, values, state=State.OPEN, published_by_id=actor.user_id, **more)
