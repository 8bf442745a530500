"""The meetings of these days in the demonstration: agreed, over, missed, moved by their person; all told by actions."""

import datetime as dt
import random
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments import queries as bookings
from uchastie.crm.appointments.rules import Slot
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done, Manual, Place
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Applicant, Channel, Format, Result
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind

SEED = 2311
HOUR = dt.timedelta(hours=1)
SERVICE = "consulting"


@dataclass(frozen=True, slots=True)
class Visit:
    """`ahead`: days from today, nights counted; `fate` is what became of a meeting that is over, or what its person
    wants of one that is not."""

    name: str
    ahead: int
    format: Format = Format.IN_PERSON
    fate: str = ""


AT_CENTRE = (
    Visit("Ким Людмила Сергеевна", -3, fate="done"),
    Visit("Рябов Егор Николаевич", -2, Format.PHONE, "missed"),
    Visit("Белова Софья Романовна", -1, fate="done"),
    Visit("Гайсин Тимур Ильдарович", 0),
    Visit("Мартынова Раиса Фёдоровна", 0, Format.PHONE),
    Visit("Панова Дарья Игоревна", 1),
    Visit("Щукин Артём Павлович", 1, Format.ONLINE),
    Visit("Ершова Нелли Борисовна", 2, fate="moved"),
    Visit("Юдин Глеб Аркадьевич", 2, Format.AT_PERSON),
    Visit("Савина Полина Андреевна", 3, fate="wished"),
    Visit("Носов Виталий Львович", 4),
    Visit("Чиркова Жанна Олеговна", 6, Format.PHONE),
)
FEW = 3  # meetings at every other centre


def make() -> None:
    chance = random.Random(SEED)  # noqa: S311 - an invented world, not a secret
    serial = 0
    for unit in network.list_centres():
        workers = _workers(unit)
        visits = AT_CENTRE if len(workers) > 1 else AT_CENTRE[3 : 3 + FEW]
        for place, visit in enumerate(visits if workers else ()):
            serial += 1
            _Telling(unit, workers[place % len(workers)], chance).tell(visit, serial)


def _workers(unit: Unit) -> list[Actor]:
    rows = network.list_staff(SYSTEM, unit)
    return [network.actor_of(row.user) for row in rows if row.role == Role.CENTRE_EMPLOYEE]


@dataclass(frozen=True, slots=True)
class _Telling:
    unit: Unit
    worker: Actor
    chance: random.Random

    def tell(self, visit: Visit, serial: int) -> None:
        now = clock.now()
        day = now + dt.timedelta(days=visit.ahead)
        asked = min(now, day) - 30 * HOUR
        with clock.at(asked):
            request = self._request(visit, serial)
        with clock.at(asked + HOUR / 2):
            self._do(actions.record_contact, request, way=Way.PHONE, result=Result.TALKED)
        with clock.at(asked + HOUR):
            slot = self._slot(day.astimezone(self.unit.zone).date(), visit)
            if slot is None:
                return
            place = Place(employee_id=self.worker.id)
            self._do(actions.agree, request, agreed_at=slot.starts_at, agreed_format=visit.format, place=place)
        self._end(visit, request, slot)

    def _end(self, visit: Visit, request: ServiceRequest, slot: Slot) -> None:
        holder = Actor(ActorKind.HOLDER, id=request.pk)
        if slot.ends_at < clock.now():
            with clock.at(slot.ends_at):
                if visit.fate == "missed":
                    self._do(actions.mark_no_show, request)
                else:
                    self._do(actions.deliver, request, done=self._done(visit))
        elif visit.fate == "wished":
            wish = "Лучше после 17 часов: работаю до 16."
            with self._before_now():
                actions.wish_by_holder(holder=holder, visitor=NOBODY, request_id=request.pk, wish=wish)
        elif visit.fate == "moved":
            self._move(holder, request, slot)

    def _move(self, holder: Actor, request: ServiceRequest, slot: Slot) -> None:
        """To the first whole hour of another day that the page would offer."""
        day = (slot.starts_at + dt.timedelta(days=1)).astimezone(self.unit.zone).date()
        free = self._free(day, Format.ONLINE)
        other = next((one.starts_at for one in free if one.starts_at.minute == 0), None)
        if other is not None:
            with self._before_now():
                actions.move_by_holder(
                    holder=holder, visitor=NOBODY, request_id=request.pk, starts_at=other, format=Format.ONLINE
                )

    def _request(self, visit: Visit, serial: int) -> ServiceRequest:
        applicant = Applicant(
            name=visit.name, preferred_way=Way.PHONE, phone=f"+7 908 555-30-{serial:02d}", kind=Kind.PERSON
        )
        return actions.add_request(
            actor=self.worker,
            unit=self.unit,
            service_code=SERVICE,
            applicant=applicant,
            need="Хочу помогать, но не знаю, с чего начать.",
            manual=Manual(channel=Channel.PHONE),
            key=f"demo-meeting-{serial}",
        )

    def _slot(self, day: dt.date, visit: Visit) -> Slot | None:
        free = self._free(day, visit.format)
        first = [slot for slot in free if slot.starts_at.date() == free[0].starts_at.date()]
        return self.chance.choice(first) if first else None

    def _free(self, day: dt.date, format: Format) -> list[Slot]:
        minutes = catalogue.get_service(SERVICE).minutes
        return bookings.list_free_slots(
            self.unit, minutes=minutes, format=format, from_day=day, days=5, employee_id=self.worker.id
        )

    def _done(self, visit: Visit) -> Done:
        topics = catalogue.list_topics(catalogue.get_service(SERVICE))
        code = topics[0].code if topics else ""
        return Done(visit.format, minutes=40, topic_code=code, outcome="Подобрали два занятия рядом.", all_steps=True)

    def _do(self, action: Any, request: ServiceRequest, **values: Any) -> None:
        action(actor=self.worker, request_id=request.pk, version=None, **values)

    @staticmethod
    def _before_now() -> AbstractContextManager[None]:
        return clock.at(clock.now() - HOUR / 3)
