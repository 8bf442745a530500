"""Guardians of one region at every step of stage 2 that their headquarters and the federal team see. All is invented."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.guardians import actions
from uchastie.crm.guardians.rules import CapabilityValues, GuardianInput, GuardianKind
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor

REGION = "66"
_C = CapabilityValues


@dataclass(frozen=True, slots=True)
class Told:
    """One guardian, how many days ago it applied, how far it has got («»: nobody has read the application)."""

    given: GuardianInput
    days: float
    step: str = ""


GUARDIANS: tuple[Told, ...] = (
    Told(GuardianInput(GuardianKind.ORGANISATION, "Верное плечо", "Павел Юдин", "Екатеринбург", inn="6658021579",
                       head="Ирина Юдина", capacity=4, campaign="сайт партнёра", latitude=56.84, longitude=60.6,
                       radius_km=25, about="Двенадцать человек, две машины, мастерская.",
                       capabilities=(_C("children", "сопровождать на кружки", ("in_person",), "weekly", "12 ч в неделю"),
                                     _C("repair", "бригада по субботам", ("in_person",), "weekly", "8 ч в неделю"),
                                     _C("legal", "юрист", ("in_person", "remote"), "on_request", "2 ч в неделю"))),
         140, "prepared"),
    Told(GuardianInput(GuardianKind.WORK_COLLECTIVE, "Второй механический цех", "Сергей Дубов", "Реж", capacity=2,
                       latitude=57.371, longitude=61.394, radius_km=40, campaign="коллеги",
                       capabilities=(_C("repair", "", ("in_person",), "monthly"),
                                     _C("transport", "две машины", ("in_person",), "on_request"))),
         60, "prepared"),
    Told(GuardianInput(GuardianKind.INITIATIVE_GROUP, "Добрые соседи", "Лидия Ольшанская", "Екатеринбург", capacity=3,
                       latitude=56.80, longitude=60.61, radius_km=30, campaign="vk", about="Пять семей одного двора.",
                       capabilities=(_C("children", "посидеть, отвести на занятия", ("in_person",), "weekly"),
                                     _C("food", "", ("in_person",), "weekly"))),
         50, "prepared"),
    Told(GuardianInput(GuardianKind.WORK_COLLECTIVE, "Дорога вместе", "Роман Ивушкин", "Берёзовский", capacity=2,
                       latitude=56.91, longitude=60.82, radius_km=60, campaign="коллеги",
                       capabilities=(_C("transport", "микроавтобус", ("in_person",), "on_request"),
                                     _C("food", "", ("in_person",), "biweekly"))),
         45, "prepared"),
    Told(GuardianInput(GuardianKind.INITIATIVE_GROUP, "Родители школы № 77", "Мария Вязова", "Екатеринбург", capacity=1,
                       latitude=56.89, longitude=60.61, campaign="vk",
                       capabilities=(_C("children", "уроки и прогулки", ("in_person", "remote"), "weekly"),
                                     _C("goods", "", ("in_person",), "once"))),
         24, "briefed"),
    Told(GuardianInput(GuardianKind.ORGANISATION, "Тёплый дом", "Алла Кедрова", "Нижний Тагил", inn="6623009274",
                       capacity=3, whole_region=True, campaign="доброцентр",
                       capabilities=(_C("psychological", "два психолога", ("in_person", "remote"), "biweekly"),
                                     _C("food", "", ("in_person",), "weekly"))),
         11, "approved"),
    Told(GuardianInput(GuardianKind.INITIATIVE_GROUP, "Соседи с Вайнера", "Олег Сосновский", "Екатеринбург", capacity=1,
                       capabilities=(_C("food", "", ("in_person",), "weekly"),)), 75, "paused"),
    Told(GuardianInput(GuardianKind.WORK_COLLECTIVE, "Смена хлебозавода", "Ольга Пихтина", "Асбест", capacity=2,
                       campaign="vk", capabilities=(_C("food", "хлеб и продукты", ("in_person",), "weekly"),)), 2.2),
    Told(GuardianInput(GuardianKind.INITIATIVE_GROUP, "Студенты-педагоги", "Денис Ольхов", "Екатеринбург", capacity=3,
                       campaign="университет", about="Учим школьников математике и русскому.",
                       capabilities=(_C("children", "репетиторы", ("in_person", "remote"), "weekly"),)), 0.4),
    Told(GuardianInput(GuardianKind.INITIATIVE_GROUP, "Быстрая помощь", "Иван Клёнов", "Кушва", capacity=9,
                       capabilities=(_C("other", "", ("remote",), "once"),)), 16, "rejected"),
)  # fmt: skip


def make() -> None:
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    lead = _first(unit, Role.REGION_COORDINATOR) if unit else None
    manager = _first(network.get_federal(), Role.FEDERAL_MANAGER)
    if unit is None or lead is None or manager is None:
        return
    with transaction.atomic():
        for place, told in enumerate(GUARDIANS):
            _tell(unit, lead, manager, told, f"+7 904 555-82-{place + 10}")


def _first(unit: Unit, role: Role) -> Actor | None:
    row = network.list_staff(SYSTEM, unit).filter(role=role).first()
    return network.actor_of(row.user) if row else None


def _tell(unit: Unit, lead: Actor, manager: Actor, told: Told, phone: str) -> None:
    came = clock.now() - dt.timedelta(days=told.days)
    text = consents.current_text(Purpose.GUARDIAN).pk
    with clock.at(came):
        given = replace(told.given, phone=phone)
        guardian = actions.apply_guardian(actor=NOBODY, unit=unit, given=given, key="", consent_text_id=text)
    if not told.step:
        return
    with clock.at(came + dt.timedelta(days=min(3.0, told.days / 4))):
        refused = told.step == "rejected"
        why = "По телефону не ответили трижды, данных о группе нет" if refused else "Документы и отзывы проверены"
        actions.verify(actor=manager, guardian_id=guardian.pk, approve=not refused, reason=why)
    if told.step in {"prepared", "briefed", "paused"}:
        _prepare(unit, lead, told, guardian.pk, came + dt.timedelta(days=min(14.0, told.days / 2)))


def _prepare(unit: Unit, lead: Actor, told: Told, guardian_id: UUID, at: dt.datetime) -> None:
    asked = {"actor": lead, "guardian_id": guardian_id}
    day, person = at.astimezone(unit.zone).date(), told.given.person
    with clock.at(at):
        actions.note_briefing(**asked, on=day, participants=person)  # type: ignore[arg-type]
        if told.step != "briefed":
            course = {"course": "Опека: первые шаги", "person": person, "completed_on": day}
            actions.note_training(**asked, **course, certificate=f"ДУ-{day:%y%m}-204")  # type: ignore[arg-type]
        if told.given.head:
            actions.note_interview(
                **asked,  # type: ignore[arg-type]
                on=day,
                participants=f"{told.given.head}, {person}",
                result="Договорились о днях и о том, кто заменит в отпуске",
            )
    if told.step == "paused":
        until = clock.today(unit.zone) + dt.timedelta(days=20)
        actions.pause(actor=lead, guardian_id=guardian_id, reason="Переезжаем", until=until)  # type: ignore[arg-type]
