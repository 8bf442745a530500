"""The day in the demonstration: requests that were passed on, came back, were opened again; selections with names."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Manual
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Applicant, CancelReason, Channel, Why
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

HOUR = dt.timedelta(hours=1)
PHONES = "+7 908 555-41-{:02d}"


@dataclass(frozen=True, slots=True)
class _Staff:
    unit: Unit
    head: Actor | None
    workers: tuple[Actor, ...]


def make() -> None:
    """At the first centre with a head and two employees, and at a neighbour: of the same region, if there is one."""
    homes = [staff for unit in network.list_centres() if (staff := _staff(unit)) is not None]
    home = next((staff for staff in homes if staff.head and len(staff.workers) > 1), None)
    if home is None or home.head is None:
        return
    _selections(home, home.head)
    _inside(home, home.head)
    others = [staff for staff in homes if staff != home]
    for other in sorted(others, key=lambda staff: staff.unit.region_id != home.unit.region_id)[:1]:
        _between(home, other)


def _staff(unit: Unit) -> _Staff | None:
    rows = [(Role(row.role), network.actor_of(row.user)) for row in network.list_staff(SYSTEM, unit)]
    heads = [actor for role, actor in rows if role is Role.CENTRE_HEAD]
    workers = tuple(actor for role, actor in rows if role is Role.CENTRE_EMPLOYEE)
    return _Staff(unit, heads[0] if heads else None, workers) if workers else None


def _selections(home: _Staff, head: Actor) -> None:
    _keep(home.workers[0], home.unit, "С сайта, без ответственного", "channel=web&assignee=none", shared=False)
    _keep(head, home.unit, "Привязать ID", "no_id=1", shared=True)
    _keep(head, home.unit, "Закрыты без оказания", "status=cancelled", shared=True)


def _keep(actor: Actor, unit: Unit, name: str, query: str, *, shared: bool) -> None:
    actions.save_filter(actor=actor, unit=unit, name=name, query=query, shared=shared)


def _inside(home: _Staff, head: Actor) -> None:
    """Handed over before a day off; taken off because of an acquaintance; closed by mistake and opened again."""
    first, second = home.workers[:2]
    with clock.at(clock.now() - 26 * HOUR):
        note = "Просит звонить после 16 часов, говорит тихо: переспрашивайте."
        given = _request(home.unit, first, "Латыпова Гузель Рашитовна", 1)
        _pass(first, given, second, Why.ABSENCE, note)
        known = _request(home.unit, second, "Пахомова Лидия Викторовна", 2)
        _pass(second, known, first, Why.CONFLICT, "Лидия Викторовна — моя соседка по дому.")
        closed = _request(home.unit, first, "Громов Степан Ильич", 3)
        actions.cancel_request(actor=first, request_id=closed.pk, version=None, reason=CancelReason.DUPLICATE)
    with clock.at(clock.now() - 3 * HOUR):
        reason = "Приняли за повтор, а это другой вопрос."
        actions.reopen_request(actor=head, request_id=closed.pk, version=None, reason=reason)


def _between(home: _Staff, other: _Staff) -> None:
    """One went to the neighbours, one came from them, one was sent back."""
    with clock.at(clock.now() - 25 * HOUR):
        _transfer(home, _request(home.unit, home.workers[0], "Субботина Инна Львовна", 4), other, "Живёт рядом с вами.")
        came = _request(other.unit, other.workers[0], "Кадочников Фёдор Ильич", 5)
        _transfer(other, came, home, "Ему удобнее к вам: работает через дорогу.")
        back = _request(home.unit, home.workers[0], "Мезенцева Алла Юрьевна", 6)
        _transfer(home, back, other, "Просила центр ближе к дочери.")
    with clock.at(clock.now() - 4 * HOUR):
        reason = "Позвонили: ей всё же ближе к вам, адрес был старый."
        actions.return_transfer(actor=other.workers[0], request_id=back.pk, version=None, reason=reason)


def _request(unit: Unit, worker: Actor, name: str, serial: int) -> ServiceRequest:
    return actions.add_request(
        actor=worker,
        unit=unit,
        service_code="consulting",
        applicant=Applicant(name=name, preferred_way=Way.PHONE, phone=PHONES.format(serial)),
        need="Нужен совет, с чего начать.",
        manual=Manual(channel=Channel.PHONE),
        key=f"demo-passed-{serial}",
    )


def _pass(actor: Actor, request: ServiceRequest, to: Actor, why: Why, note: str) -> None:
    actions.hand_over(actor=actor, request_id=request.pk, version=None, to_user_id=to.id, why=why, note=note)


def _transfer(sender: _Staff, request: ServiceRequest, to: _Staff, reason: str) -> None:
    actions.transfer_request(
        actor=sender.workers[0], request_id=request.pk, version=None, to_slug=to.unit.slug, reason=reason
    )
