"""Families of one region at every step of stage 1 and on special control, told by the same actions. All is invented."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.rules import Method
from uchastie.crm.families import actions, queries
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import FamilyInput, LookReason, MemberValues, NeedValues, Source
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

REGION = "66"
CHILDREN = NeedValues("children", "Водить детей на кружки", "in_person", "weekly", "normal", "вт и чт после 16:00")
TUTOR = NeedValues("children", "Позаниматься математикой", "any", "weekly", "normal")
REPAIR = NeedValues("repair", "Мелкий ремонт дома", "in_person", "monthly", "normal")
TALK = NeedValues("psychological", "Поговорить с психологом", "in_person", "biweekly", "high")
FOOD = NeedValues("food", "Привозить продукты и лекарства", "in_person", "weekly", "high", "по субботам")
LAWYER = NeedValues("legal", "Разобраться с выплатами", "remote", "once", "high")
DRIVE = NeedValues("transport", "Отвезти в поликлинику", "in_person", "on_request", "normal")
VAGUE = NeedValues("repair", "Починить крыльцо")


@dataclass(frozen=True, slots=True)
class Told:
    """One family: who speaks, where, when it came, how far it has got («»: nobody has read it)."""

    name: str
    town: str
    district: str
    place: tuple[float, float]
    born: int
    members: tuple[MemberValues, ...]
    needs: tuple[NeedValues, ...]
    days: float
    step: str = ""
    source: Source = Source.HQ
    story: str = ""


FAMILIES: tuple[Told, ...] = (
    Told("Ясенева Марина Игоревна", "Екатеринбург", "Орджоникидзевский", (56.893, 60.612), 1989,
         (MemberValues("Тимофей", "сын", 2013), MemberValues("Варя", "дочь", 2017)), (CHILDREN, TUTOR, REPAIR, TALK),
         26, "waiting", Source.HOTLINE, "Работаю в две смены, детей не с кем отпустить на занятия."),
    Told("Рощина Светлана Олеговна", "Екатеринбург", "Чкаловский", (56.765, 60.620), 1994,
         (MemberValues("Алёна", "дочь", 2023),), (FOOD, TALK), 12, "waiting", Source.HQ,
         "С маленькой дочкой трудно выйти из дома, родных в городе нет."),
    Told("Ельник Пётр Андреевич", "Асбест", "", (57.005, 61.458), 1951,
         (MemberValues("Лидия", "жена", 1953),), (FOOD, DRIVE, REPAIR), 19, "waiting", Source.HOTLINE,
         "Живём вдвоём, до аптеки далеко."),
    Told("Калинина Дарья Сергеевна", "Реж", "", (57.371, 61.394), 1992,
         (MemberValues("Егор", "сын", 2016), MemberValues("бабушка", "", 1949)), (TALK, LAWYER), 9, "waiting"),
    Told("Берёзкина Алёна Викторовна", "Екатеринбург", "Ленинский", (56.823, 60.582), 1991,
         (MemberValues("Артём", "сын", 2015), MemberValues("Ника", "дочь", 2018)), (CHILDREN, TUTOR), 6, "waiting",
         Source.PUBLIC, "Работаю сменами, вечером дети одни."),
    Told("Дубравин Олег Степанович", "Берёзовский", "", (56.909, 60.818), 1958,
         (MemberValues("Зоя", "жена", 1960),), (FOOD, DRIVE), 5.2, "waiting", Source.HOTLINE,
         "После операции трудно ходить, машины нет."),
    Told("Кленова Ирина Петровна", "Екатеринбург", "Чкаловский", (56.771, 60.634), 1984,
         (MemberValues("Глеб", "сын", 2012),), (TALK, FOOD, REPAIR), 4, "waiting", Source.HQ),
    Told("Осинцева Наталья Львовна", "Первоуральск", "", (56.908, 59.943), 1986,
         (MemberValues("Кира", "дочь", 2011),), (LAWYER, CHILDREN), 5, "clear", Source.PUBLIC,
         "Не понимаю, какие документы нужны."),
    Told("Липатова Анна Юрьевна", "Нижний Тагил", "Дзержинский", (57.912, 60.094), 1990,
         (MemberValues("Марк", "сын", 2019),), (VAGUE,), 2, "needed", Source.HOTLINE, "Дом старый, чинить некому."),
    Told("Вербина Ольга Павловна", "Арамиль", "", (56.695, 60.835), 1997,
         (MemberValues("Соня", "дочь", 2024),), (VAGUE,), 0.3, "", Source.HOTLINE, "Крыльцо совсем сгнило."),
    Told("Тополева Елена Ивановна", "Кушва", "", (58.283, 59.765), 1979, (), (DRIVE,), 7, "declined", Source.HQ,
         "Один раз съездить в областную больницу."),
)  # fmt: skip


def make() -> None:
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    lead = _coordinator(unit) if unit else None
    if unit is None or lead is None:
        return
    with transaction.atomic():
        for place, told in enumerate(FAMILIES):
            _tell(unit, lead, told, f"+7 904 555-71-{place + 10}")


def _coordinator(unit: Unit) -> Actor | None:
    rows = network.list_staff(SYSTEM, unit).filter(role=Role.REGION_COORDINATOR)
    first = rows.first()
    return network.actor_of(first.user) if first else None


def _tell(unit: Unit, lead: Actor, told: Told, phone: str) -> None:
    came = clock.now() - dt.timedelta(days=told.days)
    family = FamilyInput(
        name=told.name,
        phone=phone,
        town=told.town,
        district=told.district,
        relation="мама" if told.born > 1960 else "",
        birth_year=told.born,
        latitude=told.place[0],
        longitude=told.place[1],
        story=told.story,
        external_id=f"ОНФ-2026-1045{phone[-2:]}" if told.source is Source.HOTLINE else "",
        members=told.members,
        needs=told.needs,
    )
    with clock.at(came):
        case = actions.receive_family(lead, unit=unit, family=family, source=told.source, consent=Method.ORAL)
    if told.step:
        with clock.at(came + (clock.now() - came) / 10):
            _screen(lead, case, told)


def _screen(lead: Actor, case: FamilyCase, told: Told) -> None:
    actions.open_veil(actor=lead, case_id=case.pk, reason=LookReason.CALL)
    if told.step == "declined":
        reason = "Хватит одной поездки: передадим в центр обычной заявкой"
        actions.screen_family(actor=lead, case_id=case.pk, needed=False, reason=reason)
        return
    reason = "Помощь нужна регулярно, рядом нет близких"
    actions.screen_family(actor=lead, case_id=case.pk, needed=True, reason=reason)
    if told.step in {"clear", "waiting"}:
        actions.clarify_needs(actor=lead, case_id=case.pk)
    if told.step == "waiting":
        actions.set_marker(actor=lead, case_id=case.pk)
        if case.town == "Асбест":
            _split(lead, case)


def _split(lead: Actor, case: FamilyCase) -> None:
    """Nobody near can drive: the nearest centre helps once meanwhile (B43)."""
    centres = queries.list_centres_near(case)
    need = next((one for one in queries.list_open_needs(case) if one.category_id == "transport"), None)
    if centres and need:
        part = actions.Part(need.pk, actions.service_for(need, centres[0][0]))
        actions.split_needs(actor=lead, case_id=case.pk, centre=centres[0][0], parts=[part], agreed=True)
